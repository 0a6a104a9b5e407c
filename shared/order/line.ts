/**
 * Line (点单明细): one thing that an order asks for, and how much of it. An order without lines asks for one thing: itself.
 * A doubt about the quantity (近 190 人) is kept for reading; what is taken is counted against its value.
 */
import { type FieldProblem } from '../refusal.ts';
import type { Quantity } from '../quantity.ts';
import { serviceTypeOf } from '../taxonomy/scheme.ts';
import { lengthOf } from '../text.ts';
import { type Sharing, SEATS_MAX, SEATS_MIN } from './sharing.ts';

export interface OrderLine {
  /** From 1, as the station wrote them. */
  readonly seq: number;
  /** Null where it is that of the order. */
  readonly serviceType: string | null;
  readonly what: string;
  readonly quantity: Quantity;
  readonly note: string;
}

export const LINES_MAX = 20;
export const LINE_WHAT_MIN = 2;
export const LINE_WHAT_MAX = 40;
export const LINE_NOTE_MAX = 200;
export const LINE_QUANTITY_MAX = 100_000;

/** What an order says of how it may be taken; left out, it is taken whole by one. */
export interface Divided {
  readonly sharing?: Sharing;
  /** 1 unless the mode is joint. */
  readonly seats?: number;
  readonly lines?: readonly OrderLine[];
}

/** Why an order cannot be posted as it is divided; fields `lines.2` (from 0), `sharing`, `seats`. */
export function lineProblems({ sharing = 'exclusive', seats = 1, lines = [] }: Divided): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (sharing === 'partial' && lines.length === 0)
    problems.push({ field: 'lines', message: '“可分项承接”请至少写一项明细，写明要什么、要多少' });
  if (sharing === 'joint' && (seats < SEATS_MIN || SEATS_MAX < seats))
    problems.push({ field: 'seats', message: `共同承接的单位数应为 ${SEATS_MIN} 至 ${SEATS_MAX} 家` });
  if (LINES_MAX < lines.length) problems.push({ field: 'lines', message: `明细不超过 ${LINES_MAX} 项` });
  lines.forEach((line, i) => {
    const problem = lineProblem(line);
    if (problem !== null) problems.push({ field: `lines.${i}`, message: `第 ${i + 1} 项：${problem}` });
  });
  return problems;
}

function lineProblem({ what, quantity, note, serviceType }: OrderLine): string | null {
  const length = lengthOf(what.trim());
  if (length < LINE_WHAT_MIN || LINE_WHAT_MAX < length) return `请写明要什么，${LINE_WHAT_MIN} 至 ${LINE_WHAT_MAX} 字`;
  if (quantity.value < 1 || LINE_QUANTITY_MAX < quantity.value) return `数量应为 1 至 ${LINE_QUANTITY_MAX}`;
  if (LINE_NOTE_MAX < lengthOf(note)) return `备注不超过 ${LINE_NOTE_MAX} 字`;
  return serviceType !== null && !serviceTypeOf(serviceType) ? '请重新选择服务类型' : null;
}
