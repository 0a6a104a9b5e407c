/** 本组织: what the bureau holds about us, what runs out when, who works here, and what we say is wrong. */
import {
  CORRECTION_STATE_WORDS,
  CORRECTION_SUBJECT_WORDS,
  CORRECTION_SUBJECTS,
} from '@jiedui/shared/organization/correction.ts';
import {
  LIST_STATUS_WORDS,
  PROVIDER_KIND_WORDS,
  PROVIDER_STATE_WORDS,
  ratingWords,
} from '@jiedui/shared/organization/organization.ts';
import { ANNUAL_RESULT_WORDS, REGISTRATION_STATUS_WORDS } from '@jiedui/shared/organization/register.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import type { OwnRegisterQuery } from '../../gql/graphql.ts';
import { NoPermission } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { dateWords, momentWords } from '../../kit/format.ts';
import { Facts, Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { OWN_REGISTER, REQUEST_CORRECTION } from './register.ts';
import { StaffPart } from './StaffPart.tsx';

export type Own = NonNullable<OwnRegisterQuery['registeredOrganization']>;

export function RegisterPage() {
  const [, again] = useQuery({ query: OWN_REGISTER, pause: true });
  const read = () => again({ requestPolicy: 'network-only' });
  return (
    <Page title="本组织" back={{ to: '/me', word: '我的' }}>
      <Ask query={OWN_REGISTER} variables={{}} rows={6}>
        {({ registeredOrganization: own }) =>
          own ? (
            <>
              <p>
                <b>{own.name}</b>{' '}
                <StateTag
                  tone={own.state === 'active' ? 'done' : own.state === 'suspended' ? 'decide' : 'rest'}
                  word={PROVIDER_STATE_WORDS[own.state]}
                />
              </p>
              <Expiries own={own} />
              <Known own={own} />
              <StaffPart own={own} onDone={read} />
              <Corrections own={own} onDone={read} />
              <History own={own} />
            </>
          ) : (
            <NoPermission who="社会组织的联络员和负责人" />
          )
        }
      </Ask>
    </Page>
  );
}

function Expiries({ own: { expiries } }: { own: Own }) {
  return (
    <section className="section" aria-label="到期提醒">
      <h2>到期提醒</h2>
      {expiries.length === 0 ? <p>60 天内没有要到期的。</p> : null}
      <ul className="ledger">
        {expiries.map(({ what, lastOn, isExpired }, index) => (
          <li key={`${what}${lastOn}${index}`} className="row">
            <span className="row__title">
              {what} <StateTag tone={isExpired ? 'late' : 'decide'} word={isExpired ? '已到期' : '快到期'} />
            </span>
            <span className="row__line">最迟 {dateWords(lastOn)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Known({ own }: { own: Own }) {
  const listed = own.listings.filter(({ removedOn }) => !removedOn);
  return (
    <section className="section" aria-label="民政局登记的情况">
      <h2>民政局登记的情况</h2>
      {listed.map(({ id, list, listedOn, basis }) => (
        <Note key={id} tone="late">
          {dateWords(listedOn)} {LIST_STATUS_WORDS[list]}（{basis}），移出前不能接新单。
        </Note>
      ))}
      <Facts
        facts={[
          ['类别', PROVIDER_KIND_WORDS[own.providerKind]],
          ['信用代码', own.uscc],
          ['备案号', own.filingNumber],
          ['登记状态', REGISTRATION_STATUS_WORDS[own.registrationStatus]],
          ['所在地', own.region.name],
          ['评估等级', ratingWords(own.ratingGrade ?? null)],
          [
            '评估记录',
            own.ratings
              .map(({ grade, issuer, validUntil }) => `${ratingWords(grade)}（${issuer}，至 ${dateWords(validUntil)}）`)
              .join('；'),
          ],
          ['年检', own.annualChecks.map(({ year, result }) => `${year} 年度${ANNUAL_RESULT_WORDS[result]}`).join('；')],
          ['业务范围', own.businessScope],
          ['服务类型', own.serviceTypes.map(serviceTypeWords).join('、')],
          ['服务区域', own.areas.map(({ name }) => name).join('、')],
          ['每月场次', `${own.sessionsPerMonth} 场`],
        ]}
      />
    </section>
  );
}

function Corrections({ own: { corrections }, onDone }: { own: Own; onDone: () => void }) {
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const request = useAction(REQUEST_CORRECTION);
  const say = useToast();
  const send = async () => {
    const found = CORRECTION_SUBJECTS.find((each) => each === subject);
    setRefused(found ? null : '请选择哪一项不对。');
    if (!found) return;
    const answer = await request.run({ subject: found, text });
    if (answer === null) return;
    if (answer.__typename !== 'OrganizationCorrection') return setRefused(answer.message);
    setSubject('');
    setText('');
    say('更正申请已提交，民政局答复后会通知您。');
    onDone();
  };
  return (
    <section className="section" aria-label="申请更正">
      <h2>申请更正</h2>
      <ul className="ledger">
        {corrections.map((each) => (
          <li key={each.id} className="row">
            <span className="row__title">
              {CORRECTION_SUBJECT_WORDS[each.subject]}{' '}
              <StateTag tone={each.state === 'open' ? 'info' : 'rest'} word={CORRECTION_STATE_WORDS[each.state]} />
            </span>
            <span className="row__line">
              {each.text}（{momentWords(each.requestedAt)}）{each.answer ? `　答复：${each.answer}` : ''}
            </span>
          </li>
        ))}
      </ul>
      <Select
        label="哪一项不对"
        placeholder="请选择"
        options={CORRECTION_SUBJECTS.map((value) => ({ value, label: CORRECTION_SUBJECT_WORDS[value] }))}
        value={subject}
        onChange={setSubject}
      />
      <TextArea label="应当是什么" help="写明哪里不对、应是什么、依据是什么。" value={text} onChange={setText} />
      {refused ? (
        <div role="alert">
          <Note tone="late">{refused}</Note>
        </div>
      ) : null}
      <FaultNote fault={request.fault} />
      <Button busy={request.busy} busyWord="正在提交…" onClick={() => void send()}>
        提交更正申请
      </Button>
    </section>
  );
}

function History({ own: { history } }: { own: Own }) {
  if (history.length === 0) return null;
  return (
    <section className="section" aria-label="办理记录">
      <h2>办理记录</h2>
      <ul className="ledger">
        {history.map(({ key, words, reason, at }) => (
          <li key={key} className="row">
            <span className="row__title">{words}</span>
            <span className="row__line">
              {momentWords(at)}
              {reason ? `　原因：${reason}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
