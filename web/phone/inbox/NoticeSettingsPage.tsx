/** 通知设置 on the phone: one's own choices, and the robots of the station or organization. */
import { RobotsPart } from '../../notice/RobotsPart.tsx';
import { Robots, Settings } from '../../notice/notice.documents.ts';
import { SettingsForm } from '../../notice/SettingsForm.tsx';
import '../../notice/notice.css';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';

export function NoticeSettingsPage() {
  return (
    <Page title="通知设置" back={{ to: '/inbox', word: '通知' }}>
      <Ask query={Settings} variables={{}}>
        {({ noticeSettings }) => <SettingsForm settings={noticeSettings} />}
      </Ask>
      <Ask query={Robots} variables={{}}>
        {(found) => <RobotsPart {...found} />}
      </Ask>
    </Page>
  );
}
