/** Step 2, 为谁: the groups, how many, and how the need was found. */
import { TARGET_GROUPS_MAX } from '@jiedui/shared/order/limits.ts';
import type { NeedType } from '@jiedui/shared/order/order.ts';
import { Choice } from '../../kit/Chips.tsx';
import { QuantityField } from '../../kit/QuantityField.tsx';
import { TargetGroups } from '../taxonomy/TargetGroups.tsx';
import { NEED_TYPE_CHOICES } from './need-types.ts';
import type { StepProps } from './Wizard.tsx';

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
        options={NEED_TYPE_CHOICES}
        value={text.needType}
        onChange={(needType) => set({ needType: needType as NeedType })}
        problem={problemOf('needType')}
      />
    </>
  );
}
