/** Step 1, 要什么: the need in the station's own words, and its type. */
import { ORDER_LEGS, ORDER_LEG_WORDS } from '@jiedui/shared/order/order.ts';
import { DESCRIPTION_MAX, TITLE_MAX } from '@jiedui/shared/order/limits.ts';
import { QUALIFICATION_CODES, qualificationWords } from '@jiedui/shared/organization/qualification.ts';
import { AREAS, AREA_WORDS, SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import { Chips, Choice } from '../../kit/Chips.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import type { StepProps } from './Wizard.tsx';

const TYPE_GROUPS = AREAS.map((area) => ({
  label: AREA_WORDS[area],
  options: SERVICE_TYPES.filter((type) => type.area === area).map((type) => ({ value: type.code, label: type.nameZh })),
}));

export function StepWhat({ text, set, problemOf, spotsOf }: StepProps) {
  return (
    <>
      <TextArea
        single
        label="需求名称"
        help={`一句话说清要做什么，${TITLE_MAX} 字以内，例如“35 位独居老人冬季入户探访”。`}
        value={text.title}
        onChange={(title) => set({ title })}
        problem={problemOf('title')}
        spots={spotsOf('title')}
      />
      <Select
        label="服务类型"
        placeholder="请选择"
        groups={TYPE_GROUPS}
        value={text.serviceType}
        onChange={(serviceType) => set({ serviceType })}
        problem={problemOf('serviceType')}
      />
      <Choice
        label="需要的帮助"
        options={ORDER_LEGS.map((value) => ({ value, label: ORDER_LEG_WORDS[value] }))}
        value={text.leg}
        onChange={(leg) => set({ leg: leg as typeof text.leg })}
        problem={problemOf('leg')}
      />
      <Choice
        label="方式"
        options={[
          { value: 'relief', label: '输血', note: '直接送去服务或物资，解当下之急' },
          { value: 'capacity', label: '造血', note: '教方法、带队伍，让本地以后自己做得来' },
        ]}
        value={text.mode}
        onChange={(mode) => set({ mode: mode as typeof text.mode })}
        problem={problemOf('mode')}
      />
      <Chips
        label="要求的资质"
        optional
        help="服务要持证的才选，例如义诊选医疗机构执业许可证；选了以后，只推荐已登记这项资质的组织。"
        options={QUALIFICATION_CODES.map((value) => ({ value, label: qualificationWords(value) }))}
        value={text.requiredQualifications}
        onChange={(requiredQualifications) => set({ requiredQualifications })}
        problem={problemOf('requiredQualifications')}
      />
      <TextArea
        label="需求说明"
        optional
        help={`背景、希望的做法、要注意的事，${DESCRIPTION_MAX} 字以内。请勿写姓名、电话、身份证号和详细住址。`}
        value={text.description}
        onChange={(description) => set({ description })}
        problem={problemOf('description')}
        spots={spotsOf('description')}
      />
    </>
  );
}
