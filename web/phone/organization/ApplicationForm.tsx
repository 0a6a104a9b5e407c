/** The form of an application: who you are, what you do, who answers for it. Used to apply, and to mend what was returned. */
import { checkApplication, KINDS_WITHOUT_CODE } from '@jiedui/shared/organization/application.ts';
import { PROVIDER_KIND_WORDS, PROVIDER_KINDS, type ProviderKind } from '@jiedui/shared/organization/organization.ts';
import { AREA_WORDS, SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import { useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import type { Fault } from '../../kit/fault.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { Picker } from '../../kit/Picker.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { type ApplicationText, fieldsOf } from './application.ts';

const TYPE_OPTIONS = SERVICE_TYPES.map((type) => ({ id: type.code, name: type.nameZh, note: AREA_WORDS[type.area] }));

interface FormProps {
  start: ApplicationText;
  places: readonly { code: string; name: string; isCounty: boolean }[];
  /** The place of one that was returned stays: its desk decides again. */
  placeFixed: boolean;
  verb: string;
  busy: boolean;
  fault: Fault | null;
  /** Sends it; answers with what is wrong, or null when it was taken. */
  onSend: (
    fields: ReturnType<typeof fieldsOf>,
  ) => Promise<readonly { field: string; message: string }[] | string | null>;
}

export function ApplicationForm({ start, places, placeFixed, verb, busy, fault, onSend }: FormProps) {
  const [text, setText] = useState(start);
  const [refused, setRefused] = useState<string | null>(null);
  const problems = useProblems();
  const set = (change: Partial<ApplicationText>) => {
    setText((now) => ({ ...now, ...change }));
    problems.clear(Object.keys(change));
  };
  const send = async () => {
    setRefused(null);
    const fields = fieldsOf(text);
    const checked = checkApplication(fields);
    const missing = fields.regionCode === '' ? [{ field: 'regionCode', message: '请选择所在县区' }] : [];
    const found = [...(checked instanceof Error ? checked.problems : []), ...missing];
    if (0 < found.length) return problems.show(found);
    const answer = await onSend(fields);
    if (typeof answer === 'string') setRefused(answer);
    else if (answer !== null) problems.show(answer);
  };
  const mayLackCode = KINDS_WITHOUT_CODE.includes(text.providerKind);
  return (
    <form
      className="form"
      noValidate
      ref={problems.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Select
        label="单位类别"
        options={PROVIDER_KINDS.map((value) => ({ value, label: PROVIDER_KIND_WORDS[value] }))}
        value={text.providerKind}
        onChange={(kind) => set({ providerKind: kind as ProviderKind })}
      />
      <TextField
        label="单位名称"
        help="与登记证书一致。"
        value={text.name}
        onChange={(name) => set({ name })}
        problem={problems.of('name')}
      />
      <TextField
        label="统一社会信用代码"
        optional={mayLackCode}
        help="18 位，见登记证书。全角字母和空格会自动转换。"
        autoCapitalize="characters"
        spellCheck={false}
        value={text.uscc}
        onChange={(uscc) => set({ uscc })}
        problem={problems.of('uscc')}
      />
      {mayLackCode ? (
        <TextField
          label="备案号"
          help="没有信用代码的，填写乡镇（街道）备案号。"
          value={text.filingNumber}
          onChange={(filingNumber) => set({ filingNumber })}
          problem={problems.of('filingNumber')}
        />
      ) : null}
      {placeFixed ? null : (
        <Select
          label="所在县区"
          placeholder="请选择"
          help="申请由当地民政局审核。"
          options={places.map(({ code, name }) => ({ value: code, label: name }))}
          value={text.regionCode}
          onChange={(regionCode) => set({ regionCode })}
          problem={problems.of('regionCode')}
        />
      )}
      <TextArea
        label="业务范围"
        help="照登记证书填写，500 字以内。"
        value={text.businessScope}
        onChange={(businessScope) => set({ businessScope })}
        problem={problems.of('businessScope')}
      />
      <Picker
        label="服务类型"
        addWord="选择服务类型"
        options={TYPE_OPTIONS}
        value={text.serviceTypes}
        onChange={(serviceTypes) => set({ serviceTypes })}
        problem={problems.of('serviceTypes')}
      />
      <Picker
        label="服务区域"
        addWord="选择服务区域"
        help="选县区即包括其全部乡镇。"
        options={places.map(({ code, name }) => ({ id: code, name }))}
        value={text.areaCodes}
        onChange={(areaCodes) => set({ areaCodes })}
        problem={problems.of('areaCodes')}
      />
      <TextField
        label="每月能做几场"
        inputMode="numeric"
        value={text.sessionsPerMonth}
        onChange={(sessionsPerMonth) => set({ sessionsPerMonth })}
        problem={problems.of('sessionsPerMonth')}
      />
      <TextField
        label="联络员姓名"
        help="通过后，联络员用下面的账号登录。"
        autoComplete="name"
        value={text.contactName}
        onChange={(contactName) => set({ contactName })}
        problem={problems.of('contactName')}
      />
      <TextField
        label="联络员手机"
        help="只有审核的经办人能看到，用于核实和告知初始密码。"
        inputMode="tel"
        autoComplete="tel"
        value={text.contactMobile}
        onChange={(contactMobile) => set({ contactMobile })}
        problem={problems.of('contactMobile')}
      />
      <TextField
        label="想用的账号"
        help="4 至 30 位小写字母或数字，以字母开头，例如 nuanxin。"
        autoCapitalize="none"
        spellCheck={false}
        value={text.login}
        onChange={(login) => set({ login })}
        problem={problems.of('login')}
      />
      {refused ? (
        <div role="alert">
          <Note tone="late">{refused}</Note>
        </div>
      ) : null}
      <FaultNote fault={fault} />
      <StickyAction>
        <Button type="submit" kind="primary" wide busy={busy} busyWord="正在提交…">
          {verb}
        </Button>
      </StickyAction>
    </form>
  );
}
