/** One service record: who did what for whom; then, for the station, its word on it. */
import { ACTIVITY_CATEGORY_WORDS, HEADCOUNT_ROLE_WORDS, SERVICE_METHOD_WORDS } from '@jiedui/shared/service/session.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import type { SessionFactsFragment } from '../../gql/graphql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { clockWords, dayWords, momentWords } from '../../kit/format.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { Facts, Note, Sentence, StickyAction } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { ConfirmSession } from './ConfirmSession.tsx';
import { SATISFACTION_WORDS, sessionTag } from './session.ts';
import './service.css';

const SESSION = graphql(/* GraphQL */ `
  query PhoneSession($id: ID!) {
    session(id: $id) {
      ...SessionFacts
    }
  }
`);

export function SessionPage() {
  const { id } = useParams({ from: '/shell/sessions/$id' });
  return (
    <Ask query={SESSION} variables={{ id }} rows={5}>
      {({ session }) =>
        session ? (
          <SessionBody session={session} />
        ) : (
          <Empty
            title="没有找到这条服务记录"
            action={
              <Link to="/sessions" className={buttonClass()}>
                回到服务记录
              </Link>
            }
          >
            可能不在您的查看范围。
          </Empty>
        )
      }
    </Ask>
  );
}

/** 11月20日 星期五 09:00 至 11:30; both days when it runs over midnight. */
export function spanWords(from: string, to: string): string {
  const days = [from, to].map((at) => localDateOf(new Date(at)));
  return days[0] === days[1]
    ? `${dayWords(days[0] ?? '')} ${clockWords(from)} 至 ${clockWords(to)}`
    : `${momentWords(from)} 至 ${momentWords(to)}`;
}

function SessionBody({ session }: { session: SessionFactsFragment }) {
  const names = (list: readonly { name: string }[]) => list.map((one) => one.name).join('、');
  return (
    <Page
      title={session.title}
      back={{ to: '/sessions', word: '服务记录' }}
      over={
        <>
          <StateTag {...sessionTag(session.state)} />
          <span className="number">{session.number}</span>
        </>
      }
      aside={<Stations session={session} />}
    >
      <Sentence>
        <b>{names(session.providers)}</b> 在 <b>{session.place}</b> 为{' '}
        <b>{session.stations.map((one) => one.station.name).join('、')}</b> 开展 {SERVICE_METHOD_WORDS[session.method]}
        {session.theme ? `“${session.theme}”` : ''}，{spanWords(session.startedAt, session.endedAt)}。
      </Sentence>
      {session.returnReason && session.state === 'returned' ? (
        <Note tone="late">退回原因：{session.returnReason}</Note>
      ) : null}
      {session.headcounts.length > 0 ? (
        <section className="section">
          <h2>人数</h2>
          <Facts
            facts={session.headcounts.map((one) => [
              `${HEADCOUNT_ROLE_WORDS[one.role]}${one.targetGroup ? `（${targetGroupWords(one.targetGroup)}）` : ''}`,
              <b key="count">{one.quantity.text}</b>,
            ])}
          />
        </section>
      ) : null}
      {session.goods.length > 0 ? (
        <section className="section">
          <h2>物资</h2>
          <Facts
            facts={session.goods.map((one) => [
              [one.item, one.spec].filter(Boolean).join(' '),
              <span key="goods">
                <b>{one.quantity.text}</b>
                {one.recipientStation || one.recipient ? ` · ${one.recipientStation?.name ?? one.recipient}` : ''}
              </span>,
            ])}
          />
        </section>
      ) : null}
      <Facts
        facts={[
          ['做了什么', session.contents.join('、')],
          ['服务类型', session.serviceTypes.map(serviceTypeWords).join('、')],
          ['活动类别', session.category ? ACTIVITY_CATEGORY_WORDS[session.category] : null],
          ['协同单位', session.partners.join('、')],
          [
            '对应点单',
            session.orders.length > 0
              ? session.orders.map((order) => (
                  <Link key={order.id} to="/orders/$id" params={{ id: order.id }} className="block-link">
                    {order.title}
                  </Link>
                ))
              : null,
          ],
          ['小结', session.summary ? <span className="prose">{session.summary}</span> : null],
          ['填报', `${session.organization.name}${session.submittedAt ? `，${momentWords(session.submittedAt)}` : ''}`],
        ]}
      />
      {session.photos.length > 0 ? (
        <section className="section">
          <h2>照片</h2>
          <ul className="photos">
            {session.photos.map((photo) => (
              <li key={photo.id}>
                <a href={photo.url}>
                  <img
                    src={photo.url}
                    width={photo.width}
                    height={photo.height}
                    alt={photo.caption || '活动照片'}
                    loading="lazy"
                  />
                </a>
                {photo.caption ? <p className="hint">{photo.caption}</p> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {session.mayConfirm ? <ConfirmSession session={session} /> : null}
      {session.mayEdit ? (
        <StickyAction>
          <Link to="/sessions/$id/edit" params={{ id: session.id }} className={buttonClass('primary')}>
            修改服务记录
          </Link>
        </StickyAction>
      ) : null}
    </Page>
  );
}

function Stations({ session }: { session: SessionFactsFragment }) {
  return (
    <section className="section">
      <h2>社工站确认</h2>
      <ul className="ledger">
        {session.stations.map((one) => (
          <li key={one.station.id} className="row">
            <span className="row__over">
              <StateTag tone={one.confirmedAt ? 'done' : 'decide'} word={one.confirmedAt ? '已确认' : '待确认'} />
            </span>
            <span className="row__title">{one.station.name}</span>
            {one.confirmedAt ? (
              <span className="row__line">
                {momentWords(one.confirmedAt)}
                {one.satisfaction ? ` · ${SATISFACTION_WORDS[one.satisfaction - 1]}（${one.satisfaction} 分）` : ''}
              </span>
            ) : null}
            {one.opinion ? <span className="row__line">{one.opinion}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
