/**
 * A cell of somebody's spreadsheet, read as a person meant it: dates as Excel keeps and as people write them, amounts,
 * whole numbers, and long numbers that Excel has eaten. Every reader returns the value or a `Misread` with its remedy.
 */
import { isLocalDate, type LocalDate } from '../../calendar.ts';
import { cleanText } from '../../text.ts';

/** As it lies in the file. `number` is the raw figure of a number or a date (a serial day). */
export interface Cell {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error';
  readonly number?: number;
}

/** Excel counts days from 1900 (Windows) or 1904 (old Macs). */
export type DateSystem = '1900' | '1904';

/** What is wrong with a cell, and what to do about it. */
export class Misread {
  readonly reason: string;
  readonly suggestion: string;
  constructor(reason: string, suggestion: string) {
    this.reason = reason;
    this.suggestion = suggestion;
  }
}

const DAY_MS = 86_400_000;

/**
 * The day of a serial number.
 *
 * In the 1900 system, day 60 is 29 February 1900, which never was (Lotus 1-2-3 counted it): days up to 59 lie one later
 * than arithmetic from 30 December 1899 says, and day 60 is no day at all.
 *
 * @returns null for what is no day: below 1, 60, or past the year 2199
 */
export function dateOfSerial(serial: number, system: DateSystem): LocalDate | null {
  const day = Math.floor(serial);
  if (system === '1904') return day < 0 ? null : shifted(Date.UTC(1904, 0, 1), day);
  if (day < 1 || day === 60) return null;
  return shifted(Date.UTC(1899, 11, day < 60 ? 31 : 30), day);
}

function shifted(epoch: number, days: number): LocalDate | null {
  const time = epoch + days * DAY_MS;
  if (!Number.isFinite(time) || 8.64e15 < time) return null;
  const text = new Date(time).toISOString().slice(0, 10);
  return isLocalDate(text) ? text : null;
}

/** The serial number of a day in the 1900 system, for writing; every day of this product lies after February 1900. */
export function serialOf(date: LocalDate): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY_MS);
}

/** The text of a cell: trimmed, without invisible marks, blanks inside left as they are; `''` for nothing. */
export function textOf(cell: Cell | null | undefined): string | Misread {
  if (!cell) return '';
  if (cell.kind === 'formula') return FORMULA;
  if (cell.kind === 'error') return new Misread(`单元格是错误值 ${cell.text}`, '请在 Excel 中改正后填入文字或数字');
  const clean = cleanText(cell.text.replace(/\r\n?/g, '\n').replace(/[\u00a0\u3000]/gu, ' '));
  if (clean === null) return new Misread('含有无法保存的字符', '请删去该单元格后重新录入');
  return clean;
}

/** Its cached value may be stale or forged, and this program does not calculate: the sender says the value. */
export const FORMULA = new Misread('单元格是公式，系统不计算公式', '请复制该列，用“选择性粘贴 → 数值”贴回原处，再上传');

/** 1 January 1950: a plain number below it was no day but `9.25` or `2026`, which Excel took for a number. */
const EARLIEST_TYPED_SERIAL = 18_264;

const THIS_YEAR_ONLY = /^(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/;
const FULL = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/;
const DIGITS = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * A day: a date cell, a serial number typed as a number, `2026年9月25日`, `2026.9.25`, `2026-09-25`, `20260925`, `9月25日`.
 *
 * @param today gives the year to a date without one: the nearest such day from half a year back
 * @returns null for an empty cell
 */
export function dateOf(
  cell: Cell | null | undefined,
  system: DateSystem,
  today: LocalDate,
): LocalDate | null | Misread {
  const text = textOf(cell);
  if (text instanceof Misread) return text;
  if (text === '') return null;
  const serial = cell && serialIn(cell);
  if (serial !== null && serial !== undefined) return dateOfSerial(serial, system) ?? notADay(text);
  // 9.25 may have been 9.25 or 9.250, and 9.3 may have been 9.30: the number does not say.
  if (cell?.number !== undefined && cell.number < EARLIEST_TYPED_SERIAL) return notADay(text);
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/(?:星期|周)[一二三四五六日天]$/, '');
  const full = FULL.exec(plain) ?? DIGITS.exec(plain);
  if (full) return dayOf(Number(full[1]), full[2]!, full[3]!) ?? notADay(text);
  const short = THIS_YEAR_ONLY.exec(plain);
  if (short) return nearest(short[1]!, short[2]!, today) ?? notADay(text);
  return notADay(text);
}

/** The serial day that a cell holds: one shown as a day, or a plain number that can be none but a day. */
function serialIn({ kind, number }: Cell): number | null {
  if (number === undefined) return null;
  return kind === 'date' || (EARLIEST_TYPED_SERIAL <= number && number < 100_000) ? number : null;
}

/** What a cell of a column of days shows to a person, and can be read again from: `2026年9月25日` for the serial 46290. */
export function writtenDay(cell: Cell | null | undefined, system: DateSystem): string {
  const serial = cell ? serialIn(cell) : null;
  const day = serial === null ? null : dateOfSerial(serial, system);
  if (day === null) return cell?.text ?? '';
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

const dayOf = (year: number, month: string, day: string): LocalDate | null => {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(text) ? text : null;
};

/** This year's day, or next year's when it lies more than half a year back: in November, 3月1日 is next March. */
function nearest(month: string, day: string, today: LocalDate): LocalDate | null {
  const year = Number(today.slice(0, 4));
  const here = dayOf(year, month, day);
  const halfYearBack = new Date(Date.parse(`${today}T00:00:00Z`) - 183 * DAY_MS).toISOString().slice(0, 10);
  return here !== null && halfYearBack <= here ? here : dayOf(year + 1, month, day);
}

const notADay = (text: string) => new Misread(`“${text}”不是能识别的日期`, '请写成 2026年9月25日 或 2026-09-25');

/** A whole number of at least 0; `12 场`, full-width digits and thousands commas are allowed. */
export function wholeNumberOf(cell: Cell | null | undefined): number | null | Misread {
  const text = textOf(cell);
  if (text instanceof Misread) return text;
  if (text === '') return null;
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,]/g, '')
    .replace(/(?:人次|人|名|位|场次|场|次|户)(?:\/?(?:每)?月)?$/, '');
  if (!/^\d{1,9}$/.test(plain)) return new Misread(`“${text}”不是整数`, '请只填一个整数，例如 12');
  return Number(plain);
}

/** An amount in 分; `免费` is 0. At most two decimals. */
export function fenOf(cell: Cell | null | undefined): number | null | Misread {
  const text = textOf(cell);
  if (text instanceof Misread) return text;
  if (text === '') return null;
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,¥￥]/g, '')
    .replace(/元(?:\/场|每场)?$/, '');
  if (plain === '免费' || plain === '无偿') return 0;
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?(万)?$/.exec(plain);
  if (!match) return new Misread(`“${text}”不是金额`, '请填数字，单位元，最多两位小数，例如 300 或 299.50');
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return match[3] ? fen * 10_000 : fen;
}

/** Excel keeps 15 digits of a number: the rest of a longer one is gone, whatever the cell shows. */
const KEPT_DIGITS = 1e15;
const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d+$/i;

/**
 * A code, as its characters: full-width made plain, blanks left out, letters capital.
 *
 * @returns `Misread` when Excel has turned it into a number and lost digits: `1.10105E+17`, or 16 digits and more
 */
export function codeOf(cell: Cell | null | undefined): string | Misread {
  const text = textOf(cell);
  if (text instanceof Misread) return text;
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (SCIENTIFIC.test(plain) || (cell?.number !== undefined && KEPT_DIGITS <= Math.abs(cell.number))) return EATEN;
  if (/^[1-9]\d{13,}0{3,}$/.test(plain) && 17 <= plain.length) return EATEN;
  return plain;
}

const EATEN = new Misread(
  'Excel 把长号码当成了数字，后几位已经变成 0 或科学计数，不能从表中恢复',
  '请先把该列设为“文本”格式，再照原件重新录入完整号码',
);
