/** The fields of a survey: how and when people were asked, by whom, how many, and what was found. */
import { SURVEY_METHOD_WORDS, SURVEY_METHODS, type SurveyMethod } from '@jiedui/shared/order/survey.ts';
import { FINDINGS_MAX, SURVEY_ORGANIZATIONS_MAX, VILLAGE_MAX } from '@jiedui/shared/order/limits.ts';
import { Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { usePersonalDataScan } from '../../kit/personal-data-scan.ts';
import { Picker, type Pickable } from '../../kit/Picker.tsx';
import { QuantityField } from '../../kit/QuantityField.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import type { SurveyText } from './survey.ts';

interface SurveyFieldsProps {
  text: SurveyText;
  set: (change: Partial<SurveyText>) => void;
  problemOf: (field: string) => string | undefined;
  organizations: readonly Pickable[];
}

export function SurveyFields({ text, set, problemOf, organizations }: SurveyFieldsProps) {
  const scan = usePersonalDataScan();
  return (
    <>
      <Choice
        label="调查方式"
        options={SURVEY_METHODS.map((value) => ({ value, label: SURVEY_METHOD_WORDS[value] }))}
        value={text.method}
        onChange={(method) => set({ method: method as SurveyMethod })}
        problem={problemOf('method')}
      />
      <DateField
        label="调查日期"
        max={todayInShanghai()}
        value={text.heldOn}
        onChange={(heldOn) => set({ heldOn })}
        problem={problemOf('heldOn')}
      />
      <QuantityField
        label="调查了多少"
        units={['household', 'person', 'person_time']}
        value={text.population}
        onChange={(population) => set({ population })}
        problem={problemOf('population')}
      />
      <TextArea
        label="调查发现"
        help={`看到、听到了什么，${FINDINGS_MAX} 字以内。请勿写姓名、电话、身份证号和详细住址。`}
        value={text.findings}
        onChange={(findings) => set({ findings })}
        problem={problemOf('findings')}
        spots={scan(text.findings)}
      />
      <TextField
        label="村（社区）"
        optional
        help={`${VILLAGE_MAX} 字以内，只在站内看得到。`}
        value={text.village}
        onChange={(village) => set({ village })}
        problem={problemOf('village')}
      />
      <TextField
        label="本站参加人员"
        help="多人用顿号分开。"
        value={text.workers}
        onChange={(workers) => set({ workers })}
        problem={problemOf('workers')}
      />
      <Picker
        label="共同调查的组织"
        optional
        help={`最多 ${SURVEY_ORGANIZATIONS_MAX} 家；提交后请对方确认参与。`}
        options={organizations}
        value={text.organizationIds}
        onChange={(organizationIds) => set({ organizationIds })}
        addWord="添加组织"
        problem={problemOf('organizationIds')}
      />
    </>
  );
}
