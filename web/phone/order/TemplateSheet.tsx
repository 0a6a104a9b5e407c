/** 存为模板: what the order says, without its days, under a name. */
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import type { MoreSheetProps } from './OrderMore.tsx';

const SAVE_TEMPLATE = graphql(/* GraphQL */ `
  mutation SaveOrderTemplate($input: SaveOrderTemplateInput!) {
    saveOrderTemplate(input: $input) {
      ... on OrderTemplate {
        id
        name
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export function TemplateSheet({ order, onClose, onDone }: MoreSheetProps) {
  const save = useAction(SAVE_TEMPLATE);
  const say = useToast();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const send = async () => {
    const answer = await save.run({ orderId: order.id, name });
    if (answer === null) return;
    if (answer.__typename !== 'OrderTemplate') return setProblem(answer.message);
    say(`已存为模板“${answer.name}”，发布点单时可以直接使用。`);
    onDone();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title="存为模板"
      foot={
        <>
          <Button kind="primary" busy={save.busy} busyWord="正在保存…" onClick={() => void send()}>
            保存模板
          </Button>
          <Button onClick={onClose}>先不存</Button>
        </>
      }
    >
      <TextField
        label="模板名称"
        help="2 至 30 字；日期不会存进模板。"
        value={name}
        onChange={setName}
        problem={problem}
      />
      <FaultNote fault={save.fault} />
    </Sheet>
  );
}
