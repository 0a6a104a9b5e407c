/** 我的账号 on the desk: the own password and sessions; and what stands in the place of the desk until a told password is changed. */
import { OwnAccount } from '../../kit/OwnAccount.tsx';
import { Page } from '../shell/Page.tsx';

export function OwnAccountPage() {
  return (
    <Page title="我的账号" lead="修改密码，查看和退出其他设备。">
      <OwnAccount />
    </Page>
  );
}

export function FirstPassword() {
  return (
    <Page title="先改密码">
      <OwnAccount onChanged={() => location.reload()} />
    </Page>
  );
}
