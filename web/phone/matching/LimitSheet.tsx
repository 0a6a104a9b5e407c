/** Who, why, and until when: a block that a station sets, or an interest that either side declares. */
import { checkReason, REASON_MAX } from '@jiedui/shared/refusal.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Select } from '../../kit/Select.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useViewer } from '../shell/viewer.ts';

const OTHERS = graphql(/* GraphQL */ `
  query PhoneOthers {
    organizations {
      id
      name
    }
    stations {
      id
      name
    }
  }
`);

const BLOCK = graphql(/* GraphQL */ `
  mutation PhoneBlockPair($input: BlockPairInput!) {
    blockPair(input: $input) {
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

const DECLARE = graphql(/* GraphQL */ `
  mutation PhoneDeclareConflict($input: DeclareConflictInput!) {
    declareConflict(input: $input) {
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

interface LimitSheetProps {
  kind: 'block' | 'conflict';
  side: 'station' | 'organization';
  open: boolean;
  onClose: () => void;
}

export function LimitSheet({ kind, side, open, onClose }: LimitSheetProps) {
  const viewer = useViewer();
  const [otherId, setOtherId] = useState('');
  const [reason, setReason] = useState('');
  const [untilOn, setUntilOn] = useState('');
  const block = useAction(BLOCK);
  const declare = useAction(DECLARE);
  const problems = useProblems();
  const say = useToast();
  const action = kind === 'block' ? block : declare;
  const word = side === 'station' ? '社会组织' : '社工站';
  const submit = async () => {
    const checked = checkReason(reason);
    const found = [
      ...(otherId === '' ? [{ field: 'other', message: `请选择${word}` }] : []),
      ...(typeof checked === 'string' ? [] : [{ field: 'reason', message: checked.message }]),
    ];
    const ownId = side === 'station' ? viewer.station?.id : viewer.organization?.id;
    if (0 < found.length || typeof checked !== 'string' || ownId === undefined) {
      problems.show(found);
      return;
    }
    const pair =
      side === 'station'
        ? { stationId: ownId, organizationId: otherId }
        : { stationId: otherId, organizationId: ownId };
    const answer =
      kind === 'block'
        ? await block.run({ ...pair, reason: checked, untilOn: untilOn === '' ? null : untilOn })
        : await declare.run({ ...pair, reason: checked });
    if (answer === null) return;
    if ('message' in answer) {
      const field =
        answer.code === 'BLOCK_ENDS_BEFORE' ? 'untilOn' : answer.code === 'REASON_MISSING' ? 'reason' : 'other';
      problems.show([{ field, message: answer.message }]);
      return;
    }
    say(kind === 'block' ? '已暂停对接，该组织会看到您写的原因。' : '已申报，双方不再互相推荐。');
    setOtherId('');
    setReason('');
    setUntilOn('');
    onClose();
  };
  const title = kind === 'block' ? '暂停与某家组织对接' : '申报利益关系';
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      foot={
        <>
          <Button kind="primary" busy={action.busy} busyWord="正在办理…" onClick={() => void submit()}>
            {kind === 'block' ? '暂停对接' : '提交申报'}
          </Button>
          <Button onClick={onClose}>先不办</Button>
        </>
      }
    >
      <form className="form" ref={problems.form} onSubmit={(event) => event.preventDefault()}>
        <Ask query={OTHERS} variables={{}} rows={1}>
          {(others) => (
            <Select
              label={word}
              placeholder={`请选择${word}`}
              options={(side === 'station' ? others.organizations : others.stations).map(({ id, name }) => ({
                value: id,
                label: name,
              }))}
              value={otherId}
              onChange={(value) => {
                setOtherId(value);
                problems.clear(['other']);
              }}
              problem={problems.of('other')}
            />
          )}
        </Ask>
        <TextArea
          label={kind === 'block' ? '原因' : '是什么关系'}
          help={
            kind === 'block'
              ? `对方会看到，${REASON_MAX} 字以内，例如“连续两次未按约到场，已当面沟通”。`
              : `${REASON_MAX} 字以内，例如“本站负责人的配偶任该组织理事”。请不要写身份证号、电话。`
          }
          value={reason}
          onChange={(value) => {
            setReason(value);
            problems.clear(['reason']);
          }}
          problem={problems.of('reason')}
        />
        {kind === 'block' ? (
          <DateField
            label="到哪天止"
            optional
            help="不填的，到您恢复为止。"
            min={todayInShanghai()}
            value={untilOn}
            onChange={(value) => {
              setUntilOn(value);
              problems.clear(['untilOn']);
            }}
            problem={problems.of('untilOn')}
          />
        ) : null}
      </form>
      <FaultNote fault={action.fault} safe="还没有提交，您写的内容还在。" />
    </Sheet>
  );
}
