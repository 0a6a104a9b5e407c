/** What the bureau enters for one organization, each a form at the side: rating, yearly check, lists, an edit, and its standing. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { END_CODE_WORDS, type EndCode, RELEASE_CODES } from '@jiedui/shared/claim/end-reasons.ts';
import { RATING_GRADES, ratingWords } from '@jiedui/shared/organization/organization.ts';
import {
  ANNUAL_RESULT_WORDS,
  ANNUAL_RESULTS,
  LISTS,
  REGISTRATION_STATUS_WORDS,
  REGISTRATION_STATUSES,
} from '@jiedui/shared/organization/register.ts';
import { LIST_STATUS_WORDS } from '@jiedui/shared/organization/organization.ts';
import { SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Picker } from '../../kit/Picker.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import type { Registered } from './OrganizationPage.tsx';
import {
  DeskPlaces,
  EditRegister,
  Exit,
  RecordAnnualCheck,
  RecordListing,
  RecordRating,
  RecordRemoval,
  Resume,
  Suspend,
} from '../organization/register.documents.ts';

interface FormProps {
  organization: Registered;
  onDone: () => void;
}
const targetOf = ({ id, version }: Registered) => ({ organizationId: id, expectedVersion: version });
const optionsOf = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
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

export function EditForm({ organization, onDone }: FormProps) {
  const [{ data }] = useQuery({ query: DeskPlaces });
  const places = data?.applicationPlaces ?? [];
  const [text, setText] = useState(() => ({
    name: organization.name,
    uscc: organization.uscc ?? '',
    filingNumber: organization.filingNumber ?? '',
    businessScope: organization.businessScope,
    regionCode: organization.region.code,
    sessionsPerMonth: String(organization.sessionsPerMonth),
    serviceTypes: [...organization.serviceTypes] as readonly string[],
    areaCodes: organization.areas.map(({ code }) => code) as readonly string[],
    registrationStatus: organization.registrationStatus,
    reason: '',
  }));
  const set = (change: Partial<typeof text>) => setText((now) => ({ ...now, ...change }));
  const own = { code: organization.region.code, name: organization.region.name };
  const regions = places.some(({ code }) => code === own.code) ? places : [own, ...places];
  return (
    <ActForm
      document={EditRegister}
      input={{
        ...targetOf(organization),
        ...text,
        serviceTypes: [...text.serviceTypes],
        areaCodes: [...text.areaCodes],
        sessionsPerMonth: Number(text.sessionsPerMonth) || 0,
      }}
      verb="更正登记事项"
      done="登记事项已更正。"
      onDone={onDone}
    >
      <TextField label="名称" value={text.name} onChange={(name) => set({ name })} />
      <TextField label="统一社会信用代码" optional value={text.uscc} onChange={(uscc) => set({ uscc })} />
      <TextField label="备案号" optional value={text.filingNumber} onChange={(filingNumber) => set({ filingNumber })} />
      <Select
        label="登记状态"
        options={optionsOf(REGISTRATION_STATUSES, REGISTRATION_STATUS_WORDS)}
        value={text.registrationStatus}
        onChange={(value) =>
          set({ registrationStatus: REGISTRATION_STATUSES.find((each) => each === value) ?? text.registrationStatus })
        }
      />
      <TextArea label="业务范围" value={text.businessScope} onChange={(businessScope) => set({ businessScope })} />
      <Select
        label="所在地"
        options={regions.map(({ code, name }) => ({ value: code, label: name }))}
        value={text.regionCode}
        onChange={(regionCode) => set({ regionCode })}
      />
      <Picker
        label="服务类型"
        addWord="选择服务类型"
        options={SERVICE_TYPES.map(({ code, nameZh }) => ({ id: code, name: nameZh }))}
        value={text.serviceTypes}
        onChange={(serviceTypes) => set({ serviceTypes })}
      />
      <Picker
        label="服务区域"
        addWord="选择服务区域"
        options={regions.map(({ code, name }) => ({ id: code, name }))}
        value={text.areaCodes}
        onChange={(areaCodes) => set({ areaCodes })}
      />
      <TextField
        label="每月能做几场"
        inputMode="numeric"
        value={text.sessionsPerMonth}
        onChange={(sessionsPerMonth) => set({ sessionsPerMonth })}
      />
      <TextArea
        label="更正原因"
        help="写进办理记录，该组织能看到。"
        value={text.reason}
        onChange={(reason) => set({ reason })}
      />
    </ActForm>
  );
}

/** 暂停 or 恢复. */
export function StandingForm({ organization, onDone }: FormProps) {
  const [reason, setReason] = useState('');
  const isActive = organization.state === 'active';
  return (
    <ActForm
      document={isActive ? Suspend : (Resume as unknown as typeof Suspend)}
      input={{ ...targetOf(organization), reason }}
      verb={isActive ? '暂停接单' : '恢复接单'}
      kind={isActive ? 'warn' : 'primary'}
      done={isActive ? '已暂停接单。' : '已恢复接单。'}
      onDone={onDone}
    >
      <Note tone="info">
        {isActive
          ? `暂停后不再推荐，也不能接新单；在办的 ${organization.openWork.length} 项继续办理。`
          : '恢复前会核对登记状态、年检、名录、从业人员和服务类型，缺的会列出来。'}
      </Note>
      <TextArea label="原因" help="该组织会看到。" value={reason} onChange={setReason} />
    </ActForm>
  );
}

export function ExitForm({ organization, onDone }: FormProps) {
  const [reason, setReason] = useState('');
  const [frees, setFrees] = useState(false);
  const [code, setCode] = useState<EndCode>('agreed');
  const { openWork } = organization;
  return (
    <ActForm
      document={Exit}
      input={{ ...targetOf(organization), reason, release: frees ? code : null }}
      verb="办理退出"
      kind="warn"
      done="已办理退出。"
      onDone={onDone}
    >
      <Note tone="late">退出不能恢复，要再参加须重新申请。历史记录保留。</Note>
      {openWork.length === 0 ? null : (
        <>
          <p>
            还有 {openWork.length}{' '}
            项在办事项。可以先请对方办完或移交；确需现在退出的，勾选释放：点单重新开放，邀请撤回，结对终止。
          </p>
          <label className="held__name">
            <input type="checkbox" checked={frees} onChange={() => setFrees(!frees)} />
            释放在办事项
          </label>
          {frees ? (
            <Select
              label="释放原因"
              options={RELEASE_CODES.map((value) => ({ value, label: END_CODE_WORDS[value] }))}
              value={code}
              onChange={(value) => setCode(RELEASE_CODES.find((each) => each === value) ?? 'other')}
            />
          ) : null}
        </>
      )}
      <TextArea label="退出原因" help="该组织和相关社工站会看到。" value={reason} onChange={setReason} />
    </ActForm>
  );
}
