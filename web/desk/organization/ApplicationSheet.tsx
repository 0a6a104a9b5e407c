/** One application at the side: what it says, what the machine checked, what the officer found, and the decision. */
import {
  LIST_STATUS_WORDS,
  LIST_STATUSES,
  PROVIDER_KIND_WORDS,
  PROVIDER_STATE_WORDS,
} from '@jiedui/shared/organization/organization.ts';
import {
  ANNUAL_RESULT_WORDS,
  ANNUAL_RESULTS,
  REGISTRATION_STATUS_WORDS,
  REGISTRATION_STATUSES,
} from '@jiedui/shared/organization/register.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { momentWords } from '../../kit/format.ts';
import { Facts, Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Side } from '../shell/Side.tsx';
import { Approve, DeskApplication, GiveBack, Reject, TakeUp } from './applications.documents.ts';

type Whole = NonNullable<ResultOf<typeof DeskApplication>['application']>;
const CHECK_TONES: Record<string, readonly [Tone, string]> = {
  passed: ['done', '已核'],
  failed: ['late', '不符'],
  look: ['decide', '请核对'],
};

interface SheetProps {
  id: string | undefined;
  onClose: () => void;
  onDecided: () => void;
}

export function ApplicationSheet({ id, onClose, onDecided }: SheetProps) {
  const [{ data, error, fetching }, again] = useQuery({
    query: DeskApplication,
    variables: { id: id ?? '' },
    pause: id === undefined,
  });
  const found = data?.application && data.application.id === id ? data.application : undefined;
  const refresh = () => {
    again({ requestPolicy: 'network-only' });
    onDecided();
  };
  return (
    <Side open={id !== undefined} onClose={onClose} title={found?.name ?? '入驻申请'}>
      {id === undefined ? null : data?.application === null && !fetching ? (
        <Empty title="没有找到这份申请">可能不在您的管理范围。请回到列表查看。</Empty>
      ) : (
        <Answer data={found} error={error} onRetry={refresh}>
          {(application) => <Parts key={application.id} application={application} onDecided={refresh} />}
        </Answer>
      )}
    </Side>
  );
}

function Parts({ application, onDecided }: { application: Whole; onDecided: () => void }) {
  const { state, reason } = application;
  // Kept here, above what the state shows: the page reads anew at once, and the password is told only this once.
  const [told, setTold] = useState<Told | null>(null);
  const waits = state === 'applied' || state === 'under_review';
  return (
    <div className="side__parts">
      <section aria-label="申请内容">
        <p className="side__sentence">
          {PROVIDER_KIND_WORDS[application.providerKind]} · {application.region.name} · {PROVIDER_STATE_WORDS[state]}
        </p>
        {reason ? <Note tone="decide">上次意见：{reason}</Note> : null}
        <Facts
          facts={[
            ['信用代码', application.uscc],
            ['备案号', application.filingNumber],
            ['业务范围', application.businessScope],
            ['服务类型', application.serviceTypes.map(serviceTypeWords).join('、')],
            ['服务区域', application.areas.map(({ name }) => name).join('、')],
            ['每月场次', `${application.sessionsPerMonth} 场`],
            ['联络员', `${application.contactName} ${application.contactMobile}`],
            ['账号', application.login],
            ['提交时间', momentWords(application.submittedAt)],
          ]}
        />
      </section>
      {waits && !told ? (
        <section aria-label="核对">
          <h2 className="side__title">核对</h2>
          <ul className="checks">
            {application.checks.map(({ code, outcome, words }) => {
              const [tone, word] = CHECK_TONES[outcome] ?? (['info', outcome] as const);
              return (
                <li key={code}>
                  <StateTag tone={tone} word={word} /> {words}
                </li>
              );
            })}
          </ul>
        </section>
      ) : null}
      {state === 'applied' ? <TakeUpPart application={application} onDecided={onDecided} /> : null}
      {state === 'under_review' && !told ? (
        <DecidePart application={application} onDecided={onDecided} onTold={setTold} />
      ) : null}
      {told ? (
        <ToldPart
          application={application}
          told={told}
          onDone={() => {
            setTold(null);
            onDecided();
          }}
        />
      ) : null}
    </div>
  );
}

function TakeUpPart({ application, onDecided }: { application: Whole; onDecided: () => void }) {
  const take = useAction(TakeUp);
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <section>
      <Refused words={refused ?? take.fault?.title ?? null} />
      <Button
        kind="primary"
        busy={take.busy}
        busyWord="正在受理…"
        onClick={async () => {
          const answer = await take.run({ applicationId: application.id, expectedVersion: application.version });
          if (answer === null) return;
          if (answer.__typename !== 'OrganizationApplication') setRefused(answer.message);
          onDecided();
        }}
      >
        受理申请
      </Button>
    </section>
  );
}

interface Told {
  readonly login: string;
  readonly password: string | null;
}

function ToldPart({ application, told, onDone }: { application: Whole; told: Told; onDone: () => void }) {
  return (
    <section aria-label="初始密码">
      <Note tone="info">
        已通过，账号已开通。请电话告知联络员 {application.contactName}（{application.contactMobile}
        ）。密码只显示这一次，首次登录必须改成自己的密码。
      </Note>
      <Facts
        facts={[
          ['账号', told.login],
          ['初始密码', told.password ? <b key="told">{told.password}</b> : '已经显示过，请在账号管理中重置'],
        ]}
      />
      <Button kind="primary" onClick={onDone}>
        已告知联络员
      </Button>
    </section>
  );
}

interface DecideProps {
  application: Whole;
  onDecided: () => void;
  onTold: (told: Told) => void;
}

function DecidePart({ application, onDecided, onTold }: DecideProps) {
  const [registrationStatus, setRegistration] = useState<(typeof REGISTRATION_STATUSES)[number] | ''>('');
  const [listStatus, setList] = useState<(typeof LIST_STATUSES)[number] | ''>('');
  const [annual, setAnnual] = useState<(typeof ANNUAL_RESULTS)[number] | 'none' | ''>('');
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const [approve, giveBack, reject] = [useAction(Approve), useAction(GiveBack), useAction(Reject)];
  const target = { applicationId: application.id, expectedVersion: application.version };
  const decline = async (action: typeof giveBack | typeof reject) => {
    setRefused(null);
    const answer = await (action as typeof giveBack).run({ ...target, reason });
    if (answer === null) return;
    if (answer.__typename === 'OrganizationApplication') onDecided();
    else setRefused(answer.message);
  };
  const pass = async () => {
    if (registrationStatus === '' || listStatus === '' || annual === '') {
      setRefused('请先在国家平台核对，并填写登记状态、名录和最近年检三项。');
      return;
    }
    setRefused(null);
    const answer = await approve.run({
      ...target,
      registrationStatus,
      listStatus,
      annualResult: annual === 'none' ? null : annual,
    });
    if (answer === null) return;
    if (answer.__typename === 'ApplicationApproved')
      onTold({ login: answer.application.login, password: answer.firstPassword ?? null });
    else setRefused(answer.message);
  };
  const fault = approve.fault ?? giveBack.fault ?? reject.fault;
  return (
    <section aria-label="审核决定">
      <h2 className="side__title">在国家平台核对到的情况</h2>
      <Select
        label="登记状态"
        placeholder="请选择"
        options={REGISTRATION_STATUSES.map((value) => ({ value, label: REGISTRATION_STATUS_WORDS[value] }))}
        value={registrationStatus}
        onChange={(value) => setRegistration(value as typeof registrationStatus)}
      />
      <Select
        label="名录"
        placeholder="请选择"
        options={LIST_STATUSES.map((value) => ({ value, label: LIST_STATUS_WORDS[value] }))}
        value={listStatus}
        onChange={(value) => setList(value as typeof listStatus)}
      />
      <Select
        label="最近一次应检年度的年检"
        placeholder="请选择"
        options={[
          ...ANNUAL_RESULTS.map((value) => ({ value, label: ANNUAL_RESULT_WORDS[value] })),
          { value: 'none', label: '新成立或不适用' },
        ]}
        value={annual}
        onChange={(value) => setAnnual(value as typeof annual)}
      />
      <TextArea
        label="意见"
        help="退回或不予通过时必填，对方会看到：写明哪里要改、怎么改。"
        value={reason}
        onChange={setReason}
      />
      <Refused
        words={
          refused ?? (fault ? `${fault.title}，还没有办理，您填的还在。${fault.remedy}（代码 ${fault.code}）` : null)
        }
      />
      <p className="weighing__acts">
        <Button kind="primary" busy={approve.busy} busyWord="正在开通…" onClick={() => void pass()}>
          通过并开通账号
        </Button>
        <Button busy={giveBack.busy} busyWord="正在退回…" onClick={() => void decline(giveBack)}>
          退回补正
        </Button>
        <Button kind="warn" busy={reject.busy} busyWord="正在办理…" onClick={() => void decline(reject)}>
          不予通过
        </Button>
      </p>
    </section>
  );
}

function Refused({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <div role="alert">
      <Note tone="late">{words}</Note>
    </div>
  );
}
