/** 本站: how the station stands, its one next step, its six haves, who works there, and the way to a hand-over. */
import { HAVE_WORDS } from '@jiedui/shared/station/haves.ts';
import { FACILITY_KIND_WORDS, STATION_STATE_WORDS, STATION_TIER_WORDS } from '@jiedui/shared/station/station.ts';
import { LICENCE_LEVEL_WORDS, WORKER_POST_WORDS } from '@jiedui/shared/station/worker.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PhoneStationQuery } from '../../gql/graphql.ts';
import { NoPermission } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { dateWords } from '../../kit/format.ts';
import { Facts, Note } from '../../kit/Parts.tsx';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useViewer } from '../shell/viewer.ts';
import { FactsSheet } from './FactsSheet.tsx';
import { HaveSheet } from './HaveSheet.tsx';
import { PHONE_STATION } from './station.documents.ts';
import { WorkerSheet } from './WorkerSheet.tsx';
import './station.css';

export type StationSeen = NonNullable<PhoneStationQuery['station']>;
export type HaveSeen = StationSeen['standing']['haves'][number];
export type WorkerSeen = StationSeen['workers'][number];

const TONES: Record<HaveSeen['standing'], Tone> = {
  met: 'done',
  waiting: 'info',
  returned: 'decide',
  lapsed: 'late',
  short: 'decide',
};

export function StationPage() {
  const { station } = useViewer();
  if (!station) return <NoPermission who="社工站" />;
  return (
    <Page title={station.name} over="本站" back={{ to: '/me', word: '我的' }}>
      <Ask query={PHONE_STATION} variables={{ id: station.id }}>
        {({ station: seen }) => (seen ? <Seen station={seen} /> : <NoPermission who="本站同事" />)}
      </Ask>
    </Page>
  );
}

type Opened =
  | { readonly what: 'facts' }
  | { readonly what: 'have'; item: string }
  | { readonly what: 'worker'; id: string | null };

function Seen({ station }: { station: StationSeen }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const { haves, nextStep } = station.standing;
  const met = haves.filter(({ standing }) => standing === 'met').length;
  const have = opened?.what === 'have' ? haves.find(({ item }) => item === opened.item) : undefined;
  const openHave = (item: HaveSeen['item']) => {
    if (item === 'venue' && station.facilities.length === 0) setOpened({ what: 'facts' });
    else if (item === 'staff') setOpened({ what: 'worker', id: null });
    else setOpened({ what: 'have', item });
  };
  return (
    <>
      <section className="section" aria-label="现在的状态">
        <p>
          <StateTag
            tone={station.state === 'operating' ? 'done' : station.state === 'suspended' ? 'late' : 'info'}
            word={STATION_STATE_WORDS[station.state]}
          />{' '}
          “六有”达标 {met} 项，共 6 项
        </p>
        <NextStep station={station} next={nextStep?.item ?? null} onOpen={openHave} />
      </section>

      <section className="section" aria-label="六有">
        <h2>“六有”清单</h2>
        <ul className="ledger">
          {haves.map((each) => (
            <li key={each.item}>
              <HaveRow have={each} onOpen={() => openHave(each.item)} />
            </li>
          ))}
        </ul>
      </section>

      <section className="section" aria-label="站点信息">
        <h2>站点信息</h2>
        <Facts
          facts={[
            ['编号', station.code],
            ['类别', STATION_TIER_WORDS[station.tier]],
            ['主管单位', station.authority.name],
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
          ]}
        />
        <div>
          <Button onClick={() => setOpened({ what: 'facts' })}>修改站点信息</Button>
        </div>
      </section>

      <section className="section" aria-label="驻站社工">
        <h2>驻站社工</h2>
        {station.workers.length === 0 ? <p>还没有登记社工。登记后自动计入“有人员”。</p> : null}
        <ul className="ledger">
          {station.workers.map((worker) => (
            <li key={worker.id}>
              <button
                type="button"
                className="row row--press"
                onClick={() => setOpened({ what: 'worker', id: worker.id })}
              >
                <span className="row__title">
                  {worker.name} · {WORKER_POST_WORDS[worker.post]}
                </span>
                <span className="row__line">
                  {LICENCE_LEVEL_WORDS[worker.licenceLevel]}
                  {worker.licenceStanding === 'none' ? '' : ` · ${worker.licenceSentence}`}
                </span>
                {worker.toOn ? <span className="row__line">工作至 {dateWords(worker.toOn)}</span> : null}
                {worker.licenceStanding === 'ended' ? <StateTag tone="late" word="证书登记已到期" /> : null}
                {worker.licenceStanding === 'ending' ? <StateTag tone="decide" word="证书登记将到期" /> : null}
              </button>
            </li>
          ))}
        </ul>
        <div className="station-acts">
          <Button onClick={() => setOpened({ what: 'worker', id: null })}>登记社工</Button>
          <Link to="/station/hand-over" className={buttonClass('quiet')}>
            工作交接
          </Link>
        </div>
      </section>

      <FactsSheet key={`f${station.version}`} station={station} open={opened?.what === 'facts'} onClose={close} />
      {have ? (
        <HaveSheet
          key={have.item}
          station={station}
          have={have}
          onClose={close}
          onFacts={() => setOpened({ what: 'facts' })}
        />
      ) : null}
      {opened?.what === 'worker' ? (
        <WorkerSheet
          key={opened.id ?? 'new'}
          stationId={station.id}
          worker={station.workers.find(({ id }) => id === opened.id)}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function NextStep({
  station,
  next,
  onOpen,
}: {
  station: StationSeen;
  next: HaveSeen['item'] | null;
  onOpen: (item: HaveSeen['item']) => void;
}) {
  const have = station.standing.haves.find(({ item }) => item === next);
  const waiting = station.standing.haves.filter(({ standing }) => standing === 'waiting').length;
  if (!have)
    return (
      <Note tone="info">
        {waiting === 0 ? '“六有”都已达标，没有要办的事。' : `已申报 ${waiting} 项，等待${station.authority.name}核实。`}
      </Note>
    );
  return (
    <Note tone="decide">
      <p>
        下一步：{have.name}
        {have.returnReason
          ? `被退回，原因：${have.returnReason.replace(/。$/u, '')}`
          : `，${have.gaps[0] ?? '核实已过期，请重新申报'}`}
        。
      </p>
      {have.item === 'services' ? (
        <p>社会组织提交服务记录、本站确认后自动计入。</p>
      ) : (
        <p>
          <Button kind="primary" onClick={() => onOpen(have.item)}>
            {have.item === 'staff' ? '登记社工' : `补齐${HAVE_WORDS[have.item].slice(1)}`}
          </Button>
        </p>
      )}
    </Note>
  );
}

function HaveRow({ have, onOpen }: { have: HaveSeen; onOpen: () => void }) {
  return (
    <button type="button" className="row row--press" onClick={onOpen}>
      <span className="row__title">
        {have.name} <StateTag tone={TONES[have.standing]} word={have.standingWord} />
      </span>
      <span className="row__line">{have.measured}</span>
      {have.expiresOn ? <span className="row__line">核实有效至 {dateWords(have.expiresOn)}</span> : null}
      {have.gaps.map((gap) => (
        <span key={gap} className="row__line">
          {gap}
        </span>
      ))}
    </button>
  );
}
