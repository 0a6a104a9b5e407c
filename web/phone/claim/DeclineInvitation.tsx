/** 谢绝邀请: one of the coded reasons, and words where they help; the bureau reads both and asks somebody else. */
import { DECLINE_REASON_WORDS, DECLINE_REASONS, type DeclineReason } from '@jiedui/shared/claim/invitation.ts';
import { checkReason, REASON_MAX } from '@jiedui/shared/refusal.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import type { PhoneInvitation } from './InvitationPage.tsx';

const DECLINE = graphql(/* GraphQL */ `
  mutation DeclineInvitation($input: DeclineInvitationInput!) {
    declineInvitation(input: $input) {
      ... on Invitation {
        id
        version
        state
        answeredAt
        declineReasonWords
        reason
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

interface DeclineInvitationProps {
  invitation: PhoneInvitation;
  open: boolean;
  onClose: () => void;
}

export function DeclineInvitation({ invitation, open, onClose }: DeclineInvitationProps) {
  const { id, version, authority } = invitation;
  const [reason, setReason] = useState<DeclineReason | ''>('');
  const [words, setWords] = useState('');
  const [problems, setProblems] = useState<{ reason?: string; words?: string }>({});
  const decline = useAction(DECLINE);
  const say = useToast();
  const press = async () => {
    if (reason === '') return setProblems({ reason: '请选择一项原因，便于改请其他组织。' });
    if (reason === 'other' && typeof checkReason(words) !== 'string')
      return setProblems({ words: `选“${DECLINE_REASON_WORDS.other}”的，请写明原因，2 至 ${REASON_MAX} 字。` });
    setProblems({});
    const answer = await decline.run({ invitationId: id, expectedVersion: version, reason, words: words.trim() });
    if (answer === null) return;
    if (answer.__typename !== 'Invitation') return setProblems({ words: answer.message });
    say(`已谢绝，${authority.name}会收到您选的原因，改请其他组织。`);
    onClose();
  };
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="谢绝这份邀请？"
      foot={
        <>
          <Button kind="primary" busy={decline.busy} busyWord="正在办理…" onClick={() => void press()}>
            谢绝邀请
          </Button>
          <Button onClick={onClose}>再想想</Button>
        </>
      }
    >
      <p>谢绝不影响以后的推荐和评价。本月不再向贵单位推荐这个点单。</p>
      <Choice
        label="原因"
        options={DECLINE_REASONS.map((value) => ({ value, label: DECLINE_REASON_WORDS[value] }))}
        value={reason}
        onChange={(value) => {
          setReason(value as DeclineReason);
          setProblems({});
        }}
        problem={problems.reason}
      />
      <TextArea
        label="补充说明"
        optional={reason !== 'other'}
        help={`${authority.name}会看到，${REASON_MAX} 字以内。`}
        value={words}
        maxLength={REASON_MAX}
        onChange={(value) => {
          setWords(value);
          setProblems({});
        }}
        problem={problems.words}
      />
      <FaultNote fault={decline.fault} safe="还没有谢绝，您写的还在。" />
    </Sheet>
  );
}
