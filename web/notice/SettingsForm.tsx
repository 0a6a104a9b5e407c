/** 通知设置: the address and its code, how each kind comes by e-mail, and when nothing may ring. The same on phone and desk. */
import {
  CADENCE_WORDS,
  CADENCES,
  type Cadence,
  NOTICE_GROUP_HINTS,
  NOTICE_GROUP_WORDS,
  type NoticeGroup,
} from '@jiedui/shared/notice/notice.ts';
import { useState } from 'react';
import { useAction } from '../client.ts';
import type { NoticeSettingsPageQuery } from '../gql/graphql.ts';
import { Button } from '../kit/Button.tsx';
import type { Fault } from '../kit/fault.ts';
import { Note } from '../kit/Parts.tsx';
import { Select } from '../kit/Select.tsx';
import { TextField } from '../kit/TextField.tsx';
import { useToast } from '../kit/Toast.tsx';
import { ChangeSettings, RequestCode, VerifyCode } from './notice.documents.ts';

type Facts = NoticeSettingsPageQuery['noticeSettings'];

const OPTIONS = CADENCES.map((value) => ({ value, label: CADENCE_WORDS[value] }));

export function SettingsForm({ settings }: { settings: Facts }) {
  return (
    <>
      <EmailPart settings={settings} />
      <ChoicesPart key={settings.version ?? 0} settings={settings} />
    </>
  );
}

function FaultLine({ fault }: { fault: Fault | null }) {
  if (fault === null) return null;
  return (
    <div role="alert">
      <Note tone="late">
        {fault.title}。您填写的内容没有丢失。{fault.remedy}代码 {fault.code}
      </Note>
    </div>
  );
}

function EmailPart({ settings }: { settings: Facts }) {
  const request = useAction(RequestCode);
  const verify = useAction(VerifyCode);
  const say = useToast();
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<{ of: 'email' | 'code'; message: string } | null>(null);
  const ask = async () => {
    setProblem(null);
    const answer = await request.run({ email });
    if (answer?.__typename === 'NoticeSettings') say('验证码已发出，15 分钟内有效，请查收邮件。');
    else if (answer) setProblem({ of: 'email', message: answer.message });
  };
  const check = async () => {
    setProblem(null);
    const answer = await verify.run({ code });
    if (answer?.__typename === 'NoticeSettings') {
      setCode('');
      setEmail('');
      say('邮箱已验证，从现在起按下面的选择发送邮件。');
    } else if (answer) setProblem({ of: 'code', message: answer.message });
  };
  return (
    <section className="section notice-part" aria-labelledby="notice-email">
      <h2 id="notice-email">接收邮箱</h2>
      <p>{settings.email ? `通知发到 ${settings.email}` : '还没有验证邮箱，通知只列在站内。'}</p>
      {settings.emailIsOpen ? (
        <>
          <TextField
            label={settings.email ? '更换为' : '邮箱'}
            help="填写后会收到一封带验证码的邮件。"
            type="email"
            inputMode="email"
            autoComplete="email"
            value={email}
            onChange={setEmail}
            problem={problem?.of === 'email' ? problem.message : undefined}
          />
          <div>
            <Button busy={request.busy} busyWord="正在发送…" onClick={() => void ask()}>
              发送验证码
            </Button>
          </div>
          {settings.pendingEmail ? (
            <>
              <TextField
                label="验证码"
                help={`已发到 ${settings.pendingEmail}，6 位数字。`}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={code}
                onChange={setCode}
                problem={problem?.of === 'code' ? problem.message : undefined}
              />
              <div>
                <Button kind="primary" busy={verify.busy} busyWord="正在验证…" onClick={() => void check()}>
                  验证邮箱
                </Button>
              </div>
            </>
          ) : null}
        </>
      ) : (
        <Note tone="info">本系统还没有开通邮件，请联系系统管理员。下面的选择会保存，开通后生效。</Note>
      )}
      <FaultLine fault={request.fault ?? verify.fault} />
    </section>
  );
}

function ChoicesPart({ settings }: { settings: Facts }) {
  const change = useAction(ChangeSettings);
  const say = useToast();
  const [choices, setChoices] = useState(settings.choices);
  const [quietFrom, setQuietFrom] = useState(settings.quietFrom);
  const [quietTo, setQuietTo] = useState(settings.quietTo);
  const [refused, setRefused] = useState<string | null>(null);
  const save = async (removeEmail = false) => {
    setRefused(null);
    const answer = await change.run({
      expectedVersion: settings.version ?? null,
      choices: choices.map(({ group, cadence }) => ({ group, cadence })),
      quietFrom,
      quietTo,
      removeEmail,
    });
    if (answer?.__typename === 'NoticeSettings')
      say(
        removeEmail
          ? '已取消邮箱，通知只列在站内。'
          : `已保存：${answer.quietFrom} 至次日 ${answer.quietTo} 不打扰，紧急通知除外。`,
      );
    else if (answer) setRefused(answer.message);
  };
  const choose = (group: NoticeGroup, cadence: Cadence) =>
    setChoices((now) => now.map((choice) => (choice.group === group ? { ...choice, cadence } : choice)));
  return (
    <form
      className="section notice-part"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>每类通知怎样发邮件</h2>
      <p>站内始终列出。每日汇总在早上 8:30 发出，每周汇总在星期一早上 8:30 发出。</p>
      {choices.map(({ group, cadence }) => (
        <Select
          key={group}
          label={NOTICE_GROUP_WORDS[group]}
          help={NOTICE_GROUP_HINTS[group]}
          options={OPTIONS}
          value={cadence}
          onChange={(value) => choose(group, value as Cadence)}
        />
      ))}
      <h2>免打扰时段</h2>
      <p>这段时间里的邮件到时段结束时一并发送，紧急通知除外。起止相同则不设免打扰。</p>
      <TextField label="开始" type="time" value={quietFrom} onChange={setQuietFrom} />
      <TextField label="结束" type="time" value={quietTo} onChange={setQuietTo} />
      {refused === null ? null : (
        <div role="alert">
          <Note tone="late">{refused}</Note>
        </div>
      )}
      <FaultLine fault={change.fault} />
      <div className="notice-part__actions">
        <Button type="submit" kind="primary" busy={change.busy} busyWord="正在保存…">
          保存通知设置
        </Button>
        {settings.email ? (
          <Button busy={change.busy} onClick={() => void save(true)}>
            取消邮箱
          </Button>
        ) : null}
      </div>
    </form>
  );
}
