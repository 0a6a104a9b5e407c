/**
 * One row of a sheet, read by its layout: a value for each column, and for each cell that cannot stand the place, the
 * value, the reason and what to write instead. A name that is only nearly right becomes a question.
 */
import type { LocalDate } from '../../calendar.ts';
import { isUscc } from '../../identity.ts';
import { parseQuantity } from '../../quantity-text.ts';
import { covers } from '../../region/region.ts';
import { lengthOf } from '../../text.ts';
import {
  type Cell,
  codeOf,
  type DateSystem,
  dateOf,
  fenOf,
  Misread,
  textOf,
  wholeNumberOf,
  writtenDay,
} from './cell.ts';
import type { Header, SheetRow } from './header.ts';
import { columnLetter, fullHeading, type Layout, type LayoutColumn } from './layout.ts';
import { LISTS } from './lists.ts';
import { findName, type Named } from './near.ts';

/** A cell that cannot stand; `column` is null for what concerns the whole row. */
export interface CellProblem {
  readonly key: string | null;
  /** `C`, as Excel names the column. */
  readonly letter: string;
  readonly heading: string;
  readonly value: string;
  readonly reason: string;
  readonly suggestion: string;
}

/** 社堂镇：是不是“社棠镇（麦积区）”？ One question stands for every row that asks the same. */
export interface NameAsked {
  /** What the answer is kept under: column and text. */
  readonly ask: string;
  readonly letter: string;
  readonly heading: string;
  readonly value: string;
  readonly choices: readonly { readonly code: string; readonly name: string }[];
}

/** What the names of a sheet are looked up in, and who sends it. */
export interface References {
  readonly today: LocalDate;
  readonly counties: readonly Named[];
  readonly townships: readonly Named[];
  /** Townships, counties and prefectures together, for areas of service. */
  readonly places: readonly Named[];
  readonly stations: readonly Named[];
  readonly organizations: readonly (Named & { readonly uscc: string | null })[];
  readonly authorities: readonly Named[];
  /** The station or organization that sends its own list; an empty cell then means itself. */
  readonly ownStation: string | null;
  readonly ownOrganization: string | null;
  /** Answers to earlier questions: code, or '' for "none of these". */
  readonly answers: Readonly<Record<string, string>>;
}

export type Value = string | number | readonly string[] | { value: number; qualifier: string; unit: string } | null;
export type Values = Readonly<Record<string, Value>>;

export interface RowRead {
  readonly values: Values;
  readonly problems: readonly CellProblem[];
  readonly asked: readonly NameAsked[];
  /** The cells as written, in the layout's order: for the sheet of failed rows. */
  readonly written: readonly string[];
}

const TEXT_MAX = 1000;

export function readRow(
  layout: Layout,
  header: Header,
  row: SheetRow,
  system: DateSystem,
  references: References,
): RowRead {
  const values: Record<string, Value> = {};
  const problems: CellProblem[] = [];
  const asked: NameAsked[] = [];
  const cellOf = (column: LayoutColumn): Cell | null => {
    const at = header.at.get(column.key);
    return at === undefined ? null : (row.cells[at] ?? null);
  };
  for (const column of layout.columns) {
    if (column.reading === 'seq' || column.reading === 'shown') continue;
    const cell = cellOf(column);
    const place = {
      letter: columnLetter(header.at.get(column.key) ?? 0),
      heading: fullHeading(column),
      value: wordsIn(column, cell, system).trim(),
    };
    const read = readCell(column, cell, system, references, values);
    if (read instanceof Misread) {
      problems.push({ key: column.key, ...place, reason: read.reason, suggestion: read.suggestion });
      values[column.key] = null;
      continue;
    }
    if (read instanceof Asked) {
      asked.push({ ask: read.ask, ...place, value: read.value, choices: read.choices });
      values[column.key] = null;
      continue;
    }
    values[column.key] = read;
    if (column.required && isEmpty(read)) {
      problems.push({ key: column.key, ...place, reason: '没有填写', suggestion: `请填写“${place.heading}”` });
    }
  }
  const written = layout.columns.map((column) => wordsIn(column, cellOf(column), system));
  return { values, problems, asked, written };
}

/** The cell as its sender sees it, and as the sheet of failed rows gives it back. */
const wordsIn = ({ reading }: LayoutColumn, cell: Cell | null, system: DateSystem) =>
  reading === 'date' || cell?.kind === 'date' ? writtenDay(cell, system) : (cell?.text ?? '');

const isEmpty = (value: Value) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

class Asked {
  readonly ask: string;
  readonly value: string;
  readonly choices: NameAsked['choices'];
  constructor(ask: string, value: string, choices: NameAsked['choices']) {
    this.ask = ask;
    this.value = value;
    this.choices = choices;
  }
}

function readCell(
  column: LayoutColumn,
  cell: Cell | null,
  system: DateSystem,
  references: References,
  values: Values,
): Value | Misread | Asked {
  switch (column.reading) {
    case 'date':
      return dateOf(cell, system, references.today);
    case 'whole':
      return wholeNumberOf(cell);
    case 'money':
      return fenOf(cell);
    case 'code':
    case 'phone':
      return phoneOrCode(column, cell);
    case 'uscc':
      return usccOf(cell);
    default:
  }
  const text = textOf(cell);
  if (text instanceof Misread) return text;
  if (TEXT_MAX < lengthOf(text)) return new Misread(`超过 ${TEXT_MAX} 字`, '请缩短，或分成几条填写');
  if (column.reading === 'text') return text;
  if (column.reading === 'quantity') return text === '' ? null : (parseQuantity(text) ?? notAQuantity(text));
  if (column.reading === 'choices' || column.reading === 'areas') return several(column, text, references);
  if (text === '') return standIn(column, references);
  return one(column, text, among(column, references, values), references);
}

const notAQuantity = (text: string) =>
  new Misread(`“${text}”不是能识别的数量`, '请写成 35人、350余人、约60户 这样的一个数');

/** A station's own list need not name the station. */
const standIn = ({ reading }: LayoutColumn, { ownStation, ownOrganization }: References) =>
  reading === 'station' ? ownStation : reading === 'organization' ? ownOrganization : null;

function phoneOrCode({ reading }: LayoutColumn, cell: Cell | null): string | Misread {
  const written = codeOf(cell);
  if (written instanceof Misread || reading !== 'phone' || written === '') return written;
  const code = written.replaceAll('-', '');
  if (/^(?:\+?86)?1[3-9]\d{9}$/.test(code) || /^0\d{9,11}(?:转\d{1,6})?$/.test(code) || /^1\d{4}$/.test(code))
    return code;
  const lost = cell?.number !== undefined && /^[2-9]\d{8,10}$/.test(code);
  return new Misread(
    lost ? `“${code}”像是丢了开头的 0` : `“${code}”不是电话号码`,
    lost ? '请把该列设为“文本”格式，补上区号开头的 0' : '请填 11 位手机号，或带区号的座机，例如 0938-2721234',
  );
}

function usccOf(cell: Cell | null): string | Misread {
  const code = codeOf(cell);
  if (code instanceof Misread || code === '' || isUscc(code)) return code;
  if (code.length !== 18)
    return new Misread(`信用代码应为 18 位，现为 ${code.length} 位`, '请照登记证书重新录入，该列设为“文本”格式');
  const confused = /[IOSVZ]/.exec(code)?.[0];
  return confused
    ? new Misread(`信用代码中不会出现字母 ${confused}`, '请核对是否把数字 1、0、5、2 看成了字母')
    : new Misread('信用代码的校验码不对，至少有一位写错', '请照登记证书逐位核对');
}

function among({ key, reading, list }: LayoutColumn, references: References, values: Values): readonly Named[] {
  if (list !== null) {
    const inArea = list === 'serviceTypes' && typeof values['area'] === 'string' ? values['area'] : null;
    return inArea === null ? LISTS[list] : LISTS[list].filter(({ code }) => code.startsWith(inArea));
  }
  if (reading === 'county') return references.counties;
  if (reading === 'station') return references.stations;
  if (reading === 'organization') return references.organizations;
  if (reading === 'authority') return references.authorities;
  const county = values['county'];
  if (reading === 'township' && typeof county === 'string')
    return references.townships.filter(({ code }) => covers(county, code));
  return reading === 'township' ? references.townships : fail(key);
}

function fail(key: string): never {
  throw new Error(`column ${key} has nothing to be looked up in`);
}

function several(column: LayoutColumn, text: string, references: References): Value | Misread | Asked {
  const parts = text.split(/[、，,;；\n]/).map((part) => part.trim());
  const list = column.list === null ? references.places : LISTS[column.list];
  const codes: string[] = [];
  for (const part of parts) {
    if (part === '') continue;
    const code = one(column, part, list, references);
    if (typeof code !== 'string') return code;
    codes.push(code);
  }
  return [...new Set(codes)];
}

function one(
  column: LayoutColumn,
  text: string,
  list: readonly Named[],
  { answers }: References,
): string | Misread | Asked {
  const naming = findName(text, list);
  if ('found' in naming) return naming.found.code;
  const heading = fullHeading(column);
  if ('unknown' in naming) return unknownName(heading, text, list);
  const ask = `${column.key}:${text}`;
  const answer = answers[ask];
  if (answer === '') return unknownName(heading, text, list);
  const chosen = naming.near.find(({ code }) => code === answer);
  if (chosen) return chosen.code;
  const choices = naming.near.map(({ code, name, where }) => ({ code, name: where ? `${name}（${where}）` : name }));
  return new Asked(ask, text, choices);
}

function unknownName(heading: string, text: string, list: readonly Named[]): Misread {
  const few = list.length <= 8 ? `，可填：${list.map(({ name }) => name).join('、')}` : '，请从模板的下拉列表中选择';
  return new Misread(
    `“${text}”不在${heading}的名录中`,
    list.length === 0 ? '名录中还没有可选的内容，请先登记' : `请核对写法${few}`,
  );
}
