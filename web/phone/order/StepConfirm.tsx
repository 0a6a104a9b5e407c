/** Step 4, 确认: the order as others will read it, and what is still missing with the way to it. */
import { formatQuantity } from '@jiedui/shared/quantity.ts';
import { NEED_TYPE_WORDS, ORDER_LEG_WORDS, ORDER_MODE_WORDS, URGENCY_WORDS } from '@jiedui/shared/order/order.ts';
import { qualificationWords } from '@jiedui/shared/organization/qualification.ts';
import { checkPosting } from '@jiedui/shared/order/posting.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { SHARING_WORDS } from '@jiedui/shared/order/sharing.ts';
import { lazy, Suspense } from 'react';
import { Button } from '../../kit/Button.tsx';
import { dateWords, shortWords, windowWords } from '../../kit/format.ts';
import { Facts, Note, Sentence } from '../../kit/Parts.tsx';
import { useViewer } from '../shell/viewer.ts';
import { ClaimModeField } from './ClaimModeField.tsx';
import { fieldsOf, stepOf, STEPS } from './draft.ts';
import { SeriesPart } from './SeriesPart.tsx';
import type { Identity } from './use-draft.ts';
import type { StepProps } from './Wizard.tsx';

/** It asks for stations and answers of its own. */
const JointPart = lazy(async () => ({ default: (await import('./JointPart.tsx')).JointPart }));

interface StepConfirmProps extends StepProps {
  onStep: (step: number) => void;
  flush: () => Promise<Identity | null>;
  onMoved: (version: number) => void;
  /** Null until the draft is kept. */
  orderId: string | null;
  /** Whether it may become the first of a series: it is whole, and of no series yet. */
  mayRepeat: boolean;
}

export function StepConfirm({ text, set, orderId, onStep, flush, onMoved, mayRepeat }: StepConfirmProps) {
  const viewer = useViewer();
  const fields = fieldsOf(text);
  const checked = checkPosting(fields, new Date());
  const missing =
    checked instanceof Error
      ? 'problems' in checked
        ? checked.problems
        : checked.spots.map((spot) => ({ field: spot.field, message: `“${spot.excerpt}”像是个人信息，请删去` }))
      : [];
  const groups = text.targetGroups.map((code) => shortWords(targetGroupWords(code))).join('、');
  return (
    <>
      <section className="section">
        <h2>{text.title || '（还没有写需求名称）'}</h2>
        <Sentence>
          <b>{viewer.station?.name ?? '本站'}</b> 请社会组织为
          {fields.headcount ? <b> {formatQuantity(fields.headcount)}</b> : '服务对象'}
          {groups ? `（${groups}）` : ''}提供{' '}
          <b>{text.serviceType ? shortWords(serviceTypeWords(text.serviceType)) : '服务'}</b>
          {text.place ? `，地点在${text.place}` : ''}
          {fields.windowFrom && fields.windowTo ? `，${windowWords(fields.windowFrom, fields.windowTo)}` : ''}。
        </Sentence>
      </section>
      {missing.length > 0 ? (
        <Note tone="decide">
          <p>
            还有 <b>{missing.length}</b> 处要补充或改正：
          </p>
          <ul className="missing">
            {missing.map((problem) => (
              <li key={problem.field + problem.message}>
                <Button kind="plain" onClick={() => onStep(stepOf(problem.field))}>
                  {STEPS[stepOf(problem.field) - 1]}
                </Button>
                <span>{problem.message}</span>
              </li>
            ))}
          </ul>
        </Note>
      ) : null}
      <Facts
        facts={[
          [
            '怎样承接',
            fields.sharing === 'joint'
              ? `${SHARING_WORDS.joint}，${fields.seats ?? 0} 家`
              : SHARING_WORDS[fields.sharing ?? 'exclusive'],
          ],
          ...(fields.lines ?? []).map((line): [string, string] => [
            `第 ${line.seq} 项`,
            `${line.what || '（还没有写要什么）'} ${formatQuantity(line.quantity)}${line.note ? `（${line.note}）` : ''}`,
          ]),
          [
            '需要',
            text.leg ? `${ORDER_LEG_WORDS[text.leg]}${text.mode ? ` · ${ORDER_MODE_WORDS[text.mode]}` : ''}` : null,
          ],
          ['来源', text.needType ? NEED_TYPE_WORDS[text.needType] : null],
          ['紧急程度', text.urgency ? URGENCY_WORDS[text.urgency] : null],
          ['要求的资质', text.requiredQualifications.map(qualificationWords).join('、')],
          ['每场费用上限', text.budgetYuan.trim() === '' ? null : `${text.budgetYuan} 元`],
          ['接单截止', text.claimableOn ? `${dateWords(text.claimableOn)} 24:00` : null],
          ['说明', text.description ? <span className="prose">{text.description}</span> : null],
        ]}
      />
      <ClaimModeField orderId={orderId} value={text.claimMode} onChange={(claimMode) => set({ claimMode })} />
      {orderId && fields.headcount ? (
        <Suspense fallback={null}>
          <JointPart orderId={orderId} flush={flush} onMoved={onMoved} />
        </Suspense>
      ) : null}
      <Note tone="info">
        提交后，符合条件的社会组织都能看到这个点单，按开放次序接单；有组织接单时会通知您，由您确认。
      </Note>
      {mayRepeat && missing.length === 0 && text.urgency !== 'emergency' ? (
        <SeriesPart windowFrom={text.windowFrom} windowTo={text.windowTo} flush={flush} />
      ) : null}
    </>
  );
}
