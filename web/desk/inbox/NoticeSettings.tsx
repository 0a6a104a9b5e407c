/** 通知设置 on the desk: the officer's own choices, and the robots of the authority. */
import { useQuery } from 'urql';
import { RobotsPart } from '../../notice/RobotsPart.tsx';
import { Robots, Settings } from '../../notice/notice.documents.ts';
import { SettingsForm } from '../../notice/SettingsForm.tsx';
import '../../notice/notice.css';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';

export function NoticeSettings() {
  const [settings, askSettings] = useQuery({ query: Settings });
  const [robots, askRobots] = useQuery({ query: Robots });
  return (
    <Page title="通知设置" lead="站内始终列出全部通知；这里选择哪些另发邮件，哪些发到工作群。">
      <Answer
        data={settings.data}
        error={settings.error}
        onRetry={() => askSettings({ requestPolicy: 'network-only' })}
        rows={6}
      >
        {({ noticeSettings }) => <SettingsForm settings={noticeSettings} />}
      </Answer>
      <Answer
        data={robots.data}
        error={robots.error}
        onRetry={() => askRobots({ requestPolicy: 'network-only' })}
        rows={2}
      >
        {(found) => <RobotsPart {...found} />}
      </Answer>
    </Page>
  );
}
