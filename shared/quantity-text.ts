/** Reading a quantity as people write it: 近190人, 350余名, 约1300万元, １２户. */
import { joinQualifiers, type Qualifier, type Quantity, type Unit } from './quantity.ts';

const QUALIFIER_TEXTS: Readonly<Record<string, Qualifier>> = {
  约: 'about',
  大约: 'about',
  大概: 'about',
  左右: 'about',
  上下: 'about',
  近: 'nearly',
  将近: 'nearly',
  接近: 'nearly',
  余: 'over',
  多: 'over',
  超: 'over',
  超过: 'over',
  逾: 'over',
  以上: 'over',
  '+': 'over',
};

const UNIT_TEXTS: Readonly<Record<string, Unit>> = {
  人次: 'person_time',
  人: 'person',
  名: 'person',
  位: 'person',
  户: 'household',
  场次: 'session',
  场: 'session',
  小时: 'hour',
  个小时: 'hour',
  套: 'set',
  件: 'piece',
  元: 'yuan',
};

const SCALES: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 亿: 1e8 };

const PATTERN = new RegExp(
  `^(大约|大概|约|将近|接近|近|超过|超|逾)?(\\d[\\d,]*(?:\\.\\d+)?)(千|万|亿)?(余|多|\\+|左右|上下|以上)?(${Object.keys(UNIT_TEXTS).join('|')})?(左右|上下|以上)?$`,
);

/** GraphQL's Int and SQL's integer end here. */
const LARGEST = 2_147_483_647;

/**
 * The quantity in a cell or a field; full-width digits and blanks are allowed.
 *
 * @param unitIfNone the unit of a bare number, from the column's heading
 * @returns null when it is not one whole quantity: `1.10105E+17`, `12.5 人`, `若干`
 */
export function parseQuantity(text: string, unitIfNone: Unit = 'person'): Quantity | null {
  const match = PATTERN.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return null;
  const [, before, digits, scale, after, unit, last] = match;
  const value = Number((Number(digits!.replaceAll(',', '')) * (scale ? SCALES[scale]! : 1)).toFixed(6));
  if (!Number.isInteger(value) || LARGEST < value) return null;
  const qualifier = [before, after, last]
    .filter((each) => each !== undefined)
    .map((each) => QUALIFIER_TEXTS[each]!)
    .reduce<Qualifier>(joinQualifiers, 'exact');
  return { value, qualifier, unit: unit ? UNIT_TEXTS[unit]! : unitIfNone };
}
