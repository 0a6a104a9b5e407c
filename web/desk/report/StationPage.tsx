/** One station on the desk: what it has, what waits to be verified, which state is next, who works there, what was decided. */
import { isStated } from '@jiedui/shared/station/haves.ts';
import {
  STATION_MOVE_WORDS,
  type StationMove,
  SUSPENSION_GROUND_WORDS,
  SUSPENSION_GROUNDS,
  type SuspensionGround,
} from '@jiedui/shared/station/lifecycle.ts';
import { FACILITY_KIND_WORDS, STATION_STATE_WORDS, STATION_TIER_WORDS } from '@jiedui/shared/station/station.ts';
import { LICENCE_LEVEL_WORDS, WORKER_POST_WORDS } from '@jiedui/shared/station/worker.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { dateWords, momentWords } from '../../kit/format.ts';
import { Facts, Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { useParamsOf, WayLink } from '../shell/way.tsx';
import {
  DeskMoveStation,
  DeskReturnHave,
  DeskRevealWorker,
  DeskStation,
  DeskVerifyHave,
} from './stations.documents.ts';
import { HAVE_TONES, STATE_TONES } from './tones.ts';
import './station.css';

type Station = NonNullable<ResultOf<typeof DeskStation>['station']>;
type Have = Station['standing']['haves'][number];

export function StationPage() {
  const { id } = useParamsOf<{ id: string }>();
  const [{ data, error }, again] = useQuery({ query: DeskStation, variables: { id } });
  const read = () => again({ requestPolicy: 'network-only' });
  return (
    <Answer data={data} error={error} onRetry={read} whole>
      {({ station }) =>
        station ? (
          <Page
            title={station.name}
            lead={
              <>
                <StateTag tone={STATE_TONES[station.state]} word={STATION_STATE_WORDS[station.state]} />{' '}
                {station.county.name}
                {station.region.name} · {STATION_TIER_WORDS[station.tier]} · {station.code}
              </>
            }
            actions={<WayLink to="/stations">回到社工站名录</WayLink>}
          >
            <div className="station">
              <div>
                <Haves station={station} onDone={read} />
                <Workers station={station} />
              </div>
              <div>
                <Moves key={station.version} station={station} onDone={read} />
                <Known station={station} />
                <History station={station} />
              </div>
            </div>
          </Page>
        ) : (
          <main className="page" id="main">
            <Empty title="没有找到这个社工站">可能不在您的管理范围。请返回社工站名录查看。</Empty>
          </main>
        )
      }
    </Answer>
  );
}

function Haves({ station, onDone }: { station: Station; onDone: () => void }) {
  return (
    <section aria-label="六有">
      <h2>“六有”</h2>
      {station.standing.haves.map((have) => (
        <HaveLine key={`${have.item}${have.version}`} station={station} have={have} onDone={onDone} />
      ))}
    </section>
  );
}

function HaveLine({ station, have, onDone }: { station: Station; have: Have; onDone: () => void }) {
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const verify = useAction(DeskVerifyHave);
  const giveBack = useAction(DeskReturnHave);
  const say = useToast();
  const item = have.item;
  const fault = verify.fault ?? giveBack.fault;
  const input = { stationId: station.id, item: item as never, expectedVersion: have.version };
  const settle = (answer: { __typename: string; message?: string } | null, words: string) => {
    if (answer === null) return;
    if (answer.__typename === 'Station') {
      say(words);
      onDone();
    } else setRefused(answer.message ?? null);
  };
  return (
    <article className="station__have" aria-label={have.name}>
      <h3>
        {have.name} <StateTag tone={HAVE_TONES[have.standing]} word={have.standingWord} />
      </h3>
      <p>{have.measured}</p>
      {have.gaps.map((gap) => (
        <p key={gap} className="hint">
          {gap}
        </p>
      ))}
      {have.returnReason ? <p className="hint">退回原因：{have.returnReason}</p> : null}
      {have.expiresOn && have.decidedOn ? (
        <p className="hint">
          {dateWords(have.decidedOn)} 核实，有效至 {dateWords(have.expiresOn)}
        </p>
      ) : null}
      {0 < have.fileIds.length ? (
        <ul className="station__photos">
          {have.fileIds.map((id, index) => (
            <li key={id}>
              <a href={`/files/${id}`} target="_blank" rel="noreferrer">
                <img src={`/files/${id}`} alt={`${have.name}佐证第 ${index + 1} 张`} />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {isStated(item) && have.standing === 'waiting' ? (
        returning ? (
          <>
            <TextArea label="退回原因" help="社工站会看到。" value={reason} onChange={setReason} />
            <div className="station__acts">
              <Button
                kind="primary"
                busy={giveBack.busy}
                busyWord="正在退回…"
                onClick={async () =>
                  settle(await giveBack.run({ ...input, reason }), `已退回“${have.name}”，等待${station.name}修改。`)
                }
              >
                退回{have.name}
              </Button>
              <Button onClick={() => setReturning(false)}>先不退回</Button>
            </div>
          </>
        ) : (
          <div className="station__acts">
            <Button
              busy={verify.busy}
              busyWord="正在核实…"
              onClick={async () => settle(await verify.run(input), `已核实“${have.name}”。`)}
            >
              核实{have.name}
            </Button>
            <Button kind="plain" onClick={() => setReturning(true)}>
              退回修改
            </Button>
          </div>
        )
      ) : null}
      {(refused ?? fault) ? (
        <div role="alert">
          <Note tone="late">{refused ?? `${fault?.title}，还没有办理。${fault?.remedy}（代码 ${fault?.code}）`}</Note>
        </div>
      ) : null}
    </article>
  );
}

function Moves({ station, onDone }: { station: Station; onDone: () => void }) {
  const { moves, gaps, grounds } = station.standing;
  const [ground, setGround] = useState<SuspensionGround>(grounds[0] ?? 'other');
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(DeskMoveStation);
  const say = useToast();
  if (moves.length === 0) return null;
  const suspends = moves.includes('suspend');
  const asksReady = moves.includes('start') || moves.includes('resume');
  const run = async (move: StationMove) => {
    setRefused(null);
    const answer = await action.run({
      stationId: station.id,
      expectedVersion: station.version,
      move,
      ground: move === 'suspend' ? ground : null,
      reason,
    });
    if (answer === null) return;
    if (answer.__typename === 'Station') {
      say(`${station.name}：${STATION_MOVE_WORDS[move]}，已记入历史。`);
      onDone();
    } else setRefused(answer.message);
  };
  return (
    <section aria-label="状态办理">
      <h2>下一步</h2>
      {asksReady && 0 < gaps.length ? (
        <Note tone="decide">
          <p>转为运行前还差：</p>
          <ul>
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </Note>
      ) : null}
      {0 < grounds.length ? (
        <Note tone="decide">
          按记录建议暂停：{grounds.map((each) => SUSPENSION_GROUND_WORDS[each]).join('、')}。请核实后决定。
        </Note>
      ) : null}
      {suspends ? (
        <Select
          label="暂停的原因"
          options={SUSPENSION_GROUNDS.map((value) => ({ value, label: SUSPENSION_GROUND_WORDS[value] }))}
          value={ground}
          onChange={(value) => setGround(value as SuspensionGround)}
        />
      ) : null}
      <TextArea label="说明" optional help="撤销和“其他原因”暂停必须写明。" value={reason} onChange={setReason} />
      <div className="station__acts">
        {moves.map((move) => (
          <Button
            key={move}
            kind={move === 'start' || move === 'resume' || move === 'hang_plaque' ? 'primary' : 'quiet'}
            busy={action.busy}
            busyWord="正在办理…"
            onClick={() => void run(move)}
          >
            {STATION_MOVE_WORDS[move]}
          </Button>
        ))}
      </div>
      {(refused ?? action.fault) ? (
        <div role="alert">
          <Note tone="late">{refused ?? `${action.fault?.title}，还没有办理。${action.fault?.remedy}`}</Note>
        </div>
      ) : null}
    </section>
  );
}

function Known({ station }: { station: Station }) {
  const { standing } = station;
  return (
    <section aria-label="站点信息">
      <h2>站点信息</h2>
      <Facts
        facts={[
          ['主管单位', station.authority.name],
          ['承接机构', station.operator?.name],
          [
            '参加方案',
            station.programmes.map(({ programme, pilot }) => `${programme.name}${pilot ? '（试点）' : ''}`).join('、'),
          ],
          ['地址', station.address],
          ['电话', station.phone],
          ['启用', station.openedOn ? dateWords(station.openedOn) : null],
          ['开放时间', station.openAllYear ? `${station.hours} 全年开放`.trim() : station.hours],
          [
            '用房',
            station.facilities
              .map(({ kind, areaM2, brandName }) => `${brandName || FACILITY_KIND_WORDS[kind]} ${areaM2} 平方米`)
              .join('、'),
          ],
          [
            '服务',
            <WayLink key="s" to="/sessions">
              近 {standing.serviceDays} 天已确认 {standing.recentServices} 场
            </WayLink>,
          ],
          ['最近服务', standing.lastServiceOn ? dateWords(standing.lastServiceOn) : '没有'],
        ]}
      />
    </section>
  );
}

function Workers({ station }: { station: Station }) {
  const [shown, setShown] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const reveal = useAction(DeskRevealWorker);
  const show = async (workerId: string) => {
    const answer = await reveal.run({ workerId });
    if (answer === null) return;
    if (answer.__typename === 'RevealedWorker')
      setShown((now) => ({
        ...now,
        [workerId]: `${answer.phone || '未登记电话'}　证书 ${answer.certificateNumber || '无'}`,
      }));
    else setRefused(answer.message);
  };
  return (
    <section aria-label="驻站社工">
      <h2>驻站社工</h2>
      {station.workers.length === 0 ? <p>该站还没有登记社工。</p> : null}
      {station.workers.map((worker) => (
        <article key={worker.id} className="station__have">
          <h3>
            {worker.name} · {WORKER_POST_WORDS[worker.post]}
            {worker.licenceStanding === 'ended' ? <StateTag tone="late" word="证书登记已到期" /> : null}
            {worker.licenceStanding === 'ending' ? <StateTag tone="decide" word="证书登记将到期" /> : null}
          </h3>
          <p>
            {LICENCE_LEVEL_WORDS[worker.licenceLevel]} · {worker.licenceSentence}
          </p>
          <p className="hint">
            {worker.employedBy} · {dateWords(worker.fromOn)} 到站
            {worker.toOn ? `，工作至 ${dateWords(worker.toOn)}` : ''}
          </p>
          <p>
            {shown[worker.id] ?? (
              <>
                {worker.phone || '未登记电话'}　
                <Button kind="plain" busy={reveal.busy} onClick={() => void show(worker.id)}>
                  查看完整信息（留有记录）
                </Button>
              </>
            )}
          </p>
        </article>
      ))}
      {refused ? <Note tone="late">{refused}</Note> : null}
    </section>
  );
}

function History({ station }: { station: Station }) {
  return (
    <section aria-label="历史">
      <h2>历史</h2>
      {station.changes.length + station.handOvers.length === 0 ? <p>还没有状态变更和交接记录。</p> : null}
      <ul>
        {station.changes.map((each) => (
          <li key={each.id}>
            {momentWords(each.decidedAt)}　{each.decidedBy ?? '主管单位'}：{STATION_MOVE_WORDS[each.move]}
            {each.ground ? `（${SUSPENSION_GROUND_WORDS[each.ground]}）` : ''} {each.reason}
          </li>
        ))}
        {station.handOvers.map((each) => (
          <li key={each.id}>
            {momentWords(each.doneAt)}　{each.fromName} 向 {each.toName} 交接 {each.items.length} 项：{each.note}
          </li>
        ))}
      </ul>
    </section>
  );
}
