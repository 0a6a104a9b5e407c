/** Figures in the cells of 月调度表: numbers typed as numbers, a doubtful one as its text with a note. */
import { formatCount, joinQualifiers, QUALIFIER_WORDS } from '@jiedui/shared/quantity.ts';
import type { CellStyle } from 'hucre';
import type { DispatchSheetLine, SheetCount } from './dispatch-columns.ts';
import type { Grid } from './sheet.ts';

/** An exact count is a number; `350 余` is text whose note gives the number behind it; null is left blank. */
export function countCell(count: SheetCount, style: CellStyle): Grid {
  if (!count) return { value: '', type: 'string', style };
  if (count.qualifier === 'exact') return { value: count.value, type: 'number', style: { ...style, numFmt: '0' } };
  const note = `填报为“${QUALIFIER_WORDS[count.qualifier]}”，数值 ${count.value}；合计时按此数值相加，并保留该说明。`;
  return {
    value: formatCount(count.value, count.qualifier),
    type: 'string',
    style,
    comment: { author: '系统', text: note },
  };
}

/** Of the published orders, the share that was confirmed; a dash when none was published. */
export function rateCell(matched: DispatchSheetLine['matched'], style: CellStyle): Grid {
  if (!matched) return { value: '', type: 'string', style };
  if (matched.published === 0) return { value: '—', type: 'string', style };
  return { value: matched.confirmed / matched.published, type: 'number', style: { ...style, numFmt: '0.0%' } };
}

/** The mean mark to one decimal, with the number of marks in the note. */
export function meanCell(mean: DispatchSheetLine['satisfaction'], style: CellStyle): Grid {
  if (!mean || mean.responses === 0) return { value: '—', type: 'string', style };
  const note = `${mean.responses} 份评价的平均分，满分 5 分。`;
  return {
    value: Math.round(mean.mean * 10) / 10,
    type: 'number',
    style: { ...style, numFmt: '0.0' },
    comment: { author: '系统', text: note },
  };
}

/** The sum of what was recorded, its doubt carried over; null when nothing was. */
export function sumOf(counts: readonly SheetCount[]): SheetCount {
  return counts.reduce<SheetCount>((sum, next) => {
    if (!sum || !next) return sum ?? next;
    return { value: sum.value + next.value, qualifier: joinQualifiers(sum.qualifier, next.qualifier) };
  }, null);
}
