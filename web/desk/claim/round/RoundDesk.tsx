/** The desk of a round: what is proposed at the left, the pair being looked at and the officer's changes at the right. */
import { formatMonth, type Month } from '@jiedui/shared/calendar.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { Empty, ErrorState, Loading, NoPermission } from '../../../kit/Blank.tsx';
import { faultOf } from '../../../kit/fault.ts';
import { Note } from '../../../kit/Parts.tsx';
import { useToast } from '../../../kit/Toast.tsx';
import { useKeys, useKeysOn } from '../../shell/keys.ts';
import { BUREAU } from '../../shell/viewer.ts';
import { type RoundsSearch, useGo, useSearchOf } from '../../shell/way.tsx';
import { Changes } from './Changes.tsx';
import { namedPair } from './named-pair.ts';
import { PairPart } from './PairPart.tsx';
import { Pairs } from './Pairs.tsx';
import { Proof } from './Proof.tsx';
import { RoundHead } from './RoundHead.tsx';
import { SendSheet } from './SendSheet.tsx';
import { Slots } from './Slots.tsx';
import { Townships } from './Townships.tsx';
import { Unserved } from './Unserved.tsx';
import { type Round, useRound } from './use-round.ts';
import { useWishes, type Wishing } from './use-wishes.ts';
import { type NamedPair, wishOf, withForbid, withPin } from './wishes.ts';

export function RoundDesk({ month, months }: { month: Month; months: readonly Month[] }) {
  const { objective = 'coverage' } = useSearchOf<RoundsSearch>();
  const wishing = useWishes(month);
  const round = useRound(month, objective, wishing.wishes);
  useEffect(() => {
    document.title = `${formatMonth(month)}匹配轮次 · 结对调度台`;
  }, [month]);
  const { shown, error } = round;
  const fault = error ? faultOf(error) : null;
  const framed = (blank: ReactNode) => (
    <main className="match" id="main" tabIndex={-1}>
      <RoundHead month={month} months={months} objective={objective} round={round} onSend={null} />
      <div className="match__blank">{blank}</div>
    </main>
  );
  if (fault?.kind === 'forbidden') return framed(<NoPermission who={BUREAU} />);
  if (shown === null && round.absent)
    return framed(<Empty title="没有可办理的主管单位">匹配轮次由主管单位为辖区内的社工站办理，请联系上级开通。</Empty>);
  if (shown === null)
    return framed(
      fault ? (
        <ErrorState fault={fault} safe="还没有保存或发出任何内容。" onRetry={round.again} />
      ) : (
        <Loading rows={5} />
      ),
    );
  if (shown.preview.plan.orders === 0 && wishing.wishes.length === 0)
    return framed(
      <Empty title={`${formatMonth(month)}没有等待匹配的点单`}>
        社工站提交点单、服务时间在这个月的，会列入本轮。
        {0 < shown.preview.heldBackCount
          ? `另有 ${shown.preview.heldBackCount} 个点单已发出邀请，正等组织答复，可在历次匹配中查看。`
          : '可换一个月份看看，或催请社工站提交点单。'}
      </Empty>,
    );
  return <Desk month={month} months={months} round={round} wishing={wishing} />;
}

interface DeskProps {
  month: Month;
  months: readonly Month[];
  round: Round;
  wishing: Wishing;
}

function Desk({ month, months, round, wishing }: DeskProps) {
  const search = useSearchOf<RoundsSearch>();
  const { objective = 'coverage', show = 'pairs' } = search;
  const go = useGo();
  const say = useToast();
  const [keysOn, setKeysOn] = useKeysOn();
  const [sending, setSending] = useState(false);
  const { preview, pairs, input } = round.shown!;
  const chosen = pairs.find(({ id }) => id === search.order) ?? pairs[0];
  const choose = (id: string) =>
    go({ to: '/rounds', search: { ...search, order: id }, replace: true, resetScroll: false });
  const { wishes, change, undo } = wishing;

  const pin = (pair: NamedPair) => {
    const known = wishOf(wishes, pair);
    change(known?.kind === 'pin' ? wishes.filter((wish) => wish !== known) : withPin(wishes, pair));
  };
  const forbid = (pair: NamedPair) => {
    choose(pair.orderId);
    change(withForbid(wishes, pair));
  };
  const back = () => {
    if (undo) undo();
    else say('没有可以撤回的调整。');
  };
  useKeys(keysOn, 'jkpxz', (key) => {
    if (key === 'z') return back();
    if (show !== 'pairs' || !chosen) return;
    if (key === 'p') return pin(namedPair(chosen));
    if (key === 'x') return forbid(namedPair(chosen));
    const at = pairs.findIndex(({ id }) => id === chosen.id) + (key === 'j' ? 1 : -1);
    const next = pairs[at];
    if (next) choose(next.id);
  });
  return (
    <main className="match" id="main" tabIndex={-1}>
      <RoundHead month={month} months={months} objective={objective} round={round} onSend={() => setSending(true)} />
      <div className="match__desk" data-busy={round.busy || undefined}>
        <div className="match__list">
          {round.error ? (
            <Note tone="late">
              {faultOf(round.error).title}，下面还是上一次算出的方案，您的调整都在。
              <button type="button" className="button button--plain" onClick={round.again}>
                再算一次
              </button>
            </Note>
          ) : null}
          {show === 'pairs' ? (
            <Pairs pairs={pairs} chosenId={chosen?.id} moves={round.shown!.moves} more={round.more} onChoose={choose} />
          ) : show === 'unserved' ? (
            <Unserved input={input} plan={preview.plan} wishing={wishing} />
          ) : show === 'townships' ? (
            <Townships plan={preview.plan} />
          ) : (
            <Slots plan={preview.plan} wishing={wishing} />
          )}
        </div>
        <div className="match__side">
          {show === 'pairs' && chosen ? (
            <PairPart key={chosen.id} pair={chosen} input={input} wishes={wishes} onPin={pin} onForbid={forbid} />
          ) : null}
          <Changes round={round} wishing={wishing} onBack={back} />
          <Proof preview={preview} />
          <p className="match__keys">
            <span>
              <kbd>J</kbd> <kbd>K</kbd> 上下移动
            </span>
            <button type="button" aria-pressed={keysOn} onClick={() => setKeysOn(!keysOn)}>
              快捷键{keysOn ? '已开' : '已关'}
            </button>
          </p>
        </div>
      </div>
      {sending ? (
        <SendSheet
          month={month}
          served={preview.plan.served}
          pairs={pairs}
          organizations={preview.plan.organizations.edges.map(({ node }) => node)}
          from={{ input, hash: preview.hash }}
          onClose={() => setSending(false)}
        />
      ) : null}
    </main>
  );
}
