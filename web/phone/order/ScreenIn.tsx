/** 转为点单: the chosen needs become one draft, which opens filled in. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { NeedRowFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';

const SCREEN_IN = graphql(/* GraphQL */ `
  mutation ScreenInNeeds($input: ScreenInNeedsInput!) {
    screenInNeeds(input: $input) {
      ... on Order {
        ...OrderDraft
        needs {
          id
          version
          state
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Chosen = Pick<NeedRowFragment, 'id' | 'version' | 'title' | 'people'>;

export function ScreenInSheet({
  open,
  onClose,
  needs,
}: {
  open: boolean;
  onClose: () => void;
  needs: readonly Chosen[];
}) {
  const [people, setPeople] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const screen = useAction(SCREEN_IN);
  const navigate = useNavigate();
  const say = useToast();
  const several = 1 < needs.length;
  const send = async () => {
    if (several && people === '') return setProblem('请选择这些需求的人数怎么算');
    const answer = await screen.run({
      needs: needs.map(({ id, version }) => ({ id, version })),
      differentPeople: people === 'different',
    });
    if (answer === null) return;
    if (answer.__typename !== 'Order') return setProblem(answer.message);
    say(`已按 ${needs.length} 条需求起草点单 ${answer.number}，请补全后提交。`);
    onClose();
    void navigate({ to: '/orders/$id/edit', params: { id: answer.id } });
  };
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={several ? `把 ${needs.length} 条需求转为一个点单` : '转为点单'}
      foot={
        <>
          <Button kind="primary" busy={screen.busy} busyWord="正在起草…" onClick={() => void send()}>
            起草点单
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <ul>
        {needs.map(({ id, title, people: each }) => (
          <li key={id}>
            {title}
            {each ? `（${each.text}）` : ''}
          </li>
        ))}
      </ul>
      <p className="hint">点单草稿会按需求填好，由您补上时间、截止等再提交。村（社区）只留在站内，不写进点单。</p>
      {several ? (
        <Choice
          label="人数怎么算"
          options={[
            { value: 'blank', label: '我来填', note: '各条有重复的人，点单上重新填' },
            { value: 'different', label: '相加', note: '各条都是不同的人，单位相同' },
          ]}
          value={people}
          onChange={(value) => {
            setPeople(value);
            setProblem(null);
          }}
          problem={problem}
        />
      ) : problem ? (
        <p className="field__problem" role="alert">
          {problem}
        </p>
      ) : null}
      <FaultNote fault={screen.fault} />
    </Sheet>
  );
}
