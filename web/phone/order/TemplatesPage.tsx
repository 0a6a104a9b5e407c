/** 点单模板: what new orders of the station may begin with; its own are retired here when they serve no more. */
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { Note } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useSide } from '../shell/viewer.ts';

const TEMPLATES = graphql(/* GraphQL */ `
  query PhoneTemplates {
    orderTemplates {
      id
      name
      title
      serviceType
      ownerName
      isOwn
    }
  }
`);
const RETIRE = graphql(/* GraphQL */ `
  mutation RetireOrderTemplate($input: StartFromTemplateInput!) {
    retireOrderTemplate(input: $input) {
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

export function TemplatesPage() {
  const side = useSide();
  const retire = useAction(RETIRE);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  if (side !== 'station') return <NoPermission who="社工站" />;
  const stop = async (id: string) => {
    setRefused(null);
    const answer = await retire.run({ templateId: id });
    if (answer === null) return;
    if (answer.__typename !== 'OrderTemplate') return setRefused(answer.message);
    setGone((now) => new Set([...now, id]));
    say(`已停用模板“${answer.name}”，由它写成的点单不受影响。`);
  };
  return (
    <Page title="点单模板" back={{ to: '/orders/new', word: '发布点单' }}>
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={retire.fault} safe="模板没有变化。" />
      <Ask query={TEMPLATES} variables={{}}>
        {({ orderTemplates }) => {
          const left = orderTemplates.filter(({ id }) => !gone.has(id));
          return left.length === 0 ? (
            <Empty title="还没有模板">打开一条点单，选“存为模板”；主管单位的模板也会列在这里。</Empty>
          ) : (
            <ul className="ledger">
              {left.map((template) => (
                <li key={template.id}>
                  <div className="row">
                    <span className="row__over">{template.ownerName}</span>
                    <span className="row__title">{template.name}</span>
                    <span className="row__line">
                      {template.title}
                      {template.serviceType ? ` · ${serviceTypeWords(template.serviceType)}` : ''}
                    </span>
                    {template.isOwn ? (
                      <div className="actions">
                        <Button kind="plain" busy={retire.busy} onClick={() => void stop(template.id)}>
                          停用模板
                        </Button>
                      </div>
                    ) : null}
                  </div>
                </li>
              ))}
            </ul>
          );
        }}
      </Ask>
    </Page>
  );
}
