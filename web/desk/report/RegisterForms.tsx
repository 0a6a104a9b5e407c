/** What the bureau enters for one organization, each a form at the side: rating, yearly check, lists. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { RATING_GRADES, ratingWords } from '@jiedui/shared/organization/organization.ts';
import { ANNUAL_RESULT_WORDS, ANNUAL_RESULTS, LISTS } from '@jiedui/shared/organization/register.ts';
import { LIST_STATUS_WORDS } from '@jiedui/shared/organization/organization.ts';
import { useState } from 'react';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import type { Registered } from './OrganizationPage.tsx';
import { RecordAnnualCheck, RecordListing, RecordRating, RecordRemoval } from '../organization/register.documents.ts';

export interface FormProps {
  organization: Registered;
  onDone: () => void;
}
export const targetOf = ({ id, version }: Registered) => ({ organizationId: id, expectedVersion: version });
export const optionsOf = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
  values.map((value) => ({ value, label: words[value] }));
/** A day that is not written yet is not sent: the button says so. */
const day = (typed: string) => typed as LocalDate;

export function RatingForm({ organization, onDone }: FormProps) {
  const [grade, setGrade] = useState('');
  const [issuer, setIssuer] = useState('');
  const [ratedOn, setRatedOn] = useState('');
  const [validUntil, setValidUntil] = useState('');
  const isWhole = grade !== '' && ratedOn !== '' && validUntil !== '';
  const input = {
    ...targetOf(organization),
    grade: Number(grade),
    issuer,
    ratedOn: day(ratedOn),
    validUntil: day(validUntil),
  };
  return (
    <ActForm
      document={RecordRating}
      input={isWhole ? input : null}
      missing="请选择等级，填写评定日期和有效期。"
      verb="登记评估等级"
      done="评估等级已登记。"
      onDone={onDone}
    >
      <Select
        label="等级"
        placeholder="请选择"
        options={RATING_GRADES.map((each) => ({ value: String(each), label: ratingWords(each) }))}
        value={grade}
        onChange={setGrade}
      />
      <TextField label="评定机关" value={issuer} onChange={setIssuer} />
      <DateField label="评定日期" max={todayInShanghai()} value={ratedOn} onChange={setRatedOn} />
      <DateField label="有效至" help="到期后不再加分，不影响接单。" value={validUntil} onChange={setValidUntil} />
    </ActForm>
  );
}

export function AnnualForm({ organization, onDone }: FormProps) {
  const last = Number(todayInShanghai().slice(0, 4)) - 1;
  const [year, setYear] = useState(String(last));
  const [result, setResult] = useState('');
  const found = ANNUAL_RESULTS.find((each) => each === result);
  return (
    <ActForm
      document={RecordAnnualCheck}
      input={found ? { ...targetOf(organization), year: Number(year), result: found } : null}
      missing="请选择年检结果。"
      verb="登记年检结果"
      done="年检结果已登记。"
      onDone={onDone}
    >
      <Select
        label="年度"
        options={Array.from({ length: 6 }, (_, i) => ({ value: String(last - i), label: `${last - i} 年度` }))}
        value={year}
        onChange={setYear}
      />
      <Select
        label="结果"
        placeholder="请选择"
        options={optionsOf(ANNUAL_RESULTS, ANNUAL_RESULT_WORDS)}
        value={result}
        onChange={setResult}
      />
    </ActForm>
  );
}

export function ListingForm({ organization, onDone }: FormProps) {
  const [list, setList] = useState('');
  const [listedOn, setListedOn] = useState('');
  const [basis, setBasis] = useState('');
  const found = LISTS.find((each) => each === list);
  return (
    <ActForm
      document={RecordListing}
      input={
        found && listedOn !== '' ? { ...targetOf(organization), list: found, listedOn: day(listedOn), basis } : null
      }
      missing="请选择名录，填写列入日期。"
      verb="登记列入名录"
      kind="warn"
      done="已登记列入名录。"
      onDone={onDone}
    >
      <Note tone="decide">登记后不再推荐，也不能接新单；在办的点单继续。</Note>
      <Select
        label="名录"
        placeholder="请选择"
        options={optionsOf(LISTS, LIST_STATUS_WORDS)}
        value={list}
        onChange={setList}
      />
      <DateField label="列入日期" max={todayInShanghai()} value={listedOn} onChange={setListedOn} />
      <TextArea label="依据" help="文号或公告。" value={basis} onChange={setBasis} />
    </ActForm>
  );
}

export function RemovalForm({ organization, listingId, onDone }: FormProps & { listingId: string }) {
  const [removedOn, setRemovedOn] = useState('');
  const [basis, setBasis] = useState('');
  return (
    <ActForm
      document={RecordRemoval}
      input={removedOn === '' ? null : { ...targetOf(organization), listingId, removedOn: day(removedOn), basis }}
      missing="请填写移出日期。"
      verb="登记移出名录"
      done="已登记移出名录。"
      onDone={onDone}
    >
      <DateField label="移出日期" max={todayInShanghai()} value={removedOn} onChange={setRemovedOn} />
      <TextArea label="依据" help="文号或公告。" value={basis} onChange={setBasis} />
    </ActForm>
  );
}
