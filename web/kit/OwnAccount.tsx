/** The own password and where this account is signed in: the same part on the phone and on the desk. */
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../client.ts';
import { graphql } from '../gql/gql.ts';
import { ErrorState, Loading } from './Blank.tsx';
import { Button } from './Button.tsx';
import { type Fault, faultOf } from './fault.ts';
import { momentWords } from './format.ts';
import { Note } from './Parts.tsx';
import { TextField } from './TextField.tsx';
import { useToast } from './Toast.tsx';

const OWN_SESSIONS = graphql(/* GraphQL */ `
  query OwnSessions {
    viewer {
      id
      mustChangePassword
      sessions {
        key
        createdAt
        seenAt
        isThis
      }
    }
  }
`);
const CHANGE_PASSWORD = graphql(/* GraphQL */ `
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      ... on OwnAccountChanged {
        changed
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
const END_OTHERS = graphql(/* GraphQL */ `
  mutation EndOtherSessions($input: EndOtherSessionsInput!) {
    endOtherSessions(input: $input) {
      changed
    }
  }
`);

/** @param onChanged the password is changed, and whoever had to may go on */
export function OwnAccount({ onChanged }: { onChanged?: () => void }) {
  const [{ data, error }, again] = useQuery({ query: OWN_SESSIONS });
  const end = useAction(END_OTHERS);
  const say = useToast();
  const read = () => again({ requestPolicy: 'network-only' });
  if (error && !data) return <ErrorState fault={faultOf(error)} onRetry={read} />;
  if (!data?.viewer) return <Loading rows={3} />;
  const { mustChangePassword, sessions } = data.viewer;
  return (
    <>
      {mustChangePassword ? <Note tone="decide">现在用的是别人告知的初始密码，请先改成自己的密码。</Note> : null}
      <ChangeForm onChanged={onChanged ?? read} />
      <section className="section" aria-label="登录情况">
        <h2>正在登录的设备</h2>
        <ul className="ledger">
          {sessions.map(({ key, createdAt, seenAt, isThis }) => (
            <li key={key} className="row">
              <span className="row__title">{isThis ? '这台设备' : '另一台设备'}</span>
              <span className="row__line">
                {momentWords(createdAt)} 登录，最近使用 {momentWords(seenAt)}
              </span>
            </li>
          ))}
        </ul>
        {1 < sessions.length ? (
          <Button
            busy={end.busy}
            busyWord="正在退出…"
            onClick={async () => {
              if ((await end.run({})) === null) return;
              say('其他设备已退出登录。');
              read();
            }}
          >
            退出其他设备
          </Button>
        ) : null}
        <Failed fault={end.fault} safe="其他设备还没有退出。" />
      </section>
    </>
  );
}

function Failed({ fault, safe }: { fault: Fault | null; safe: string }) {
  if (fault === null) return null;
  return (
    <div role="alert">
      <Note tone="late">
        {fault.title}，{safe}
        {fault.remedy}代码 {fault.code}
      </Note>
    </div>
  );
}

function ChangeForm({ onChanged }: { onChanged: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const change = useAction(CHANGE_PASSWORD);
  const say = useToast();
  const send = async () => {
    setRefused(null);
    if (next !== again) return setRefused('两次输入的新密码不一致，请重新输入。');
    const answer = await change.run({ current, next });
    if (answer === null) return;
    if (answer.__typename !== 'OwnAccountChanged') return setRefused(answer.message);
    setCurrent('');
    setNext('');
    setAgain('');
    say('密码已修改，其他设备已退出登录。');
    onChanged();
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label="当前密码"
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
      />
      <TextField
        label="新密码"
        type="password"
        autoComplete="new-password"
        help="10 位以上，含字母、数字、符号中的两种。"
        value={next}
        onChange={setNext}
      />
      <TextField label="再输一次新密码" type="password" autoComplete="new-password" value={again} onChange={setAgain} />
      {refused ? (
        <div role="alert">
          <Note tone="late">{refused}</Note>
        </div>
      ) : null}
      <Failed fault={change.fault} safe="密码没有修改。" />
      <Button type="submit" kind="primary" wide busy={change.busy} busyWord="正在修改…">
        修改密码
      </Button>
    </form>
  );
}
