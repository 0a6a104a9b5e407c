/** The sign-in page, the same for the phone and the desk. Goes back to where the person was. */
import { useState, type FormEvent } from 'react';
import { graphql } from '../gql/gql.ts';
import { useAction } from '../client.ts';
import { Button } from './Button.tsx';
import { Note } from './Parts.tsx';
import { Mark } from './Mark.tsx';
import { TextField } from './TextField.tsx';
import { TypeSwitch } from './TypeSwitch.tsx';
import { clockWords } from './format.ts';
import './sign-in.css';

const SIGN_IN = graphql(/* GraphQL */ `
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      ... on SignedIn {
        viewer {
          id
        }
      }
      ... on AccountLocked {
        code
        message
        lockedUntil
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

/** A path on this site, or the fallback: a `next` that leads elsewhere is not followed. */
export function safeNext(next: string | null | undefined, fallback: string): string {
  return next && /^\/[a-z](\/|\?|$)/.test(next) ? next : fallback;
}

export function SignIn({ face, next }: { face: string; next: string }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const signIn = useAction(SIGN_IN);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (login.trim() === '' || password === '') {
      setRefused(login.trim() === '' ? '请填写账号。' : '请填写密码。');
      return;
    }
    const outcome = await signIn.run({ login: login.trim(), password });
    if (outcome === null) return;
    // A full load: nothing of whoever used this device before stays in memory.
    if (outcome.__typename === 'SignedIn') location.assign(next);
    else if (outcome.__typename === 'AccountLocked')
      setRefused(`${outcome.message}（${clockWords(outcome.lockedUntil)} 后可再试）`);
    else setRefused(outcome.message);
  };
  return (
    <main className="sign-in">
      <div className="sign-in__bar">
        <TypeSwitch />
      </div>
      <header className="sign-in__head">
        <Mark className="sign-in__mark" />
        <h1>结对</h1>
        <p>{face}</p>
      </header>
      <form className="sign-in__form" onSubmit={submit} noValidate>
        <TextField
          label="账号"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={login}
          onChange={setLogin}
        />
        <TextField
          label="密码"
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        {refused ? (
          <div role="alert">
            <Note tone="late">{refused}</Note>
          </div>
        ) : null}
        {signIn.fault ? (
          <div role="alert">
            <Note tone="late">
              {signIn.fault.title}。{signIn.fault.remedy}代码 {signIn.fault.code}
            </Note>
          </div>
        ) : null}
        <Button type="submit" kind="primary" wide busy={signIn.busy} busyWord="正在登录…">
          登录账号
        </Button>
        <p className="sign-in__help">忘记密码的，请联系所在县区的民政局重置。连续 5 次输错会暂时锁定账号。</p>
        <p className="sign-in__help">
          还没有账号的社会组织、医院、学校和企业，请先<a href="/m/apply">提交入驻申请</a>。
        </p>
      </form>
    </main>
  );
}
