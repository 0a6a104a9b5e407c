/** What the sender may do with an import: take all or nothing, take the right rows, give up; take back what was imported. */
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { IMPORT_UNDO_WORDS } from '@jiedui/shared/report/import/import.ts';
import { CommitImport, DiscardImport, TakeBackImport } from './imports.documents.ts';
import type { Job } from './ImportPage.tsx';

export function Steps({ job }: { job: Job }) {
  const commit = useAction(CommitImport);
  const discard = useAction(DiscardImport);
  const [refused, setRefused] = useState<string | null>(null);
  if (job.state === 'done' && 0 < job.counts.imported) return <TakeBack job={job} />;
  if (job.state !== 'ready' && job.state !== 'interrupted') return null;
  const { valid, invalid, asked, refused: turnedBack } = job.counts;
  const faults = invalid + asked + turnedBack;
  async function take(mode: 'all_or_nothing' | 'valid_rows') {
    const answer = await commit.run({ importId: job.id, mode });
    setRefused(answer && 'message' in answer ? answer.message : null);
  }
  async function giveUp() {
    const answer = await discard.run({ importId: job.id });
    setRefused(answer && 'message' in answer ? answer.message : null);
  }
  const fault = commit.fault ?? discard.fault;
  return (
    <section className="imports__steps" aria-label="导入方式">
      {faults === 0 && 0 < valid ? (
        <Button kind="primary" busy={commit.busy} busyWord="正在提交…" onClick={() => void take('all_or_nothing')}>
          导入全部 {valid} 行
        </Button>
      ) : null}
      {0 < faults && 0 < valid ? (
        <Button
          kind={asked === 0 ? 'primary' : 'quiet'}
          busy={commit.busy}
          busyWord="正在提交…"
          onClick={() => void take('valid_rows')}
        >
          只导入没有问题的 {valid} 行
        </Button>
      ) : null}
      <Button busy={discard.busy} busyWord="正在放弃…" onClick={() => void giveUp()}>
        放弃这次上传
      </Button>
      {0 < faults ? (
        <p className="imports__hint">要么全部导入：先下载问题行改正，合成一份重新上传；已导入的行再传不会重复。</p>
      ) : null}
      {refused || fault ? (
        <p role="alert" className="imports__refused">
          {refused ?? fault?.remedy}
        </p>
      ) : null}
    </section>
  );
}

/** 撤回本次导入, asked twice. */
function TakeBack({ job }: { job: Job }) {
  const action = useAction(TakeBackImport);
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  async function takeBack() {
    const answer = await action.run({ importId: job.id });
    setRefused(answer && 'message' in answer ? answer.message : null);
    setAsked(false);
  }
  return (
    <section className="imports__steps" aria-label="撤回">
      {asked ? (
        <>
          <p className="imports__hint">{IMPORT_UNDO_WORDS[job.kind]}撤回后不能恢复，可以改正后重新上传。</p>
          <Button kind="primary" busy={action.busy} busyWord="正在撤回…" onClick={() => void takeBack()}>
            撤回导入的 {job.counts.imported} 行
          </Button>
          <Button onClick={() => setAsked(false)}>不撤回</Button>
        </>
      ) : (
        <Button onClick={() => setAsked(true)}>撤回本次导入</Button>
      )}
      {refused || action.fault ? (
        <p role="alert" className="imports__refused">
          {refused ?? action.fault?.remedy}
        </p>
      ) : null}
    </section>
  );
}
