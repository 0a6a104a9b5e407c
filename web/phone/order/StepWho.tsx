/** Step 2, 为谁: the groups, how many, and how the need was found. */
import { TARGET_GROUPS_MAX } from '@jiedui/shared/order/posting.ts';
import type { NeedType } from '@jiedui/shared/order/order.ts';
import { Choice } from '../../kit/Chips.tsx';
import { QuantityField } from '../../kit/QuantityField.tsx';
import { TargetGroups } from '../taxonomy/TargetGroups.tsx';
import type { StepProps } from './Wizard.tsx';

const NEED_TYPES: readonly { value: NeedType; label: string; note: string }[] = [
  { value: 'expressed', label: '表达性需求', note: '居民自己提出来、找上门来的' },
  { value: 'felt', label: '感受性需求', note: '走访时听到、看到，本人未必说出来的' },
  { value: 'normative', label: '规范性需求', note: '按政策、标准应当有而没有的' },
  { value: 'comparative', label: '比较性需求', note: '别处同样的人有，这里没有的' },
];

export function StepWho({ text, set, problemOf }: StepProps) {
  return (
    <>
      <TargetGroups
        help={`最多 ${TARGET_GROUPS_MAX} 类。`}
        value={text.targetGroups}
        onChange={(targetGroups) => set({ targetGroups })}
        problem={problemOf('targetGroups')}
      />
      <QuantityField
        label="预计数量"
        help="数不准的请如实选“约”“近”或“余”，不必凑整。"
        units={['person', 'person_time', 'household', 'session', 'set', 'piece']}
        value={text.headcount}
        onChange={(headcount) => set({ headcount })}
        problem={problemOf('headcount')}
      />
      <Choice
        label="这个需求是怎么来的"
        options={NEED_TYPES}
        value={text.needType}
        onChange={(needType) => set({ needType: needType as NeedType })}
        problem={problemOf('needType')}
      />
    </>
  );
}
