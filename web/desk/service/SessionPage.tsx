/** One service record: which stations met which providers, for how many, with what, and who has confirmed it. */
import { ACTIVITY_CATEGORY_WORDS, SERVICE_METHOD_WORDS } from '@jiedui/shared/service/session.ts';
import { formatTime, localDateOf } from '@jiedui/shared/calendar.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { dateWords, momentWords } from '../../kit/format.ts';
import { Facts } from '../../kit/Parts.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { Confirmations } from './Confirmations.tsx';
import { isServed, whomOf } from './headcounts.ts';
import { Meeting } from './Meeting.tsx';
import { SessionTag } from './SessionTag.tsx';
import { DeskSession } from './sessions.documents.ts';
import { WayLink, useParamsOf } from '../shell/way.tsx';

export type SessionInFull = NonNullable<ResultOf<typeof DeskSession>['session']>;

export function SessionPage() {
  const { id } = useParamsOf<{ id: string }>();
  const [{ data, error }, again] = useQuery({ query: DeskSession, variables: { id } });
  return (
    <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={5} whole>
      {({ session }) =>
        session ? (
          <SessionParts session={session} />
        ) : (
          <main className="page" id="main">
            <Empty title="没有找到这份服务记录">可能已不在您的查看范围。请回到服务记录列表查看。</Empty>
          </main>
        )
      }
    </Answer>
  );
}

function whenWords(startedAt: string, endedAt: string): string {
  const from = new Date(startedAt);
  const to = new Date(endedAt);
  const sameDay = localDateOf(from) === localDateOf(to);
  return `${dateWords(localDateOf(from))} ${formatTime(from)} 至 ${sameDay ? '' : `${dateWords(localDateOf(to))} `}${formatTime(to)}`;
}

function SessionParts({ session }: { session: SessionInFull }) {
  const served = session.headcounts.filter(isServed);
  const serving = session.headcounts.filter((count) => !isServed(count));
  return (
    <Page
      title={session.title}
      lead={
        <>
          {whenWords(session.startedAt, session.endedAt)} · {session.place} <SessionTag state={session.state} />
        </>
      }
      actions={<WayLink to="/sessions">返回服务记录</WayLink>}
    >
      <div className="record">
        <div className="record__main">
          <section>
            <h2 className="record__title">谁和谁一起做</h2>
            <Meeting stations={session.stations.map(({ station }) => station)} providers={session.providers} />
          </section>
          <section>
            <h2 className="record__title">人数</h2>
            <dl className="people">
              {[...serving, ...served].map((count, index) => (
                <div key={index} className={isServed(count) ? 'people__count people__count--served' : 'people__count'}>
                  <dt>
                    {isServed(count) ? (whomOf(count).startsWith('服务') ? '' : '服务') : '出动'}
                    {whomOf(count)}
                  </dt>
                  <dd>{count.quantity.text}</dd>
                </div>
              ))}
            </dl>
            <p className="hint">“余”“近”“约”照原记录保留，不折算成整数；人与人次不相加。</p>
          </section>
          {session.contents.length === 0 ? null : (
            <section>
              <h2 className="record__title">服务内容</h2>
              <ul className="ticks">
                {session.contents.map((content) => (
                  <li key={content}>{content}</li>
                ))}
              </ul>
            </section>
          )}
          {session.summary ? (
            <section>
              <h2 className="record__title">小结</h2>
              <p className="prose">{session.summary}</p>
            </section>
          ) : null}
          {session.goods.length === 0 ? null : <GoodsTable goods={session.goods} />}
          {session.photos.length === 0 ? null : (
            <section>
              <h2 className="record__title">照片 {session.photos.length} 张</h2>
              <ul className="photos">
                {session.photos.map((photo) => (
                  <li key={photo.id}>
                    <a href={photo.url} target="_blank" rel="noreferrer">
                      <img
                        src={photo.url}
                        alt={photo.caption || '活动照片'}
                        width={photo.width}
                        height={photo.height}
                        loading="lazy"
                      />
                    </a>
                    <p>{photo.caption}</p>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <aside className="record__side">
          <section>
            <h2 className="record__title">谁确认了</h2>
            <Confirmations session={session} />
          </section>
          <section>
            <h2 className="record__title">登记</h2>
            <Facts
              facts={[
                ['编号', session.number],
                ['记录方', session.organization.name],
                ['品牌', session.theme],
                ['类别', session.category ? ACTIVITY_CATEGORY_WORDS[session.category] : null],
                ['方式', SERVICE_METHOD_WORDS[session.method]],
                ['类型', session.serviceTypes.map(serviceTypeWords).join('、')],
                ['协办', session.partners.join('、')],
                ['对应点单', session.orders.length === 0 ? null : <OrderLinks orders={session.orders} />],
                ['提交', session.submittedAt ? momentWords(session.submittedAt) : null],
                ['退回原因', session.returnReason],
              ]}
            />
          </section>
        </aside>
      </div>
    </Page>
  );
}

function OrderLinks({ orders }: { orders: SessionInFull['orders'] }) {
  return (
    <ul>
      {orders.map((order) => (
        <li key={order.id}>
          <WayLink to="/orders" search={{ order: order.id }}>
            {order.title}
          </WayLink>
        </li>
      ))}
    </ul>
  );
}

function GoodsTable({ goods }: { goods: SessionInFull['goods'] }) {
  return (
    <section>
      <h2 className="record__title">物资</h2>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">物资</th>
            <th scope="col">规格</th>
            <th scope="col" className="plain__number">
              数量
            </th>
            <th scope="col">接收方</th>
          </tr>
        </thead>
        <tbody>
          {goods.map((each, index) => (
            <tr key={index}>
              <th scope="row">{each.item}</th>
              <td>{each.spec || '—'}</td>
              <td className="plain__number">{each.quantity.text}</td>
              <td>{each.recipient || each.recipientStation?.name || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
