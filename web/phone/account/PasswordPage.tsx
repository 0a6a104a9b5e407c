/** 密码与登录: the own password, and where this account is signed in. */
import { OwnAccount } from '../../kit/OwnAccount.tsx';
import { Page } from '../shell/Page.tsx';

export function PasswordPage() {
  return (
    <Page title="密码与登录" back={{ to: '/me', word: '我的' }}>
      <OwnAccount />
    </Page>
  );
}

/** In the place of every page while the password is one that somebody else told; afterwards the whole page anew. */
export function FirstPasswordPage() {
  return (
    <Page title="先改密码">
      <OwnAccount onChanged={() => location.reload()} />
    </Page>
  );
}
