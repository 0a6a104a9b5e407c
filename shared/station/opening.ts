/** What a bureau fills in to open a station, and what a station keeps up to date; both checked whole. */
import { isLocalDate, type LocalDate } from '../calendar.ts';
import { levelOf } from '../region/region.ts';
import type { FieldProblem } from '../refusal.ts';
import { cleanText, lengthOf } from '../text.ts';
import { StationUnsound } from './refusals.ts';
import type { Facility, StationFacts, StationTier } from './station.ts';

export const FACILITIES_MOST = 20;
const CODE = /^[A-Za-z0-9-]{2,20}$/;
const TELEPHONE = /^(1\d{10}|0\d{2,3}-?\d{7,8})$/;

export interface StationOpening {
  readonly code: string;
  readonly name: string;
  readonly tier: StationTier;
  readonly regionCode: string;
}

/** The opening as it is kept, or everything that is wrong with it. A station stands in a township, a center in a county. */
export function checkOpening(raw: StationOpening): StationOpening | StationUnsound {
  const problems: FieldProblem[] = [];
  const code = raw.code.trim();
  if (!CODE.test(code)) problems.push({ field: 'code', message: '站点编号应为 2 至 20 位字母、数字或短横线' });
  const name = cleanText(raw.name) ?? '';
  if (lengthOf(name) < 4 || 40 < lengthOf(name)) problems.push({ field: 'name', message: '站点名称应为 4 至 40 字' });
  const level = levelOf(raw.regionCode);
  const fits = {
    center: level === 'county',
    station: level === 'township',
    point: level === 'village' || level === 'township',
  };
  if (!fits[raw.tier])
    problems.push({
      field: 'regionCode',
      message: raw.tier === 'center' ? '县级社工中心请选择所在县区' : '请选择所在乡镇（街道）',
    });
  return 0 < problems.length ? new StationUnsound(problems) : { ...raw, code, name };
}

/** The facts as they are kept, or everything that is wrong with them. */
export function checkFacts(raw: StationFacts, today: LocalDate): StationFacts | StationUnsound {
  const problems: FieldProblem[] = [];
  const phone = raw.phone?.trim() || null;
  if (phone !== null && !TELEPHONE.test(phone))
    problems.push({ field: 'phone', message: '联系电话应为 11 位手机号，或带区号的固定电话，如 0938-8212345' });
  const address = cleanText(raw.address ?? '') || null;
  if (address !== null && 100 < lengthOf(address)) problems.push({ field: 'address', message: '地址最多 100 字' });
  const hours = cleanText(raw.hours) ?? '';
  if (80 < lengthOf(hours)) problems.push({ field: 'hours', message: '开放时间最多 80 字' });
  if (raw.openedOn !== null && (!isLocalDate(raw.openedOn) || today < raw.openedOn))
    problems.push({ field: 'openedOn', message: '启用日期不能晚于今天' });
  if (FACILITIES_MOST < raw.facilities.length)
    problems.push({ field: 'facilities', message: `用房最多填 ${FACILITIES_MOST} 处` });
  const facilities = raw.facilities.map((each, index) => checkFacility(each, index, problems));
  return 0 < problems.length ? new StationUnsound(problems) : { ...raw, phone, address, hours, facilities };
}

function checkFacility(raw: Facility, index: number, problems: FieldProblem[]): Facility {
  const field = `facilities.${index}`;
  const brandName = cleanText(raw.brandName) ?? '';
  if (!Number.isInteger(raw.areaM2) || raw.areaM2 < 1 || 10_000 < raw.areaM2)
    problems.push({ field, message: `第 ${index + 1} 处用房面积应为 1 至 10000 的整数平方米` });
  if (20 < lengthOf(brandName)) problems.push({ field, message: `第 ${index + 1} 处用房名称最多 20 字` });
  return { ...raw, brandName };
}
