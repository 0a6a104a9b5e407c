/** What may be done with a need besides an order: screened out with a reason, taken up again, taken apart, deleted as a draft. */
import { SCREEN_OUT_REASON_WORDS, SCREEN_OUT_REASONS, type ScreenOutReason } from '@jiedui/shared/order/need.ts';
import { checkScreeningOut } from '@jiedui/shared/order/need-screening.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';

const SCREEN_OUT = graphql(/* GraphQL */ `
  mutation ScreenOutNeed($input: ScreenOutNeedInput!) {
    screenOutNeed(input: $input) {
      ... on Need {
        ...NeedRow
        screenedOutReason
        screenedOutNote
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const REOPEN = graphql(/* GraphQL */ `
  mutation ReopenNeed($input: OneNeedInput!) {
    reopenNeed(input: $input) {
      ... on Need {
        ...NeedRow
        screenedOutReason
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const UNMERGE = graphql(/* GraphQL */ `
  mutation UnmergeNeed($input: OneNeedInput!) {
    unmergeNeed(input: $input) {
      ... on Need {
        ...NeedRow
        mergedIntoId
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const DROP = graphql(/* GraphQL */ `
  mutation DropNeed($input: OneNeedInput!) {
    dropNeed(input: $input) {
      ... on Need {
        id
        version
        state
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

interface OneNeed {
  need: { id: string; version: number; title: string };
}

export function ScreenOut({ need }: OneNeed) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<ScreenOutReason | ''>('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<{ field: 'reason' | 'note'; words: string } | null>(null);
  const out = useAction(SCREEN_OUT);
  const say = useToast();
  const send = async () => {
    if (reason === '') return setProblem({ field: 'reason', words: '请选择不转点单的原因' });
    const checked = checkScreeningOut(reason, note);
    if (typeof checked !== 'string') return setProblem({ field: 'note', words: checked.message });
    const answer = await out.run({ needId: need.id, expectedVersion: need.version, reason, note: checked });
    if (answer === null) return;
    if (answer.__typename !== 'Need') return setProblem({ field: 'reason', words: answer.message });
    say(`已记为不转点单（${SCREEN_OUT_REASON_WORDS[reason]}），需要时可以重新列入。`);
    setOpen(false);
  };
  return (
    <>
      <Button kind="plain" onClick={() => setOpen(true)}>
        不转点单
      </Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="这条需求不转点单"
        foot={
          <>
            <Button kind="primary" busy={out.busy} busyWord="正在办理…" onClick={() => void send()}>
              记为不转点单
            </Button>
            <Button onClick={() => setOpen(false)}>先不办</Button>
          </>
        }
      >
        <Choice
          label="原因"
          options={SCREEN_OUT_REASONS.map((value) => ({ value, label: SCREEN_OUT_REASON_WORDS[value] }))}
          value={reason}
          onChange={(value) => {
            setReason(value as ScreenOutReason);
            setProblem(null);
          }}
          problem={problem?.field === 'reason' ? problem.words : null}
        />
        <TextField
          label={reason === 'referred' ? '转到哪里' : '补充说明'}
          optional={reason !== 'referred'}
          value={note}
          onChange={setNote}
          problem={problem?.field === 'note' ? problem.words : null}
        />
        <FaultNote fault={out.fault} />
      </Sheet>
    </>
  );
}

export function ReopenNeed({ need }: OneNeed) {
  const reopen = useAction(REOPEN);
  const [refused, setRefused] = useState<string | null>(null);
  const say = useToast();
  return (
    <Act
      words="重新列入清单"
      busy={reopen.busy}
      refused={refused}
      fault={reopen.fault}
      onPress={async () => {
        const answer = await reopen.run({ needId: need.id, expectedVersion: need.version });
        if (answer === null) return;
        if (answer.__typename !== 'Need') return setRefused(answer.message);
        say('已重新列入需求清单，等待筛选。');
      }}
    />
  );
}

export function Unmerge({ need }: OneNeed) {
  const unmerge = useAction(UNMERGE);
  const [refused, setRefused] = useState<string | null>(null);
  const say = useToast();
  return (
    <Act
      words="拆开合并"
      busy={unmerge.busy}
      refused={refused}
      fault={unmerge.fault}
      onPress={async () => {
        const answer = await unmerge.run({ needId: need.id, expectedVersion: need.version });
        if (answer === null) return;
        if (answer.__typename !== 'Need') return setRefused(answer.message);
        say('已拆开，这条需求按原文回到清单。');
      }}
    />
  );
}

export function DropNeed({ need }: OneNeed) {
  const drop = useAction(DROP);
  const [refused, setRefused] = useState<string | null>(null);
  const say = useToast();
  const navigate = useNavigate();
  return (
    <Act
      words="删去草稿"
      busy={drop.busy}
      refused={refused}
      fault={drop.fault}
      onPress={async () => {
        const answer = await drop.run({ needId: need.id, expectedVersion: need.version });
        if (answer === null) return;
        if (answer.__typename !== 'Need') return setRefused(answer.message);
        say(`草稿“${need.title || '未写名称'}”已删去。`);
        void navigate({ to: '/needs', replace: true });
      }}
    />
  );
}

interface ActProps {
  words: string;
  busy: boolean;
  refused: string | null;
  fault: Parameters<typeof FaultNote>[0]['fault'];
  onPress: () => Promise<void>;
}

function Act({ words, busy, refused, fault, onPress }: ActProps) {
  return (
    <div>
      <Button busy={busy} busyWord="正在办理…" onClick={() => void onPress()}>
        {words}
      </Button>
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={fault} />
    </div>
  );
}
