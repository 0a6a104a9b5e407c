/** 点单模板 of the authority: what its stations may begin an order with; made from an order, retired here. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { Note } from '../../kit/Parts.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { Answer } from '../shell/Answer.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { WayLink } from '../shell/way.tsx';

const TEMPLATES = graphql(`
  query DeskTemplates {
    orderTemplates { id name title serviceType ownerName isOwn }
  }
`);
const RETIRE = graphql(`
  mutation DeskRetireTemplate($input: StartFromTemplateInput!) {
    retireOrderTemplate(input: $input) {
      ... on OrderTemplate { id name }
      ... on Refusal { code message }
    }
  }
`);
const SAVE = graphql(`
  mutation DeskSaveTemplate($input: SaveOrderTemplateInput!) {
    saveOrderTemplate(input: $input) {
      ... on OrderTemplate { id name }
      ... on Refusal { code message }
    }
  }
`);

type Template = ResultOf<typeof TEMPLATES>['orderTemplates'][number];

export function Templates() {
  const [{ data, error }, ask] = useQuery({ query: TEMPLATES });
  const again = () => ask({ requestPolicy: 'network-only' });
  const columns: readonly Column<Template>[] = [
    {
      title: '模板',
      kind: 'wide',
      cell: ({ name, title }) => (
        <>
          <b>{name}</b>
          <span className="ledger__under">{title}</span>
        </>
      ),
    },
    { title: '服务类型', cell: ({ serviceType }) => (serviceType ? serviceTypeWords(serviceType) : '未选类型') },
    { title: '谁的', cell: ({ ownerName }) => ownerName },
    { title: '办理', kind: 'short', cell: (row) => (row.isOwn ? <Retire template={row} onDone={again} /> : null) },
  ];
  return (
    <Page
      title="点单模板"
      lead={
        <>
          下属各社工站发布点单时都可以用的模板。打开一条写得好的<WayLink to="/orders">点单</WayLink>
          ，在最下面存为模板；日期不会存进去。
        </>
      }
    >
      <Answer data={data} error={error} onRetry={again} rows={4}>
        {({ orderTemplates }) =>
          orderTemplates.length === 0 ? (
            <Empty title="还没有模板">从点单台账打开一条点单，存为模板后，各社工站发布点单时可以直接使用。</Empty>
          ) : (
            <Ledger name="点单模板" columns={columns} rows={orderTemplates} />
          )
        }
      </Answer>
    </Page>
  );
}

function Retire({ template, onDone }: { template: Template; onDone: () => void }) {
  const retire = useAction(RETIRE);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const stop = async () => {
    const answer = await retire.run({ templateId: template.id });
    if (answer === null) return;
    if (answer.__typename !== 'OrderTemplate') return setRefused(answer.message);
    say(`已停用模板“${template.name}”，由它写成的点单不受影响。`);
    onDone();
  };
  const problem = refused ?? (retire.fault ? `${retire.fault.title}，模板没有变化。` : null);
  return (
    <>
      {problem ? <Note tone="late">{problem}</Note> : null}
      <Button busy={retire.busy} onClick={() => void stop()}>
        停用模板
      </Button>
    </>
  );
}

/** At the foot of an order: keep what it says, without its days, for all stations. */
export function SaveAsTemplate({ orderId }: { orderId: string }) {
  const [name, setName] = useState('');
  const [saved, setSaved] = useState<string | null>(null);
  return (
    <section>
      <h2 className="side__title">存为模板</h2>
      {saved ? (
        <p>
          已存为模板“{saved}”，各社工站发布点单时可以直接使用。<WayLink to="/templates">查看全部模板</WayLink>
        </p>
      ) : (
        <ActForm
          document={SAVE}
          input={name.trim() === '' ? null : { orderId, name }}
          missing="请写模板名称，2 至 30 字。"
          verb="保存模板"
          kind="quiet"
          done={`已存为模板“${name.trim()}”。`}
          onDone={() => setSaved(name.trim())}
        >
          <TextField label="模板名称" help="2 至 30 字；日期不会存进模板。" value={name} onChange={setName} />
        </ActForm>
      )}
    </section>
  );
}
