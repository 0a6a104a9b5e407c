/** 机构档案: one organization of the register with everything the bureau holds about it, and what may be done with it. */
import { formatInstant, type LocalDate } from '@jiedui/shared/calendar.ts';
import { CORRECTION_STATE_WORDS, CORRECTION_SUBJECT_WORDS } from '@jiedui/shared/organization/correction.ts';
import {
  LIST_STATUS_WORDS,
  PROVIDER_KIND_WORDS,
  PROVIDER_STATE_WORDS,
  ratingWords,
} from '@jiedui/shared/organization/organization.ts';
import { ANNUAL_RESULT_WORDS, REGISTRATION_STATUS_WORDS } from '@jiedui/shared/organization/register.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { dateWords, momentWords } from '../../kit/format.ts';
import { Facts } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { Side } from '../shell/Side.tsx';
import { useParamsOf, WayLink } from '../shell/way.tsx';
import { ORGANIZATION_TONES } from '../organization/Register.tsx';
import { AnswerCorrection, DeskRegistered } from '../organization/register.documents.ts';
import {
  AnnualForm,
  EditForm,
  ExitForm,
  ListingForm,
  RatingForm,
  RemovalForm,
  StandingForm,
} from './RegisterForms.tsx';
import { Staff } from './StaffOfOrganization.tsx';
import '../shell/register.css';

export type Registered = NonNullable<ResultOf<typeof DeskRegistered>['registeredOrganization']>;

/** The form at the side; a removal names its listing. */
type Open = 'rating' | 'annual' | 'listing' | 'edit' | 'standing' | 'exit' | { removal: string };
const TITLES = {
  rating: '登记评估等级',
  annual: '登记年检结果',
  listing: '登记列入名录',
  edit: '更正登记事项',
  exit: '办理退出',
} as const;

export function OrganizationPage() {
  const { id } = useParamsOf<{ id: string }>();
  const [{ data, error }, again] = useQuery({ query: DeskRegistered, variables: { id } });
  const [open, setOpen] = useState<Open | null>(null);
  const read = () => {
    setOpen(null);
    again({ requestPolicy: 'network-only' });
  };
  return (
    <Answer data={data} error={error} onRetry={read} whole>
      {({ registeredOrganization: found }) =>
        found ? (
          <Page
            title={found.name}
            lead={
              <>
                <StateTag tone={ORGANIZATION_TONES[found.state]} word={PROVIDER_STATE_WORDS[found.state]} />{' '}
                {PROVIDER_KIND_WORDS[found.providerKind]} · {found.region.name}
                {found.listStatus === 'none' ? '' : ` · ${LIST_STATUS_WORDS[found.listStatus]}`}
              </>
            }
            actions={<WayLink to="/organizations">回到组织名录</WayLink>}
          >
            <Acts organization={found} onOpen={setOpen} />
            <div className="register__parts">
              <div className="side__parts">
                <Expiries organization={found} />
                <Corrections organization={found} onDone={read} />
                <Known organization={found} />
                <Entries organization={found} onOpen={setOpen} />
              </div>
              <div className="side__parts">
                <Figures organization={found} />
                <OpenWork organization={found} />
                <Staff organization={found} />
                <History organization={found} />
              </div>
            </div>
            <Side open={open !== null} onClose={() => setOpen(null)} title={open === null ? '' : titleOf(open, found)}>
              {open === null ? null : <FormFor open={open} organization={found} onDone={read} />}
            </Side>
          </Page>
        ) : (
          <main className="page" id="main">
            <Empty title="没有找到这家组织">可能不在您的管理范围。请返回组织名录查看。</Empty>
          </main>
        )
      }
    </Answer>
  );
}

function titleOf(open: Open, { state }: Registered): string {
  if (typeof open !== 'string') return '登记移出名录';
  if (open === 'standing') return state === 'active' ? '暂停接单' : '恢复接单';
  return TITLES[open];
}

function FormFor({ open, organization, onDone }: { open: Open; organization: Registered; onDone: () => void }) {
  const props = { organization, onDone };
  if (typeof open !== 'string') return <RemovalForm {...props} listingId={open.removal} />;
  const forms = {
    rating: RatingForm,
    annual: AnnualForm,
    listing: ListingForm,
    edit: EditForm,
    standing: StandingForm,
    exit: ExitForm,
  };
  const Form = forms[open];
  return <Form {...props} />;
}

function Acts({ organization, onOpen }: { organization: Registered; onOpen: (open: Open) => void }) {
  if (organization.state === 'exited') return null;
  return (
    <p className="register__acts">
      <Button onClick={() => onOpen('rating')}>登记评估等级</Button>
      <Button onClick={() => onOpen('annual')}>登记年检结果</Button>
      <Button onClick={() => onOpen('listing')}>登记列入名录</Button>
      <Button onClick={() => onOpen('edit')}>更正登记事项</Button>
      <Button kind={organization.state === 'active' ? 'warn' : 'primary'} onClick={() => onOpen('standing')}>
        {organization.state === 'active' ? '暂停接单' : '恢复接单'}
      </Button>
      <Button kind="warn" onClick={() => onOpen('exit')}>
        办理退出
      </Button>
    </p>
  );
}

function Expiries({ organization: { expiries } }: { organization: Registered }) {
  if (expiries.length === 0) return null;
  return (
    <section aria-label="到期提醒">
      <h2 className="side__title">到期提醒</h2>
      <ul className="register__list">
        {expiries.map(({ kind, what, lastOn, isExpired }, index) => (
          <li key={`${kind}${what}${lastOn}${index}`}>
            <StateTag tone={isExpired ? 'late' : 'decide'} word={isExpired ? '已到期' : '快到期'} /> {what}，最迟{' '}
            {dateWords(lastOn as LocalDate)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Known({ organization }: { organization: Registered }) {
  return (
    <section aria-label="登记事项">
      <h2 className="side__title">登记事项</h2>
      <Facts
        facts={[
          ['信用代码', organization.uscc],
          ['备案号', organization.filingNumber],
          ['登记状态', REGISTRATION_STATUS_WORDS[organization.registrationStatus]],
          ['评估等级', ratingWords(organization.ratingGrade ?? null)],
          ['业务范围', organization.businessScope],
          ['服务类型', organization.serviceTypes.map(serviceTypeWords).join('、') || '没有登记'],
          ['服务区域', organization.areas.map(({ name }) => name).join('、') || '没有登记'],
          ['每月场次', `${organization.sessionsPerMonth} 场`],
          [
            '背景核查',
            organization.backgroundCheckedOn ? `${dateWords(organization.backgroundCheckedOn)} 核查` : '没有登记',
          ],
          [
            '资质',
            organization.qualifications
              .map(({ name, validUntil }) => (validUntil ? `${name}（至 ${dateWords(validUntil)}）` : name))
              .join('、') || '没有登记',
          ],
        ]}
      />
    </section>
  );
}

function Entries({ organization, onOpen }: { organization: Registered; onOpen: (open: Open) => void }) {
  const { ratings, annualChecks, listings } = organization;
  return (
    <section aria-label="评估、年检和名录">
      <h2 className="side__title">评估、年检和名录</h2>
      <ul className="register__list">
        {ratings.map(({ id, grade, issuer, ratedOn, validUntil }) => (
          <li key={id}>
            {ratingWords(grade)}，{issuer} {dateWords(ratedOn)} 评定，有效至 {dateWords(validUntil)}
          </li>
        ))}
        {annualChecks.map(({ id, year, result }) => (
          <li key={id}>
            {year} 年度年检：{ANNUAL_RESULT_WORDS[result]}
          </li>
        ))}
        {listings.map(({ id, list, listedOn, basis, removedOn, removalBasis }) => (
          <li key={id}>
            {dateWords(listedOn)} {LIST_STATUS_WORDS[list]}（{basis}）
            {removedOn ? (
              `，${dateWords(removedOn)} 移出（${removalBasis ?? ''}）`
            ) : (
              <Button kind="plain" onClick={() => onOpen({ removal: id })}>
                登记移出
              </Button>
            )}
          </li>
        ))}
        {ratings.length + annualChecks.length + listings.length === 0 ? <li>还没有登记。</li> : null}
      </ul>
    </section>
  );
}

function Figures({ organization: { figures, sessionsPerMonth } }: { organization: Registered }) {
  if (!figures) return null;
  const { reviews, satisfaction } = figures;
  return (
    <section aria-label="履约情况">
      <h2 className="side__title">履约情况</h2>
      <Facts
        facts={[
          ['本月场次', `${figures.sessionsThisMonth} 场，能力 ${sessionsPerMonth} 场`],
          ['确认的接单', `${figures.claimsConfirmed} 单，完成 ${figures.claimsCompleted} 单`],
          ['超期未完成', `${figures.claimsOverdue} 单`],
          ['中途放弃', `${figures.claimsAtFault} 单`],
          ['已确认服务', `${figures.sessionsConfirmed} 场`],
          [
            '社工站评价',
            reviews === 0 ? '还没有' : `${reviews} 次，平均 ${(satisfaction ?? 0).toFixed(1)} 分（满分 5 分）`,
          ],
        ]}
      />
    </section>
  );
}

function OpenWork({ organization: { openWork } }: { organization: Registered }) {
  return (
    <section aria-label="在办事项">
      <h2 className="side__title">在办事项 {openWork.length} 项</h2>
      <ul className="register__list">
        {openWork.map(({ key, kindWords, title, dueAt }) => (
          <li key={key}>
            {kindWords}：{title}
            {dueAt ? `，${formatInstant(new Date(dueAt))} 到期` : ''}
          </li>
        ))}
        {openWork.length === 0 ? <li>没有在办事项。</li> : null}
      </ul>
    </section>
  );
}

function Corrections({ organization: { corrections }, onDone }: { organization: Registered; onDone: () => void }) {
  if (corrections.length === 0) return null;
  return (
    <section aria-label="更正申请">
      <h2 className="side__title">更正申请</h2>
      <ul className="register__list">
        {corrections.map((correction) => (
          <li key={correction.id}>
            <StateTag
              tone={correction.state === 'open' ? 'decide' : 'rest'}
              word={CORRECTION_STATE_WORDS[correction.state]}
            />{' '}
            {CORRECTION_SUBJECT_WORDS[correction.subject]}：{correction.text}（{momentWords(correction.requestedAt)}）
            {correction.answer ? <span className="ledger__under">答复：{correction.answer}</span> : null}
            {correction.state === 'open' ? <AnswerForm correction={correction} onDone={onDone} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AnswerForm({
  correction: { id, version },
  onDone,
}: {
  correction: Registered['corrections'][number];
  onDone: () => void;
}) {
  const [answer, setAnswer] = useState('');
  const target = { correctionId: id, expectedVersion: version, answer };
  return (
    <>
      <TextArea
        label="答复"
        help="要改登记的，先点上面的“更正登记事项”改好，再答复。"
        value={answer}
        onChange={setAnswer}
      />
      <p className="register__acts">
        <ActForm
          document={AnswerCorrection}
          input={{ ...target, corrected: true }}
          verb="答复已更正"
          done="已答复。"
          onDone={onDone}
        />
        <ActForm
          document={AnswerCorrection}
          input={{ ...target, corrected: false }}
          verb="答复不予更正"
          kind="quiet"
          done="已答复。"
          onDone={onDone}
        />
      </p>
    </>
  );
}

/** Names of registered fields, as the history names them. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: '名称',
  uscc: '信用代码',
  filingNumber: '备案号',
  businessScope: '业务范围',
  regionCode: '所在地',
  sessionsPerMonth: '每月场次',
  serviceTypes: '服务类型',
  areaCodes: '服务区域',
  registrationStatus: '登记状态',
};

function History({ organization: { history } }: { organization: Registered }) {
  return (
    <section aria-label="办理记录">
      <h2 className="side__title">办理记录</h2>
      <ul className="register__list">
        {history.map(({ key, words, changed, reason, at, byName }) => {
          const fields = changed.map((field) => FIELD_WORDS[field]).filter((word) => word !== undefined);
          return (
            <li key={key}>
              {momentWords(at)} {byName} {words}
              {fields.length === 0 ? '' : `（${fields.join('、')}）`}
              {reason ? <span className="ledger__under">原因：{reason}</span> : null}
            </li>
          );
        })}
        {history.length === 0 ? <li>还没有办理记录。</li> : null}
      </ul>
    </section>
  );
}
