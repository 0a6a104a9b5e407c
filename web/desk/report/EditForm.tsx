/** 更正登记事项 of one organization, at the side. */
import { REGISTRATION_STATUS_WORDS, REGISTRATION_STATUSES } from '@jiedui/shared/organization/register.ts';
import { SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Picker } from '../../kit/Picker.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { DeskPlaces, EditRegister } from '../organization/register.documents.ts';
import { type FormProps, targetOf, optionsOf } from './RegisterForms.tsx';

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
