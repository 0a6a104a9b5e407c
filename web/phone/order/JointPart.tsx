/** 联合社工站, beside the last look at a draft: which stations are asked to take part, with what share, and what they said. */
import { MEMBER_ANSWER_WORDS } from '@jiedui/shared/order/joint-stations.ts';
import { UNIT_WORDS } from '@jiedui/shared/quantity.ts';
import { useState } from 'react';
import { useClient } from 'urql';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneJointQuery } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { readCount } from '../../kit/QuantityField.tsx';
import { Select } from '../../kit/Select.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useViewer } from '../shell/viewer.ts';
import type { Identity } from './use-draft.ts';

const JOINT = graphql(/* GraphQL */ `
  query PhoneJoint($id: ID!) {
    order(id: $id) {
      id
      version
      leadShare
      headcount {
        value
        unit
      }
      members {
        stationId
        stationName
        share
        answer
        reason
      }
    }
    stations {
      id
      name
    }
  }
`);

const ASK = graphql(/* GraphQL */ `
  mutation AskStations($input: AskStationsInput!) {
    askStations(input: $input) {
      ... on Order {
        id
        version
        leadShare
        members {
          stationId
          stationName
          share
          answer
          reason
        }
      }
      ... on OrderIncomplete {
        code
        message
        problems {
          field
          message
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Joint = NonNullable<PhoneJointQuery['order']>;
type Stations = PhoneJointQuery['stations'];

interface JointPartProps {
  orderId: string;
  flush: () => Promise<Identity | null>;
  /** The draft has a new version: who is asked stands on it. */
  onMoved: (version: number) => void;
}

export function JointPart(props: JointPartProps) {
  return (
    <Ask query={JOINT} variables={{ id: props.orderId }} rows={1}>
      {({ order, stations }) => (order ? <JointBody {...props} order={order} stations={stations} /> : null)}
    </Ask>
  );
}

function JointBody({ order, stations, ...props }: JointPartProps & { order: Joint; stations: Stations }) {
  const [open, setOpen] = useState(false);
  const unit = order.headcount ? UNIT_WORDS[order.headcount.unit] : '';
  const waiting = order.members.filter(({ answer }) => answer === 'asked');
  return (
    <section className="section" aria-label="联合社工站">
      <h2>联合社工站</h2>
      {order.members.length === 0 ? (
        <p className="hint">几个社工站可以合点一单：先请其他站答复是否参加，都答复后再提交。</p>
      ) : (
        <>
          <ul>
            <li>
              本站（牵头）{order.leadShare ?? 0} {unit}
            </li>
            {order.members.map(({ stationId, stationName, share, answer, reason }) => (
              <li key={stationId}>
                {stationName} {share} {unit} · {MEMBER_ANSWER_WORDS[answer]}
                {reason ? `：${reason}` : ''}
              </li>
            ))}
          </ul>
          {waiting.length === 0 ? null : (
            <Note tone="decide">还有 {waiting.length} 个社工站没有答复，都答复后才能提交点单。</Note>
          )}
        </>
      )}
      <div>
        <Button onClick={() => setOpen(true)}>
          {order.members.length === 0 ? '请其他社工站参加' : '调整参加的社工站'}
        </Button>
      </div>
      {open ? <AskSheet {...props} order={order} stations={stations} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

interface AskSheetProps extends JointPartProps {
  order: Joint;
  stations: Stations;
  onClose: () => void;
}

function AskSheet({ order, stations, orderId, flush, onMoved, onClose }: AskSheetProps) {
  const ask = useAction(ASK);
  const client = useClient();
  const viewer = useViewer();
  const say = useToast();
  const [rows, setRows] = useState(() => {
    const asked = order.members
      .filter(({ answer }) => answer !== 'stays_out')
      .map(({ stationId, share }) => ({ stationId, share: String(share) }));
    return asked.length === 0 ? [{ stationId: '', share: '' }] : asked;
  });
  const [problem, setProblem] = useState<string | null>(null);
  const unit = order.headcount ? UNIT_WORDS[order.headcount.unit] : '';
  const options = stations.flatMap(({ id, name }) => (id === viewer.station?.id ? [] : [{ value: id, label: name }]));
  const change = (at: number, next: Partial<(typeof rows)[number]>) => {
    setProblem(null);
    setRows(rows.map((row, i) => (i === at ? { ...row, ...next } : row)));
  };
  const send = async () => {
    const saved = await flush();
    if (saved === null) return setProblem('草稿还没有存好，请稍候再试。');
    const members = rows
      .filter(({ stationId }) => stationId !== '')
      .map(({ stationId, share }) => ({ stationId, share: readCount(share) ?? 0 }));
    const answer = await ask.run({ orderId, expectedVersion: saved.version, members });
    if (answer === null) return;
    if (answer.__typename === 'OrderIncomplete')
      return setProblem(answer.problems.map(({ message }) => message).join('；'));
    if (answer.__typename !== 'Order') return setProblem(answer.message);
    onMoved(answer.version);
    void client.query(JOINT, { id: orderId }, { requestPolicy: 'network-only' }).toPromise();
    say(members.length === 0 ? '已改为本站自己点单。' : `已请 ${members.length} 个社工站答复是否参加。`);
    onClose();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title="请其他社工站参加"
      foot={
        <>
          <Button kind="primary" busy={ask.busy} busyWord="正在发出…" onClick={() => void send()}>
            请这些站答复
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <p>
        这些站会看到这份草稿和自己的份额，答复参加或不参加。预计共 {order.headcount?.value ?? 0} {unit}
        ，余下的是本站的份额。改动草稿后，已答应的站要重新答复。
      </p>
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name until its station is chosen
        <div key={i} className="form__pair">
          <Select
            label="社工站"
            placeholder="请选择"
            options={options}
            value={row.stationId}
            onChange={(stationId) => change(i, { stationId })}
          />
          <TextField label={`份额（${unit}）`} value={row.share} onChange={(share) => change(i, { share })} />
        </div>
      ))}
      <div className="actions">
        <Button kind="plain" onClick={() => setRows([...rows, { stationId: '', share: '' }])}>
          再加一个站
        </Button>
        {1 < rows.length ? (
          <Button kind="plain" onClick={() => setRows(rows.slice(0, -1))}>
            去掉最后一个
          </Button>
        ) : null}
      </div>
      {problem ? <Note tone="late">{problem}</Note> : null}
      <FaultNote fault={ask.fault} safe="还没有发出。" />
    </Sheet>
  );
}
