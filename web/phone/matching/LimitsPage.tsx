/** 对接限制和利益关系: what stands between a station and an organization, so that the two are not matched. */
import { graphql } from '../../gql/gql.ts';
import type { PhoneLimitsQuery } from '../../gql/graphql.ts';
import { NoPermission } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { dayWords } from '../../kit/format.ts';
import { Note, Sentence } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { useAction } from '../../client.ts';
import { formatDay, type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { type ReactNode, useState } from 'react';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useSide } from '../shell/viewer.ts';
import { LimitSheet } from './LimitSheet.tsx';

const LIMITS = graphql(/* GraphQL */ `
  query PhoneLimits {
    blockedPairs {
      id
      version
      reason
      untilOn
      blockedAt
      mayEnd
      organization {
        id
        name
      }
      station {
        id
        name
      }
    }
    conflictsOfInterest {
      id
      version
      reason
      declaredAt
      mayEnd
      organization {
        id
        name
      }
      station {
        id
        name
      }
    }
  }
`);

const LIFT = graphql(/* GraphQL */ `
  mutation PhoneLiftBlock($input: EndPairNoteInput!) {
    liftBlock(input: $input) {
      ... on BlockedPair {
        id
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

const END = graphql(/* GraphQL */ `
  mutation PhoneEndConflict($input: EndPairNoteInput!) {
    endConflict(input: $input) {
      ... on ConflictOfInterest {
        id
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Block = PhoneLimitsQuery['blockedPairs'][number];
type Conflict = PhoneLimitsQuery['conflictsOfInterest'][number];
type Side = 'station' | 'organization';

export function LimitsPage() {
  const side = useSide();
  if (side === null) return <NoPermission who="社工站和社会组织" />;
  return (
    <Page title="对接限制" back={{ to: '/me', word: '我的' }}>
      <Ask query={LIMITS} variables={{}}>
        {({ blockedPairs, conflictsOfInterest }) => (
          <>
            <Blocks side={side} blocks={blockedPairs} />
            <Conflicts side={side} conflicts={conflictsOfInterest} />
          </>
        )}
      </Ask>
    </Page>
  );
}

function Blocks({ side, blocks }: { side: Side; blocks: readonly Block[] }) {
  const [adding, setAdding] = useState(false);
  const other = side === 'station' ? '社会组织' : '社工站';
  return (
    <section className="section" aria-label="暂停对接">
      <h2>暂停对接</h2>
      <p className="hint">
        {side === 'station'
          ? '合作中出现问题、需要停一停的，可暂停与某家组织对接：本站的点单不再推荐给它，它也不能接单，并会看到您写的原因。'
          : '社工站或主管单位可暂停与贵单位对接。期间该站的点单不推荐给贵单位，也不能接；有异议的，请与对方或县区民政局联系。'}
      </p>
      {blocks.length === 0 ? (
        <p>没有暂停对接的{other}。</p>
      ) : (
        <ul className="ledger">
          {blocks.map((block) => (
            <li key={block.id} className="row">
              <Sentence>
                <b>{side === 'station' ? block.organization.name : block.station.name}</b>
                {block.untilOn ? ` 暂停对接至 ${formatDay(block.untilOn as LocalDate)}` : ' 暂停对接，未定期限'}
              </Sentence>
              <span className="row__line">原因：{block.reason}</span>
              <span className="row__line">{dayWords(localDateOf(new Date(block.blockedAt)))} 设置</span>
              <Lift block={block} />
            </li>
          ))}
        </ul>
      )}
      {side === 'station' ? (
        <>
          <div>
            <Button onClick={() => setAdding(true)}>暂停与某家组织对接</Button>
          </div>
          <LimitSheet kind="block" side={side} open={adding} onClose={() => setAdding(false)} />
        </>
      ) : null}
    </section>
  );
}

function Conflicts({ side, conflicts }: { side: Side; conflicts: readonly Conflict[] }) {
  const [adding, setAdding] = useState(false);
  return (
    <section className="section" aria-label="利益关系申报">
      <h2>利益关系申报</h2>
      <p className="hint">
        本单位人员与对方负责人是近亲属、在对方任职或持有权益的，应当申报回避。申报后双方互不推荐，直到申报撤销。
      </p>
      {conflicts.length === 0 ? (
        <p>没有申报。</p>
      ) : (
        <ul className="ledger">
          {conflicts.map((conflict) => (
            <li key={conflict.id} className="row">
              <Sentence>
                与 <b>{side === 'station' ? conflict.organization.name : conflict.station.name}</b> 有利益关系
              </Sentence>
              <span className="row__line">说明：{conflict.reason}</span>
              <span className="row__line">{dayWords(localDateOf(new Date(conflict.declaredAt)))} 申报</span>
              <EndConflict conflict={conflict} />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => setAdding(true)}>申报利益关系</Button>
      </div>
      <LimitSheet kind="conflict" side={side} open={adding} onClose={() => setAdding(false)} />
    </section>
  );
}

function Lift({ block }: { block: Block }) {
  const lift = useAction(LIFT);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  if (!block.mayEnd) return <Others>由设置的同事或县区民政局解除。</Others>;
  const press = async () => {
    const answer = await lift.run({ id: block.id, expectedVersion: block.version });
    if (answer === null) return;
    if (answer.__typename === 'BlockedPair') say(`已恢复与${block.organization.name}对接。`);
    else setRefused(answer.message);
  };
  return (
    <Ending refused={refused} fault={<FaultNote fault={lift.fault} safe="限制没有变化。" />}>
      <Button
        kind="plain"
        busy={lift.busy}
        busyWord="正在解除…"
        aria-label={`恢复与${block.organization.name}对接`}
        onClick={() => void press()}
      >
        恢复对接
      </Button>
    </Ending>
  );
}

function EndConflict({ conflict }: { conflict: Conflict }) {
  const end = useAction(END);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  if (!conflict.mayEnd) return <Others>由申报方或县区民政局撤销。</Others>;
  const press = async () => {
    const answer = await end.run({ id: conflict.id, expectedVersion: conflict.version });
    if (answer === null) return;
    if (answer.__typename === 'ConflictOfInterest') say('已撤销申报，双方恢复推荐。');
    else setRefused(answer.message);
  };
  return (
    <Ending refused={refused} fault={<FaultNote fault={end.fault} safe="申报没有变化。" />}>
      <Button kind="plain" busy={end.busy} busyWord="正在撤销…" onClick={() => void press()}>
        撤销申报
        <span className="only-spoken">
          ：{conflict.station.name}与{conflict.organization.name}
        </span>
      </Button>
    </Ending>
  );
}

function Ending({ refused, fault, children }: { refused: string | null; fault: ReactNode; children: ReactNode }) {
  return (
    <>
      {refused ? <Note tone="late">{refused}</Note> : null}
      {fault}
      <div>{children}</div>
    </>
  );
}

const Others = ({ children }: { children: ReactNode }) => <span className="row__line">{children}</span>;
