/** 开站与设置: authorities below one's own, programmes and who takes part, opening a station, and the thresholds. */
import { useQuery } from 'urql';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { WayLink } from '../shell/way.tsx';
import { DeskSetUp } from './stations.documents.ts';
import { OpenStation } from './OpenStation.tsx';
import { OpenAuthority } from './OpenAuthority.tsx';
import { StartProgramme } from './StartProgramme.tsx';
import { Thresholds } from './Thresholds.tsx';
import './station.css';

export function SetUp() {
  const [{ data, error }, again] = useQuery({ query: DeskSetUp });
  const read = () => again({ requestPolicy: 'network-only' });
  return (
    <Page
      title="开站与设置"
      lead="开设社工站、下级主管单位和方案；调整“六有”达标线。"
      actions={<WayLink to="/stations">回到社工站名录</WayLink>}
    >
      <Answer data={data} error={error} onRetry={read} rows={6}>
        {(seen) => (
          <div className="setup">
            <OpenStation seen={seen} onDone={read} />
            <OpenAuthority seen={seen} onDone={read} />
            <StartProgramme seen={seen} onDone={read} />
            <Thresholds seen={seen} onDone={read} />
          </div>
        )}
      </Answer>
    </Page>
  );
}
