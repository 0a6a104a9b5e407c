/** 乡镇（街道）: the rows behind the coverage, page by page: each with its station, or with none. */
import { STATION_STATE_WORDS } from '@jiedui/shared/station/station.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { type TownshipsSearch, useSearchOf, WayLink } from '../shell/way.tsx';
import { DeskTownships } from './stations.documents.ts';
import { STATE_TONES } from './tones.ts';

export function Townships() {
  const { only } = useSearchOf<TownshipsSearch>();
  const onlyWithout = only === 'without';
  return (
    <Page title="乡镇（街道）覆盖" lead="只数乡镇和街道，不数开发区、农场等；同一地只列在册运行或挂牌的站。">
      <FilterLine
        shown={onlyWithout ? '还没有社工站的' : '全部'}
        choices={[
          { word: '全部', way: { to: '/stations/townships', search: {} }, chosen: !onlyWithout },
          { word: '没有站的', way: { to: '/stations/townships', search: { only: 'without' } }, chosen: onlyWithout },
        ]}
      />
      <Rows key={String(onlyWithout)} onlyWithout={onlyWithout} />
    </Page>
  );
}

/** One page at a time: the next takes its place, and 从头看起 goes back. */
function Rows({ onlyWithout }: { onlyWithout: boolean }) {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error }, again] = useQuery({ query: DeskTownships, variables: { onlyWithout, after } });
  return (
    <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={8}>
      {({ stationTownships: { rows, nextAfter } }) =>
        rows.length === 0 ? (
          <Empty title="没有这样的乡镇（街道）">管辖范围内的乡镇（街道）都有社工站。</Empty>
        ) : (
          <Ledger
            name="乡镇（街道）"
            columns={[
              { title: '乡镇（街道）', cell: ({ name }) => name },
              { title: '县区', cell: ({ countyName }) => countyName },
              {
                title: '社工站',
                kind: 'wide',
                cell: ({ station }) =>
                  station ? (
                    <WayLink to="/stations/$id" params={{ id: station.id }}>
                      {station.name}{' '}
                      <StateTag tone={STATE_TONES[station.state]} word={STATION_STATE_WORDS[station.state]} />
                    </WayLink>
                  ) : (
                    '还没有'
                  ),
              },
            ]}
            rows={rows.map(({ region, ...row }) => ({ ...row, id: region.code, name: region.name }))}
            foot={
              <>
                {after ? <Button onClick={() => setAfter(null)}>从头看起</Button> : null}
                {nextAfter ? <Button onClick={() => setAfter(nextAfter)}>看下一页</Button> : null}
              </>
            }
          />
        )
      }
    </Answer>
  );
}
