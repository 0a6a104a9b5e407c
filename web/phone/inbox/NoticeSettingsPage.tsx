/** 通知设置 on the phone: one's own choices, and the robots of an organization. */
import { RobotsPart } from '../../notice/RobotsPart.tsx';
import { Robots, Settings } from '../../notice/notice.documents.ts';
import { SettingsForm } from '../../notice/SettingsForm.tsx';
import '../../notice/notice.css';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';

export function NoticeSettingsPage() {
  const side = useSide();
  return (
    <Page title="通知设置" back={{ to: '/inbox', word: '通知' }}>
      <Ask query={Settings} variables={{}}>
        {({ noticeSettings }) => <SettingsForm settings={noticeSettings} />}
      </Ask>
      {side === 'organization' ? (
        <Ask query={Robots} variables={{}}>
          {(found) => <RobotsPart {...found} />}
        </Ask>
      ) : null}
    </Page>
  );
}
