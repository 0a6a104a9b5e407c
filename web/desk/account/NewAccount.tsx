/** 开通账号 for somebody of one unit; the first password is told here, once. */
import { useState } from 'react';
import { Facts, Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { OpenAccount } from './accounts.documents.ts';
import { roleOptions, rolesOf, unitChosen, useUnitGroups } from './units.ts';

export interface Told {
  readonly login: string;
  readonly password: string | null;
}
export const toldBy = (answer: object): Told => {
  const { account, firstPassword } = answer as { account: { login: string }; firstPassword?: string | null };
  return { login: account.login, password: firstPassword ?? null };
};

export function NewAccount({ onDone }: { onDone: () => void }) {
  const groups = useUnitGroups();
  const [unit, setUnit] = useState('');
  const [role, setRole] = useState('');
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [told, setTold] = useState<Told | null>(null);
  const chosen = unitChosen(unit);
  const found = rolesOf(chosen?.side).find((each) => each === role);
  if (told) return <Once told={told} />;
  return (
    <ActForm
      document={OpenAccount}
      input={chosen && found ? { ...chosen.input, name, login, roles: [found] } : null}
      missing="请选择单位和角色。"
      verb="开通账号"
      kind="primary"
      done="账号已开通。"
      onDone={(answer) => {
        setTold(toldBy(answer));
        onDone();
      }}
    >
      <Select label="单位" placeholder="请选择" groups={groups} value={unit} onChange={setUnit} />
      <Select
        label="角色"
        placeholder={chosen ? '请选择' : '先选单位'}
        options={roleOptions(chosen?.side)}
        value={role}
        onChange={setRole}
      />
      <TextField label="姓名" value={name} onChange={setName} />
      <TextField
        label="账号"
        help="4 至 30 位小写字母、数字或 . _ -，以字母开头。"
        autoCapitalize="none"
        spellCheck={false}
        value={login}
        onChange={setLogin}
      />
    </ActForm>
  );
}

/** A password that is shown this once. */
export function Once({ told: { login, password } }: { told: Told }) {
  return (
    <section aria-label="初始密码">
      <Note tone="info">请当面或电话告知本人。密码只显示这一次，首次登录必须改成自己的密码。</Note>
      <Facts
        facts={[
          ['账号', login],
          ['初始密码', password ? <b key="told">{password}</b> : '已经显示过，请重置密码'],
        ]}
      />
    </section>
  );
}
