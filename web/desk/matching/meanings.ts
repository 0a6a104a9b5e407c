/** What each part of a score looks at, in a line, for who weighs it. */
import type { PartCode } from '@jiedui/shared/matching/part-values.ts';

export const PART_MEANINGS: Record<PartCode, string> = {
  type_fit: '供给的服务类型与点单是否一致，专做这一类的更高',
  group_fit: '点单的服务对象有几类在供给之内',
  travel: '同乡镇、同县区在前，路程近的在前',
  pairing: '与发单的社工站已经结对',
  satisfaction: '以往服务的满意度，评价少的向平均靠拢',
  on_time: '到期的点单按时完成了多少',
  acceptance: '接单后得到社工站确认的有多少',
  rating: '社会组织评估 3A 及以上，等级越高越靠前',
  load: '服务月份还空着多少场次',
  continuity: '在该站完成过几单',
  mix: '输血、造血中与点单同类的做过多少',
  waiting: '点单等得越久越靠前，对各家相同，不影响首推',
  text_fit: '供给与点单的描述有多少共同用语',
};
