/** The month's desk: finds the round of the month in the address, and says so when there is none. */
import { formatMonth, isMonth, type Month } from '@jiedui/shared/calendar.ts';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { dateWords } from '../../kit/format.ts';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { useDesk } from '../shell/viewer.ts';
import { useParamsOf, WayLink } from '../shell/way.tsx';
import { DeskMonths, DeskRound } from './dispatch.documents.ts';
import { RoundDesk } from './RoundDesk.tsx';

export function RoundPage() {
  const { month } = useParamsOf<{ month: string }>();
  const { programme } = useDesk();
  const [{ data, error }, again] = useQuery({ query: DeskMonths, variables: { programmeId: programme.id } });
  const retry = () => again({ requestPolicy: 'network-only' });
  return (
    <Answer data={data} error={error} onRetry={retry} rows={5} whole>
      {({ dispatchMonths }) => {
        const found = dispatchMonths.find((each) => each.month === month);
        if (found?.round) return <RoundOf id={found.round.id} />;
        const name = isMonth(month) ? formatMonth(month as Month) : '这个月';
        return (
          <Page title={`${name}调度`} {...(found ? { lead: `最迟 ${dateWords(found.dueOn)} 签发` } : {})}>
            <Empty
              title={found ? `${name}的调度还没有开启` : `没有${name}的调度`}
              action={
                <WayLink to="/dispatch" className={buttonClass('primary')}>
                  前往月调度列表
                </WayLink>
              }
            >
              {found ? '开启后，系统按结对逐条汇总数据，排好红黄绿灯。' : '这里可办理本月和之前五个月。'}
            </Empty>
          </Page>
        );
      }}
    </Answer>
  );
}

function RoundOf({ id }: { id: string }) {
  const [{ data, error }, again] = useQuery({ query: DeskRound, variables: { id } });
  return (
    <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={5} whole>
      {({ dispatchRound }) =>
        dispatchRound === null || dispatchRound === undefined ? (
          <Page title="月调度">
            <Empty title="没有找到这次月调度">可能不在您的查看范围。请回到月调度列表查看。</Empty>
          </Page>
        ) : dispatchRound.lines.length === 0 ? (
          <Page title={`${formatMonth(dispatchRound.month as Month)}调度`}>
            <Empty title="本月没有可调度的结对">有了生效的结对协议，重新开启调度后会逐条列出。</Empty>
          </Page>
        ) : (
          <RoundDesk round={dispatchRound} />
        )
      }
    </Answer>
  );
}
