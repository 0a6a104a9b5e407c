/** The states of a page that is not (yet) itself: empty, loading, failed, not allowed. */
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import type { Fault } from './fault.ts';
import { Mark } from './Mark.tsx';

/** Says what will appear here, and how to make the first one. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="blank">
      <Mark className="blank__mark" tone="line" />
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}

/** Keeps the shape of a list while it loads. */
export function Loading({ rows = 3 }: { rows?: number }) {
  return (
    <div className="bones" role="status">
      <span className="only-spoken">正在读取</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="bones__row" aria-hidden="true">
          <div className="bones__line" />
          <div className="bones__line" />
          <div className="bones__line" />
        </div>
      ))}
    </div>
  );
}

/** Says what is safe, what to do, and a code to read over the phone. */
export function ErrorState({
  fault,
  safe,
  onRetry,
}: {
  fault: Fault;
  safe?: string;
  onRetry?: (() => void) | undefined;
}) {
  return (
    <div className="blank" role="alert">
      <Mark className="blank__mark" tone="line" />
      <h2>{fault.title}</h2>
      <p>
        {safe ?? '已经提交的内容都在，没有丢失。'}
        {fault.remedy}
      </p>
      {onRetry ? <Button onClick={onRetry}>再试一次</Button> : null}
      <p className="blank__code">致电说明时请报代码：{fault.code}</p>
    </div>
  );
}

/** Says who can. */
export function NoPermission({ who, children }: { who: string; children?: ReactNode }) {
  return (
    <div className="blank">
      <Mark className="blank__mark" tone="line" />
      <h2>这一页由{who}办理</h2>
      <p>您的账号没有这项权限。需要办理的，请联系{who}，或请县区民政局调整您的角色。</p>
      {children}
    </div>
  );
}
