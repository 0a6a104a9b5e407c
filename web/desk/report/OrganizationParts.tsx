/** What the register holds of one organization, on the desk: what runs out, particulars, entries, and what was done. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { LIST_STATUS_WORDS, ratingWords } from '@jiedui/shared/organization/organization.ts';
import { ANNUAL_RESULT_WORDS, REGISTRATION_STATUS_WORDS } from '@jiedui/shared/organization/register.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { Button } from '../../kit/Button.tsx';
import { dateWords, momentWords } from '../../kit/format.ts';
import { Facts } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { WayLink } from '../shell/way.tsx';
import type { Registered, Open } from './OrganizationPage.tsx';

export function Expiries({ organization: { expiries } }: { organization: Registered }) {
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

export function Known({ organization }: { organization: Registered }) {
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
            '承接的社工站',
            organization.operates.length === 0 ? null : <Operates key="o" stations={organization.operates} />,
          ],
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

function Operates({ stations }: { stations: Registered['operates'] }) {
  return stations.map(({ id, name }, index) => (
    <span key={id}>
      {index === 0 ? '' : '、'}
      <WayLink to="/stations/$id" params={{ id }}>
        {name}
      </WayLink>
    </span>
  ));
}

export function Entries({ organization, onOpen }: { organization: Registered; onOpen: (open: Open) => void }) {
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

export function History({ organization: { history } }: { organization: Registered }) {
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
