/** 转接: who asks to take the order over, whose turn it is until when, and the answers; or asking, for an organization without the order. */
import { HOLDER_CODES, STATION_CODES } from '@jiedui/shared/claim/end-reasons.ts';
import { TAKEOVER_STATE_WORDS, type TakeoverState } from '@jiedui/shared/claim/takeover.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { TakeoverFactsFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { deadlineWords, momentWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote, ReasonSheet } from '../shell/ReasonSheet.tsx';
import { EndReasonSheet } from './EndReasonSheet.tsx';

export const TAKEOVER_FACTS = graphql(/* GraphQL */ `
  fragment TakeoverFacts on Takeover {
    id
    version
    state
    mine
    requestReason
    askedAt
    holderUntil
    stationUntil
    bySilence
    reason
    holder {
      id
      name
    }
    organization {
      id
      name
    }
  }
`);

const ASK = graphql(/* GraphQL */ `
  mutation AskTakeover($input: AskTakeoverInput!) {
    askTakeover(input: $input) {
      ... on Takeover {
        ...TakeoverFacts
        order {
          id
          takeover {
            id
          }
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const AGREE = graphql(/* GraphQL */ `
  mutation AgreeTakeover($input: AnswerTakeoverInput!) {
    agreeTakeover(input: $input) {
      ... on Takeover {
        ...TakeoverFacts
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const WITHDRAW = graphql(/* GraphQL */ `
  mutation WithdrawTakeover($input: AnswerTakeoverInput!) {
    withdrawTakeover(input: $input) {
      ... on Takeover {
        ...TakeoverFacts
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const ACCEPT = graphql(/* GraphQL */ `
  mutation AcceptTakeover($input: AnswerTakeoverInput!) {
    acceptTakeover(input: $input) {
      ... on Takeover {
        ...TakeoverFacts
        order {
          id
          version
          state
          claimedBy {
            id
            name
          }
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const REFUSE = graphql(/* GraphQL */ `
  mutation RefuseTakeover($input: RefuseTakeoverInput!) {
    refuseTakeover(input: $input) {
      ... on Takeover {
        ...TakeoverFacts
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const REJECT = graphql(/* GraphQL */ `
  mutation RejectTakeover($input: RefuseTakeoverInput!) {
    rejectTakeover(input: $input) {
      ... on Takeover {
        ...TakeoverFacts
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

const TONES: Record<TakeoverState, Tone> = {
  asked: 'decide',
  agreed: 'decide',
  done: 'done',
  refused: 'rest',
  rejected: 'rest',
  withdrawn: 'rest',
  lapsed: 'late',
  void: 'rest',
};

export function TakeoverPart({ takeover }: { takeover: TakeoverFactsFragment }) {
  const [refusing, setRefusing] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [agree, withdraw, accept] = [useAction(AGREE), useAction(WITHDRAW), useAction(ACCEPT)];
  const [refuse, reject] = [useAction(REFUSE), useAction(REJECT)];
  const say = useToast();
  const { id, version, state, mine, holder, organization } = takeover;
  const input = { takeoverId: id, expectedVersion: version };
  const turn = (mine === 'holder' && state === 'asked') || (mine === 'station' && state === 'agreed');
  const done = (answer: { __typename: string; message?: string } | null, words: string) => {
    if (answer === null) return;
    if (answer.__typename === 'Takeover') say(words);
    else setRefused(answer.message ?? null);
  };
  return (
    <section className={turn ? 'section waiting' : 'section'} aria-label="转接申请">
      <h2>
        {organization.name}申请转接 <StateTag tone={TONES[state]} word={TAKEOVER_STATE_WORDS[state]} />
      </h2>
      <p>
        {momentWords(takeover.askedAt)} 申请，理由：{takeover.requestReason}
      </p>
      {state === 'asked' ? (
        <p>
          {holder.name}应在 <b className="due">{deadlineWords(takeover.holderUntil)}</b>答复；过时未答复的，视为同意。
        </p>
      ) : null}
      {state === 'agreed' ? (
        <p>
          {takeover.bySilence ? `${holder.name}逾期未答复，视为同意。` : `${holder.name}已同意。`}社工站应在{' '}
          <b className="due">{deadlineWords(takeover.stationUntil)}</b>决定是否接受；过时未决定的，申请失效，仍由
          {holder.name}承接。
        </p>
      ) : null}
      {takeover.reason ? <p>原因：{takeover.reason}</p> : null}
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={agree.fault ?? withdraw.fault ?? accept.fault} />
      <div className="actions">
        {mine === 'holder' && state === 'asked' ? (
          <Button
            kind="primary"
            busy={agree.busy}
            busyWord="正在办理…"
            onClick={() => void agree.run(input).then((answer) => done(answer, '已同意，等社工站确认。'))}
          >
            同意转接
          </Button>
        ) : null}
        {mine === 'station' && state === 'agreed' ? (
          <Button
            kind="primary"
            busy={accept.busy}
            busyWord="正在办理…"
            onClick={() =>
              void accept.run(input).then((answer) => done(answer, `已接受，点单改由${organization.name}承接。`))
            }
          >
            接受转接
          </Button>
        ) : null}
        {turn ? <Button onClick={() => setRefusing(true)}>{mine === 'holder' ? '不同意' : '不接受'}</Button> : null}
        {mine === 'asker' && (state === 'asked' || state === 'agreed') ? (
          <Button
            busy={withdraw.busy}
            busyWord="正在办理…"
            onClick={() => void withdraw.run(input).then((answer) => done(answer, '已撤回转接申请。'))}
          >
            撤回申请
          </Button>
        ) : null}
      </div>
      <EndReasonSheet
        open={refusing}
        onClose={() => setRefusing(false)}
        title={mine === 'holder' ? '不同意转接？' : '不接受转接？'}
        explain={`点单仍由${holder.name}承接，${organization.name}会看到您选的原因。`}
        verb={mine === 'holder' ? '不同意转接' : '不接受转接'}
        codes={mine === 'holder' ? HOLDER_CODES : STATION_CODES}
        busy={refuse.busy || reject.busy}
        fault={refuse.fault ?? reject.fault}
        onReason={async (endCode, reason) => {
          const answer = await (mine === 'holder' ? refuse : reject).run({ ...input, endCode, reason });
          if (answer === null) return null;
          if (answer.__typename !== 'Takeover') return answer.message;
          setRefusing(false);
          say('已答复，点单仍由原组织承接。');
          return null;
        }}
      />
    </section>
  );
}

/** 申请转接, for an organization that could serve an order in another's hands. */
export function AskTakeover({ orderId, holderName }: { orderId: string; holderName: string }) {
  const ask = useAction(ASK);
  const [asking, setAsking] = useState(false);
  const say = useToast();
  return (
    <section className="section" aria-label="申请转接">
      <p className="hint">该点单由{holderName}承接。贵单位更便于服务的，可以向其申请转接，由社工站确认。</p>
      <div>
        <Button onClick={() => setAsking(true)}>申请转接</Button>
      </div>
      <ReasonSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={`向${holderName}申请转接`}
        explain="承接方有两个工作日答复，逾期视为同意；之后由社工站确认。请写明贵单位为什么更便于服务。"
        verb="提交转接申请"
        busy={ask.busy}
        fault={ask.fault}
        onReason={async (reason) => {
          const answer = await ask.run({ orderId, reason });
          if (answer === null) return null;
          if (answer.__typename !== 'Takeover') return answer.message;
          setAsking(false);
          say(`已提交，等${holderName}答复。`);
          return null;
        }}
      />
    </section>
  );
}
