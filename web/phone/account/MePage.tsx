/** 我的: who I am here, what is mine, the type size, and the way out. */
import { ROLE_WORDS } from '@jiedui/shared/account/role.ts';
import { Link } from '@tanstack/react-router';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Facts } from '../../kit/Parts.tsx';
import { TypeSwitch } from '../../kit/TypeSwitch.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useSide, useViewer } from '../shell/viewer.ts';

const SIGN_OUT = graphql(/* GraphQL */ `
  mutation SignOut($input: SignOutInput!) {
    signOut(input: $input) {
      ok
    }
  }
`);

export function MePage() {
  const viewer = useViewer();
  const side = useSide();
  const signOut = useAction(SIGN_OUT);
  return (
    <Page title={viewer.name}>
      <Facts
        facts={[
          ['账号', viewer.login],
          ['单位', viewer.station?.name ?? viewer.organization?.name],
          ['角色', viewer.roles.map((grant) => ROLE_WORDS[grant.role]).join('、')],
          ['字号', <TypeSwitch key="type" />],
        ]}
      />
      <nav aria-label="我的内容">
        <ul className="ledger">
          {side === 'organization' ? (
            <>
              <Entry to="/offers" title="我的供给" line="能做什么、每月几场；每月确认一次" />
              <Entry to="/organization/register" title="本组织" line="民政局登记的情况、到期提醒、从业人员、申请更正" />
              <Entry to="/organization" title="资质与休整" line="证照和背景核查到哪天，什么时候休整" />
              <Entry to="/invitations" title="收到的邀请" line="民政局请贵单位承接的点单，接受或谢绝" />
              <Entry to="/surveys" title="参与的调查" line="社工站请贵单位共同做的需求调查，确认参与的部分" />
              <Entry to="/agreements" title="结对协议" line="待签署的和生效中的" />
              <Entry to="/orders" title="承接的点单" line="服务中的和已完成的" />
            </>
          ) : null}
          {side === 'station' ? (
            <Entry to="/station" title="本站" line="“六有”清单、站点信息、驻站社工和工作交接" />
          ) : null}
          <Entry
            to="/history"
            title="清单变化"
            line={side === 'organization' ? '本单位供给的每一次变动' : '本站点单的每一次变动'}
          />
          <Entry
            to="/imports"
            title="导入"
            line={side === 'organization' ? '把 Excel 供给清单一次录入' : '把 Excel 需求清单一次录入'}
          />
          <Entry
            to="/limits"
            title="对接限制"
            line={side === 'organization' ? '暂停对接的社工站，利益关系申报' : '暂停与某家组织对接，利益关系申报'}
          />
          <Entry to="/password" title="密码与登录" line="修改密码，查看和退出其他设备" />
          <Entry
            to="/inbox"
            title="通知"
            line={viewer.unreadNotices === 0 ? '没有未读' : `${viewer.unreadNotices} 条未读`}
          />
          <Entry to="/notice-settings" title="通知设置" line="邮件、每日汇总、免打扰时段" />
        </ul>
      </nav>
      <FaultNote fault={signOut.fault} safe="您还没有退出。" />
      <div>
        <Button
          busy={signOut.busy}
          busyWord="正在退出…"
          onClick={async () => {
            const answer = await signOut.run({});
            // A full load: nothing of this person stays in the page's memory.
            if (answer !== null) location.assign('/m/sign-in');
          }}
        >
          退出登录
        </Button>
      </div>
    </Page>
  );
}

function Entry({
  to,
  title,
  line,
}: {
  to:
    | '/offers'
    | '/organization'
    | '/organization/register'
    | '/invitations'
    | '/surveys'
    | '/agreements'
    | '/orders'
    | '/imports'
    | '/limits'
    | '/history'
    | '/inbox'
    | '/notice-settings'
    | '/station'
    | '/password';
  title: string;
  line: string;
}) {
  return (
    <li>
      <Link to={to} className="row">
        <span className="row__title">{title}</span>
        <span className="row__line">{line}</span>
      </Link>
    </li>
  );
}
