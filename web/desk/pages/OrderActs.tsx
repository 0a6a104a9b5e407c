/** What the bureau may do with an order at its side: ask an organization to take it, or release one that does not serve it. */
import { END_CODE_WORDS, type EndCode, RELEASE_CODES } from '@jiedui/shared/claim/end-reasons.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { deadlineWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';

const DeskToInvite = graphql(/* GraphQL */ `
  query DeskOrganizationsToInvite {
    organizations {
      id
      name
    }
  }
`);
const DeskInvite = graphql(/* GraphQL */ `
  mutation DeskInviteOrganization($input: InviteOrganizationInput!) {
    inviteOrganization(input: $input) {
      ... on Invitation {
        id
        respondUntil
        order {
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
const DeskRelease = graphql(/* GraphQL */ `
  mutation DeskReleaseClaim($input: RefuseClaimInput!) {
    releaseClaim(input: $input) {
      ... on Claim {
        id
        version
        state
        order {
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

export function InviteFromOrder({ orderId }: { orderId: string }) {
  const [open, setOpen] = useState(false);
  const [organizationId, setOrganizationId] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const [{ data, error }, again] = useQuery({ query: DeskToInvite, pause: !open });
  const invite = useAction(DeskInvite);
  const say = useToast();
  const submit = async () => {
    if (organizationId === '') return setProblem('请选择社会组织');
    const answer = await invite.run({ orderId, organizationId });
    if (answer === null) return;
    if (answer.__typename !== 'Invitation') return setProblem(answer.message);
    setOpen(false);
    say(`已发出邀请，对方应在${deadlineWords(answer.respondUntil)}答复。`);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>邀请组织承接</Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="邀请一家组织承接"
        foot={
          <>
            <Button kind="primary" busy={invite.busy} busyWord="正在发送…" onClick={() => void submit()}>
              发送邀请
            </Button>
            <Button onClick={() => setOpen(false)}>先不办</Button>
          </>
        }
      >
        <p>对方可以接受，也可以谢绝；发出后两个工作日内答复，逾期失效。</p>
        <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={1}>
          {({ organizations }) => (
            <Select
              label="社会组织"
              placeholder="请选择社会组织"
              options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
              value={organizationId}
              onChange={(id) => {
                setOrganizationId(id);
                setProblem(undefined);
              }}
              problem={problem}
            />
          )}
        </Answer>
        <Failed fault={invite.fault} />
      </Sheet>
    </>
  );
}

export function ReleaseClaim({ claim }: { claim: { id: string; version: number; organization: { name: string } } }) {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState<EndCode | ''>('');
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const release = useAction(DeskRelease);
  const say = useToast();
  const submit = async () => {
    if (code === '') return setProblem('请选择一项原因');
    const answer = await release.run({
      claimId: claim.id,
      expectedVersion: claim.version,
      endCode: code,
      reason: words,
    });
    if (answer === null) return;
    if (answer.__typename !== 'Claim') return setProblem(answer.message);
    setOpen(false);
    say('已解除接单，点单重新开放，双方会看到原因。');
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>解除接单</Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={`解除${claim.organization.name}的接单`}
        foot={
          <>
            <Button kind="primary" busy={release.busy} busyWord="正在办理…" onClick={() => void submit()}>
              解除接单
            </Button>
            <Button onClick={() => setOpen(false)}>先不办</Button>
          </>
        }
      >
        <p>解除后点单重新开放。迟迟未开展、联系不上、不具备条件的，计入该组织记录。</p>
        <Choice
          label="原因"
          options={RELEASE_CODES.map((value) => ({ value, label: END_CODE_WORDS[value] }))}
          value={code}
          onChange={(value) => {
            setCode(value as EndCode);
            setProblem(undefined);
          }}
          problem={problem}
        />
        <TextArea label="补充说明" optional={code !== 'other'} help="双方会看到。" value={words} onChange={setWords} />
        <Failed fault={release.fault} />
      </Sheet>
    </>
  );
}

function Failed({ fault }: { fault: { title: string; remedy: string; code: string } | null }) {
  if (fault === null) return null;
  return (
    <div role="alert">
      <Note tone="late">
        {fault.title}，还没有提交。{fault.remedy}（代码 {fault.code}）
      </Note>
    </div>
  );
}
