/** 休整期: the times in which this organization serves nobody; declared and taken back by itself. */
import { addDays, isLocalDate } from '@jiedui/shared/calendar.ts';
import { checkLeave } from '@jiedui/shared/organization/qualification.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneOwnFactsQuery } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai, windowWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';

const DECLARE = graphql(/* GraphQL */ `
  mutation PhoneDeclareLeave($input: DeclareLeaveInput!) {
    declareLeave(input: $input) {
      ... on OrganizationLeave {
        id
        fromOn
        toOn
      }
      ... on LeaveUnsound {
        code
        message
        problems {
          field
          message
        }
      }
    }
  }
`);

const CANCEL = graphql(/* GraphQL */ `
  mutation PhoneCancelLeave($input: CancelLeaveInput!) {
    cancelLeave(input: $input) {
      ... on OrganizationLeave {
        id
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type LeaveSeen = NonNullable<NonNullable<PhoneOwnFactsQuery['viewer']>['organization']>['leaves'][number];

export function Leaves({ leaves }: { leaves: readonly LeaveSeen[] }) {
  const [open, setOpen] = useState(false);
  return (
    <section className="section" aria-label="休整期">
      <h2>休整期</h2>
      <p className="hint">
        人手不够或放假的，请登记休整期：全程落在休整期内的点单不再推荐，也不能接；已承接的不受影响。
      </p>
      {leaves.length === 0 ? (
        <p>没有登记休整期，照常推荐。</p>
      ) : (
        <ul className="ledger">
          {leaves.map((leave) => (
            <li key={leave.id}>
              <OneLeave leave={leave} />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => setOpen(true)}>登记休整期</Button>
      </div>
      <DeclareSheet open={open} onClose={() => setOpen(false)} />
    </section>
  );
}

function OneLeave({ leave }: { leave: LeaveSeen }) {
  const cancel = useAction(CANCEL);
  const [refused, setRefused] = useState<string | null>(null);
  const say = useToast();
  const words = windowWords(leave.fromOn, leave.toOn);
  const takeBack = async () => {
    setRefused(null);
    const answer = await cancel.run({ leaveId: leave.id, expectedVersion: leave.version });
    if (answer === null) return;
    if (answer.__typename === 'OrganizationLeave') say(`已撤销 ${words} 的休整期，照常推荐。`);
    else setRefused(answer.message);
  };
  return (
    <div className="row">
      <span className="row__title">{words}</span>
      {leave.fromOn <= todayInShanghai() ? <span className="row__due">正在休整</span> : null}
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={cancel.fault} safe="休整期没有变化。" />
      <div>
        <Button
          kind="plain"
          busy={cancel.busy}
          busyWord="正在撤销…"
          aria-label={`撤销 ${words} 的休整期`}
          onClick={() => void takeBack()}
        >
          撤销休整期
        </Button>
      </div>
    </div>
  );
}

function DeclareSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const today = todayInShanghai();
  const [fromOn, setFromOn] = useState<string>(today);
  const [toOn, setToOn] = useState<string>(addDays(today, 13));
  const declare = useAction(DECLARE);
  const problems = useProblems();
  const say = useToast();
  const submit = async () => {
    if (!isLocalDate(fromOn) || !isLocalDate(toOn)) {
      problems.show([{ field: isLocalDate(fromOn) ? 'toOn' : 'fromOn', message: '请选择日期' }]);
      return;
    }
    const checked = checkLeave({ fromOn, toOn }, today);
    if (checked instanceof Error) {
      problems.show(checked.problems);
      return;
    }
    const answer = await declare.run({ fromOn, toOn });
    if (answer === null) return;
    if (answer.__typename === 'LeaveUnsound') {
      problems.show(answer.problems);
      return;
    }
    say(`已登记休整期：${windowWords(fromOn, toOn)}。`);
    onClose();
  };
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="登记休整期"
      foot={
        <>
          <Button kind="primary" busy={declare.busy} busyWord="正在登记…" onClick={() => void submit()}>
            登记休整期
          </Button>
          <Button onClick={onClose}>先不登记</Button>
        </>
      }
    >
      <form className="form" ref={problems.form} onSubmit={(event) => event.preventDefault()}>
        <DateField
          label="从哪天起"
          value={fromOn}
          onChange={(value) => {
            setFromOn(value);
            problems.clear(['fromOn', 'toOn']);
          }}
          problem={problems.of('fromOn')}
        />
        <DateField
          label="到哪天止"
          min={fromOn}
          value={toOn}
          onChange={(value) => {
            setToOn(value);
            problems.clear(['toOn']);
          }}
          problem={problems.of('toOn')}
        />
      </form>
      <p className="hint">首尾两天都算在内。提前恢复的，撤销即可。</p>
      <FaultNote fault={declare.fault} safe="还没有登记，您选的日期还在。" />
    </Sheet>
  );
}
