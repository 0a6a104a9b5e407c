/**
 * 保存并发送邀请: what will go out, to whom and how many, until when they answer; a proposal that is taken off asks why.
 * Two steps on the server, one press here: where the second fails, the round is saved and only the sending is tried again.
 */
import { formatMonth, localDateOf, type Month } from '@jiedui/shared/calendar.ts';
import { respondUntil } from '@jiedui/shared/claim/invitation-lifecycle.ts';
import { checkReason } from '@jiedui/shared/refusal.ts';
import { useState } from 'react';
import { useAction } from '../../../client.ts';
import { Button } from '../../../kit/Button.tsx';
import type { Fault } from '../../../kit/fault.ts';
import { dateWords } from '../../../kit/format.ts';
import { Note } from '../../../kit/Parts.tsx';
import { Sheet } from '../../../kit/Sheet.tsx';
import { TextField } from '../../../kit/TextField.tsx';
import { useToast } from '../../../kit/Toast.tsx';
import { useGo } from '../../shell/way.tsx';
import { PairSentence } from './PairSentence.tsx';
import { DeskSaveMatchingRun, DeskSendInvitations } from './round.documents.ts';
import type { Proposal, RoundInput } from './use-round.ts';

interface SendSheetProps {
  month: string;
  /** Proposed in all; `pairs` are those that have been read. */
  served: number;
  pairs: readonly SentPair[];
  /** Who is asked, and for how many. */
  organizations: readonly { readonly id: string; readonly used: number }[];
  /** A round that is not kept yet, by what was asked and the plan that was seen; or a run that was saved before. */
  from: { readonly input: RoundInput; readonly hash: string } | { readonly run: SavedRun };
  onClose: () => void;
}

type SentPair = Pick<Proposal, 'id' | 'organization'> & { readonly order: Omit<Proposal['order'], 'urgency'> };
interface SavedRun {
  readonly id: string;
  readonly version: number;
}

export function SendSheet(props: SendSheetProps) {
  // What is decided on does not change under the officer's hands; the server refuses what has changed meanwhile.
  const [{ month, served, pairs, organizations, from }] = useState(props);
  const { onClose } = props;
  /** By order: the reason for taking it off, as it is being written. */
  const [off, setOff] = useState<ReadonlyMap<string, string>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [savedRun, setSavedRun] = useState<SavedRun | null>('run' in from ? from.run : null);
  const save = useAction(DeskSaveMatchingRun);
  const send = useAction(DeskSendInvitations);
  const go = useGo();
  const say = useToast();
  const going = served - off.size;
  const until = dateWords(localDateOf(respondUntil(new Date())));
  const busy = save.busy || send.busy;

  const press = async () => {
    const missing = [...off.values()].some((reason) => typeof checkReason(reason) !== 'string');
    setProblem(missing ? '不发的每一份都请写明原因，2 至 200 字，随本轮记录保存。' : null);
    if (missing) return;
    const run = savedRun ?? (await kept());
    if (run === null) return;
    setSavedRun(run);
    const overridden = pairs.flatMap(({ id, organization }) => {
      const reason = off.get(id);
      return reason === undefined ? [] : [{ orderId: id, organizationId: organization.id, reason: reason.trim() }];
    });
    const answer = await send.run({ runId: run.id, expectedVersion: run.version, overridden });
    if (answer === null) return;
    if (answer.__typename !== 'MatchingRun') return setProblem(answer.message);
    say(`已发出 ${going} 份邀请，请各组织最迟 ${until} 答复。`);
    go({ to: '/rounds/$id', params: { id: answer.id } });
  };
  const kept = async () => {
    if ('run' in from) return from.run;
    const answer = await save.run({ round: from.input, expectedHash: from.hash });
    if (answer === null) return null;
    if (answer.__typename === 'MatchingRun') return answer;
    setProblem(answer.message);
    return null;
  };
  const toggle = (id: string) => {
    const next = new Map(off);
    if (!next.delete(id)) next.set(id, '');
    setOff(next);
    setProblem(null);
  };
  const fault = save.fault ?? send.fault;
  return (
    <Sheet
      open
      title={`发送 ${formatMonth(month as Month)}的邀请`}
      onClose={onClose}
      foot={
        <>
          <Button
            kind="primary"
            busy={busy}
            busyWord={save.busy ? '正在保存…' : '正在发送…'}
            onClick={() => void press()}
          >
            {going === 0 ? '只保存，不发邀请' : `发送 ${going} 份邀请`}
          </Button>
          <Button onClick={onClose}>再看一看</Button>
        </>
      }
    >
      <p className="send__sum">
        {going === 0
          ? '都不发的，本轮只留下记录。'
          : `发给 ${countOrganizations(organizations, pairs, off)} 家组织，共 ${going} 份，请在 `}
        {going === 0 ? null : <b>{until}</b>}
        {going === 0 ? '' : ' 24:00 前答复。'}
      </p>
      <p className="hint">
        这是邀请，不是指派：组织可以接受，也可以谢绝；逾期未答复则邀请失效，点单照常开放接单。接受后仍由社工站确认。
      </p>
      <ul className="will" aria-label="将要发出的邀请">
        {pairs.map((pair) => (
          <li key={pair.id}>
            <label className="send__one">
              <input type="checkbox" checked={!off.has(pair.id)} onChange={() => toggle(pair.id)} />
              <PairSentence order={pair.order} organization={pair.organization} />
            </label>
            {off.has(pair.id) ? (
              <TextField
                label={`“${pair.order.title}”为什么不发`}
                value={off.get(pair.id) ?? ''}
                onChange={(reason) => {
                  setOff(new Map(off).set(pair.id, reason));
                  setProblem(null);
                }}
              />
            ) : null}
          </li>
        ))}
        {pairs.length < served ? (
          <li className="hint">另有 {served - pairs.length} 份照方案发出；需要逐份挑选的，请先在列表中看完。</li>
        ) : null}
      </ul>
      <Trouble problem={problem} fault={fault} saved={savedRun !== null} />
    </Sheet>
  );
}

function Trouble({ problem, fault, saved }: { problem: string | null; fault: Fault | null; saved: boolean }) {
  if (problem === null && fault === null) return null;
  const state = saved ? '本轮已经保存，邀请还没有发出。' : '还没有保存，也没有发出。';
  return (
    <div role="alert">
      <Note tone="late">{problem ?? `${fault?.title}。${state}${fault?.remedy}（代码 ${fault?.code}）`}</Note>
    </div>
  );
}

/** How many organizations hear of it; those whose every proposal is taken off do not. */
function countOrganizations(
  organizations: SendSheetProps['organizations'],
  pairs: readonly SentPair[],
  off: ReadonlyMap<string, string>,
): number {
  const taken = new Map<string, number>();
  for (const { id, organization } of pairs)
    if (off.has(id)) taken.set(organization.id, (taken.get(organization.id) ?? 0) + 1);
  return organizations.filter(({ id, used }) => (taken.get(id) ?? 0) < used).length;
}
