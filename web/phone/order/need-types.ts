/** The four kinds of need as choices, each with what it means at a doorstep. Used by needs and orders. */
import type { NeedType } from '@jiedui/shared/order/order.ts';

export const NEED_TYPE_CHOICES: readonly { value: NeedType; label: string; note: string }[] = [
  { value: 'expressed', label: '表达性需求', note: '居民自己提出来、找上门来的' },
  { value: 'felt', label: '感受性需求', note: '走访时听到、看到，本人未必说出来的' },
  { value: 'normative', label: '规范性需求', note: '按政策、标准应当有而没有的' },
  { value: 'comparative', label: '比较性需求', note: '别处同样的人有，这里没有的' },
];
