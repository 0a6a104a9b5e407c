/** One account at the side: its roles, each of which may end; another role; a new password; 停用 and 恢复. */
import { ROLE_WORDS } from '@jiedui/shared/account/role.ts';
import { useState } from 'react';
import { Facts, Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { Side } from '../shell/Side.tsx';
import { ResetPassword, SetOpen, SetRole } from './accounts.documents.ts';
import { Once, type Told, toldBy } from './NewAccount.tsx';
import { type Kept, roleOptions, rolesOf, unitOf, unitChosen, useUnitGroups } from './units.ts';

interface SheetProps {
  account: Kept | undefined;
  onClose: () => void;
  onDone: () => void;
}

export function AccountSheet({ account, onClose, onDone }: SheetProps) {
  return (
    <Side open={account !== undefined} onClose={onClose} title={account?.name ?? '账号'}>
      {account ? <Parts key={account.id} account={account} onDone={onDone} /> : null}
    </Side>
  );
}

function Parts({ account, onDone }: { account: Kept; onDone: () => void }) {
  const [told, setTold] = useState<Told | null>(null);
  const [reason, setReason] = useState('');
  const { id, login, isOpen, mustChangePassword, roles } = account;
  return (
    <div className="side__parts">
      <Facts
        facts={[
          ['账号', login],
          ['状态', isOpen ? (mustChangePassword ? '使用中，还没改初始密码' : '使用中') : '已停用'],
        ]}
      />
      <section aria-label="密码">
        <h2 className="side__title">密码</h2>
        {told ? (
          <Once told={told} />
        ) : (
          <ActForm
            document={ResetPassword}
            input={{ accountId: id }}
            verb="重置密码"
            kind="quiet"
            done="密码已重置，对方需要重新登录。"
            onDone={(answer) => {
              setTold(toldBy(answer));
              onDone();
            }}
          />
        )}
      </section>
      <section aria-label="角色">
        <h2 className="side__title">角色</h2>
        <TextArea label="办理原因" help="增加或结束角色、停用或恢复账号时填写。" value={reason} onChange={setReason} />
        <ul className="register__list">
          {roles.map((grant) => (
            <li key={`${grant.role}${unitOf(grant)?.id}`}>
              {unitOf(grant)?.name} · {ROLE_WORDS[grant.role]}
              <ActForm
                document={SetRole}
                input={{
                  accountId: id,
                  role: grant.role,
                  stationId: grant.station?.id ?? null,
                  organizationId: grant.organization?.id ?? null,
                  authorityId: grant.authority?.id ?? null,
                  held: false,
                  reason,
                }}
                verb={`结束${ROLE_WORDS[grant.role]}角色`}
                kind="quiet"
                done="角色到今天为止。"
                onDone={onDone}
              />
            </li>
          ))}
        </ul>
        <GiveRole accountId={id} reason={reason} onDone={onDone} />
      </section>
      <section aria-label="停用">
        <h2 className="side__title">{isOpen ? '停用' : '恢复'}</h2>
        <Note tone="info">{isOpen ? '停用后立即退出所有设备，不能再登录；记录保留。' : '恢复后可用原密码登录。'}</Note>
        <ActForm
          document={SetOpen}
          input={{ accountId: id, open: !isOpen, reason }}
          verb={isOpen ? '停用账号' : '恢复账号'}
          kind={isOpen ? 'warn' : 'primary'}
          done={isOpen ? '账号已停用。' : '账号已恢复。'}
          onDone={onDone}
        />
      </section>
    </div>
  );
}

function GiveRole({ accountId, reason, onDone }: { accountId: string; reason: string; onDone: () => void }) {
  const groups = useUnitGroups();
  const [unit, setUnit] = useState('');
  const [role, setRole] = useState('');
  const chosen = unitChosen(unit);
  const found = rolesOf(chosen?.side).find((each) => each === role);
  return (
    <ActForm
      document={SetRole}
      input={chosen && found ? { ...chosen.input, accountId, role: found, held: true, reason } : null}
      missing="请选择单位和角色。"
      verb="增加角色"
      kind="quiet"
      done="角色已增加，今天起有效。"
      onDone={onDone}
    >
      <Select label="单位" placeholder="请选择" groups={groups} value={unit} onChange={setUnit} />
      <Select
        label="角色"
        placeholder={chosen ? '请选择' : '先选单位'}
        options={roleOptions(chosen?.side)}
        value={role}
        onChange={setRole}
      />
    </ActForm>
  );
}
