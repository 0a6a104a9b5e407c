/** 照抄: a new order begins from an earlier one of the station, from a template, or from the menu. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import './order.css';

const BEGIN = graphql(/* GraphQL */ `
  query PhoneBegin {
    ordersToCopy(first: 4) {
      id
      number
      title
    }
    orderTemplates {
      id
      name
      ownerName
    }
  }
`);
export const COPY = graphql(/* GraphQL */ `
  mutation CopyOrder($input: CopyOrderInput!) {
    copyOrder(input: $input) {
      ... on Order {
        id
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const TEMPLATE = graphql(/* GraphQL */ `
  mutation StartOrderFromTemplate($input: StartFromTemplateInput!) {
    startOrderFromTemplate(input: $input) {
      ... on Order {
        id
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export function Begin() {
  const [{ data }] = useQuery({ query: BEGIN });
  const copy = useAction(COPY);
  const template = useAction(TEMPLATE);
  const navigate = useNavigate();
  const go = (answer: { __typename?: string; id?: string } | null) => {
    if (answer?.id) void navigate({ to: '/orders/$id/edit', params: { id: answer.id }, search: { step: 1 } });
  };
  return (
    <section className="section" aria-label="不用从头写">
      <h2>不用从头写</h2>
      <ul className="begin">
        {(data?.ordersToCopy ?? []).map((order) => (
          <li key={order.id}>
            <Button
              kind="plain"
              busy={copy.busy}
              onClick={async () => go((await copy.run({ orderId: order.id })) as never)}
            >
              照抄 {order.title}
            </Button>
          </li>
        ))}
        {(data?.orderTemplates ?? []).slice(0, 6).map((each) => (
          <li key={each.id}>
            <Button
              kind="plain"
              busy={template.busy}
              onClick={async () => go((await template.run({ templateId: each.id })) as never)}
            >
              用模板“{each.name}”（{each.ownerName}）
            </Button>
          </li>
        ))}
      </ul>
      <FaultNote fault={copy.fault ?? template.fault} safe="" />
      <div>
        <Link to="/menu" className={buttonClass()}>
          从供给清单点单
        </Link>{' '}
        <Link to="/templates" className={buttonClass('plain')}>
          管理模板
        </Link>
      </div>
    </section>
  );
}
