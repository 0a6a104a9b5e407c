/** One need: what it says, from where it came, what it took in, which orders it became, and what may be done now. */
import { NEED_SOURCE_WORDS, SCREEN_OUT_REASON_WORDS } from '@jiedui/shared/order/need.ts';
import { NEED_TYPE_WORDS, ORDER_MODE_WORDS, URGENCY_WORDS } from '@jiedui/shared/order/order.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../../gql/gql.ts';
import type { PhoneNeedQuery } from '../../gql/graphql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { dayWords, momentWords, windowWords } from '../../kit/format.ts';
import { Facts, Note, StickyAction } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { needTag } from './need.ts';
import { DropNeed, ReopenNeed, ScreenOut, Unmerge } from './NeedActs.tsx';
import { ScreenInSheet } from './ScreenIn.tsx';
import { orderTag } from './state.ts';

const NEED = graphql(/* GraphQL */ `
  query PhoneNeed($id: ID!) {
    need(id: $id) {
      ...NeedRow
      description
      source
      place
      wantedFrom
      wantedTo
      headcount {
        text
      }
      mergedIntoId
      screenedOutReason
      screenedOutNote
      survey {
        id
        number
        heldOn
      }
      merges {
        differentPeople
        mergedAt
        need {
          ...NeedRow
        }
      }
      orders {
        id
        number
        title
        state
        isOverdue
        isClaimable
      }
    }
  }
`);

type Need = NonNullable<PhoneNeedQuery['need']>;

export function NeedPage() {
  const { id } = useParams({ from: '/shell/needs/$id' });
  return (
    <Ask query={NEED} variables={{ id }} rows={5}>
      {({ need }) =>
        need ? (
          <NeedBody need={need} />
        ) : (
          <Empty
            title="没有找到这条需求"
            action={
              <Link to="/needs" className={buttonClass()}>
                回到需求清单
              </Link>
            }
          >
            可能已删去，或不在您的查看范围。
          </Empty>
        )
      }
    </Ask>
  );
}

function NeedBody({ need }: { need: Need }) {
  const [open, setOpen] = useState(false);
  const onList = need.state === 'recorded';
  return (
    <Page
      title={need.title || '还没有写名称的需求'}
      back={{ to: '/needs', word: '需求清单' }}
      over={
        <>
          <StateTag {...needTag(need.state)} />
          <span className="number">{need.number}</span>
        </>
      }
    >
      {need.state === 'screened_out' && need.screenedOutReason ? (
        <Note>
          不转点单：{SCREEN_OUT_REASON_WORDS[need.screenedOutReason]}
          {need.screenedOutNote ? `（${need.screenedOutNote}）` : ''}
        </Note>
      ) : null}
      {onList && 0 < need.orders.length ? (
        <Note tone="decide">原来的点单已撤销，这条需求回到清单，请重新筛选。</Note>
      ) : null}
      <NeedFacts need={need} />
      {need.mergedIntoId ? (
        <Note>
          已并入
          <Link to="/needs/$id" params={{ id: need.mergedIntoId }}>
            另一条需求
          </Link>
          ，原文保留在这里。
        </Note>
      ) : null}
      <Merged need={need} />
      <Orders need={need} />
      {need.state === 'draft' || onList ? (
        <div className="actions">
          <Link to="/needs/$id/edit" params={{ id: need.id }} className={buttonClass()}>
            {need.state === 'draft' ? '继续填写' : '更正'}
          </Link>
          {onList ? <ScreenOut need={need} /> : <DropNeed need={need} />}
        </div>
      ) : null}
      {need.state === 'merged' ? <Unmerge need={need} /> : null}
      {need.state === 'screened_out' ? <ReopenNeed need={need} /> : null}
      {need.state === 'screened_in' ? (
        <div>
          <Button onClick={() => setOpen(true)}>再转一个点单</Button>
        </div>
      ) : null}
      {onList ? (
        <StickyAction>
          <Button kind="primary" onClick={() => setOpen(true)}>
            转为点单
          </Button>
        </StickyAction>
      ) : null}
      <ScreenInSheet open={open} onClose={() => setOpen(false)} needs={[need]} />
    </Page>
  );
}

function NeedFacts({ need }: { need: Need }) {
  const own = need.headcount?.text;
  const all = need.people?.text;
  return (
    <Facts
      facts={[
        ['服务类型', need.serviceType ? serviceTypeWords(need.serviceType) : null],
        ['服务对象', need.targetGroups.map(targetGroupWords).join('、')],
        ['涉及', all && all !== own ? `${all}（本条 ${own}，其余来自合并的需求）` : all],
        ['需求类型', need.needType ? NEED_TYPE_WORDS[need.needType] : null],
        ['方式', need.mode ? ORDER_MODE_WORDS[need.mode] : null],
        ['紧急程度', need.urgency ? URGENCY_WORDS[need.urgency] : null],
        ['村（社区）', need.village ? `${need.village}（只在站内可见）` : null],
        ['服务地点', need.place],
        [
          '期望时间',
          need.wantedFrom && need.wantedTo
            ? windowWords(need.wantedFrom, need.wantedTo)
            : need.wantedFrom
              ? `${dayWords(need.wantedFrom)} 起`
              : need.wantedTo
                ? `${dayWords(need.wantedTo)} 前`
                : null,
        ],
        [
          '来源',
          need.survey ? (
            <Link to="/surveys/$id" params={{ id: need.survey.id }}>
              调查 {need.survey.number}
              {need.survey.heldOn ? `，${dayWords(need.survey.heldOn)}` : ''}
            </Link>
          ) : (
            NEED_SOURCE_WORDS[need.source]
          ),
        ],
        ['登记', need.recordedAt ? momentWords(need.recordedAt) : null],
        ['说明', need.description ? <span className="prose">{need.description}</span> : null],
      ]}
    />
  );
}

function Merged({ need }: { need: Need }) {
  if (need.merges.length === 0) return null;
  return (
    <section className="section">
      <h2>并入的需求</h2>
      <ul className="ledger">
        {need.merges.map((merge) =>
          merge.need ? (
            <li key={merge.need.id}>
              <Link to="/needs/$id" params={{ id: merge.need.id }} className="row">
                <span className="row__title">{merge.need.title}</span>
                <span className="row__line">
                  {[
                    merge.need.number,
                    merge.need.people?.text,
                    merge.differentPeople ? '不同的人，已相加' : '同一批人，未相加',
                    momentWords(merge.mergedAt),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </Link>
            </li>
          ) : null,
        )}
      </ul>
    </section>
  );
}

function Orders({ need }: { need: Need }) {
  if (need.orders.length === 0) return null;
  return (
    <section className="section">
      <h2>转成的点单</h2>
      <ul className="ledger">
        {need.orders.map((order) => (
          <li key={order.id}>
            <Link
              to={order.state === 'draft' ? '/orders/$id/edit' : '/orders/$id'}
              params={{ id: order.id }}
              className="row"
            >
              <span className="row__over">
                <StateTag {...orderTag(order)} />
                <span className="number">{order.number}</span>
              </span>
              <span className="row__title">{order.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
