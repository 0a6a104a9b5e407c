/**
 * The six haves (六有): 有场地、有设备、有人员、有制度、有资金、有服务. Each has measurable content and a threshold.
 *
 *     (nothing) ──state──▶ stated ──verify──▶ verified ──(its last day passes: derived)──▶ lapsed
 *                            ▲  └──return──▶ returned
 *                            └──── state anew, from any of them ────┘
 *
 * Staff and services are read from the roster and the confirmed sessions and need nobody's word. The other four are stated
 * by the station with evidence and verified by its bureau, until a day.
 */
import { formatDay, type LocalDate } from '../calendar.ts';
import { fenWords } from '../money.ts';
import { FACILITY_KIND_WORDS, type Facility, type FacilityKind } from './station.ts';
import type { Thresholds } from './thresholds.ts';
import { isLicensed, type WorkerFields, worksOn } from './worker.ts';

export const HAVES = ['venue', 'equipment', 'staff', 'rules', 'funds', 'services'] as const;
export type Have = (typeof HAVES)[number];

export const HAVE_WORDS: Record<Have, string> = {
  venue: '有场地',
  equipment: '有设备',
  staff: '有人员',
  rules: '有制度',
  funds: '有资金',
  services: '有服务',
};

/** Read from what is recorded anyway; nobody states or verifies them. */
export const DERIVED_HAVES = ['staff', 'services'] as const satisfies Have[];
export const STATED_HAVES = ['venue', 'equipment', 'rules', 'funds'] as const satisfies Have[];
export type StatedHave = (typeof STATED_HAVES)[number];
export const isStated = (have: Have): have is StatedHave => (STATED_HAVES as readonly Have[]).includes(have);

export const HAVE_STATES = ['stated', 'verified', 'returned'] as const;
export type HaveState = (typeof HAVE_STATES)[number];

export const EQUIPMENT = ['plaque', 'locked_cabinet', 'network', 'phone', 'computer'] as const;
export type Equipment = (typeof EQUIPMENT)[number];
export const EQUIPMENT_WORDS: Record<Equipment, string> = {
  plaque: '统一标识牌匾',
  locked_cabinet: '带锁档案柜',
  network: '网络',
  phone: '电话',
  computer: '电脑',
};
/** Without these nobody finds the station, and no file is safe in it. A computer is asked, not required. */
const REQUIRED_EQUIPMENT: readonly Equipment[] = ['plaque', 'locked_cabinet', 'network', 'phone'];

export const POSTED_RULES = [
  'duty',
  'casework_filing',
  'confidentiality',
  'complaint',
  'volunteer',
  'finance',
] as const;
export type PostedRule = (typeof POSTED_RULES)[number];
export const POSTED_RULE_WORDS: Record<PostedRule, string> = {
  duty: '值班制度',
  casework_filing: '个案档案制度',
  confidentiality: '保密制度',
  complaint: '投诉处理制度',
  volunteer: '志愿者管理制度',
  finance: '财务制度',
};

/** Zones that a venue must have, whatever else it has. */
const REQUIRED_ZONES: readonly FacilityKind[] = ['reception', 'casework_room', 'archive'];

/** What a station says of equipment, rules and funds; the venue is its facilities. Absent parts are empty. */
export interface HaveContent {
  readonly equipment: readonly Equipment[];
  readonly rules: readonly PostedRule[];
  /** The budget line of that year, in 分; null when nothing was said. */
  readonly funds: { readonly year: number; readonly amountFen: number; readonly source: string } | null;
}
export const EMPTY_CONTENT: HaveContent = { equipment: [], rules: [], funds: null };

/** What the station stated, and what its bureau made of it. */
export interface HaveRecord {
  readonly item: StatedHave;
  readonly state: HaveState;
  readonly content: HaveContent;
  /** Photos and papers. */
  readonly fileCount: number;
  readonly decidedOn: LocalDate | null;
  /** Last day of a verification, inclusive. */
  readonly expiresOn: LocalDate | null;
  readonly returnReason: string | null;
}

/** Everything that the six are read from. */
export interface HaveFacts {
  readonly address: string | null;
  readonly facilities: readonly Facility[];
  readonly workers: readonly WorkerFields[];
  readonly records: readonly HaveRecord[];
  readonly services: ServiceFacts;
}

/** Of confirmed sessions that the station was served by. */
export interface ServiceFacts {
  /** In the last `service_days` days, today included. */
  readonly recent: number;
  readonly lastOn: LocalDate | null;
  readonly ever: number;
}

export type HaveStanding = 'met' | 'waiting' | 'returned' | 'lapsed' | 'short';
export const HAVE_STANDING_WORDS: Record<HaveStanding, string> = {
  met: '达标',
  waiting: '待核实',
  returned: '已退回',
  lapsed: '核实已过期',
  short: '未达标',
};

/** One of the six as it stands on a day: the word, what is measured, and each thing that is missing. */
export interface HaveView {
  readonly item: Have;
  readonly standing: HaveStanding;
  /** What there is, measured: 驻站社工 3 人，持证 2 人（66%）. */
  readonly measured: string;
  /** Empty when the threshold is met; each says what to bring up to what. */
  readonly gaps: readonly string[];
  readonly record: HaveRecord | null;
}

/** The six, in their order. */
export function havesOn(facts: HaveFacts, thresholds: Thresholds, today: LocalDate): HaveView[] {
  return HAVES.map((item) => haveOn(item, facts, thresholds, today));
}

export function haveOn(item: Have, facts: HaveFacts, thresholds: Thresholds, today: LocalDate): HaveView {
  const record = facts.records.find((each) => each.item === item) ?? null;
  const { measured, gaps } = MEASURES[item](facts, thresholds, today, record);
  return { item, measured, gaps, record, standing: standingOf(item, gaps, record, today) };
}

function standingOf(item: Have, gaps: readonly string[], record: HaveRecord | null, today: LocalDate): HaveStanding {
  if (!isStated(item)) return gaps.length === 0 ? 'met' : 'short';
  if (record?.state === 'returned') return 'returned';
  if (0 < gaps.length || record === null) return 'short';
  if (record.state === 'stated') return 'waiting';
  return record.expiresOn !== null && record.expiresOn < today ? 'lapsed' : 'met';
}

interface Measure {
  readonly measured: string;
  readonly gaps: string[];
}
type Measuring = (facts: HaveFacts, thresholds: Thresholds, today: LocalDate, record: HaveRecord | null) => Measure;

const MEASURES: Record<Have, Measuring> = {
  venue({ address, facilities }, { room_m2 }, _today, record) {
    const largest = Math.max(0, ...facilities.map(({ areaM2 }) => areaM2));
    const total = facilities.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    const zones = REQUIRED_ZONES.filter((zone) => !facilities.some(({ kind }) => kind === zone));
    return {
      measured: `${facilities.length} 处用房共 ${total} 平方米，最大一间 ${largest} 平方米`,
      gaps: [
        ...(address ? [] : ['请填写站点地址']),
        ...(largest < room_m2 ? [`最大一间用房应不少于 ${room_m2} 平方米，现为 ${largest} 平方米`] : []),
        ...(0 < zones.length ? [`还缺${zones.map((zone) => FACILITY_KIND_WORDS[zone]).join('、')}`] : []),
        ...evidence(record, '场地照片'),
      ],
    };
  },
  equipment(_facts, _thresholds, _today, record) {
    const held = record?.content.equipment ?? [];
    const missing = REQUIRED_EQUIPMENT.filter((each) => !held.includes(each));
    return {
      measured: held.length === 0 ? '还没有申报设备' : held.map((each) => EQUIPMENT_WORDS[each]).join('、'),
      gaps: [
        ...(0 < missing.length ? [`还缺${missing.map((each) => EQUIPMENT_WORDS[each]).join('、')}`] : []),
        ...evidence(record, '牌匾和设备照片'),
      ],
    };
  },
  staff({ workers }, { workers: least, licensed_percent }, today) {
    const present = workers.filter((worker) => worksOn(worker, today));
    const licensed = present.filter((worker) => isLicensed(worker, today)).length;
    // Whole numbers: 60 % of five is three, and of three is two.
    const enough = licensed_percent * present.length <= 100 * licensed;
    const percent = present.length === 0 ? 0 : Math.floor((100 * licensed) / present.length);
    return {
      measured: `驻站社工 ${present.length} 人，持证 ${licensed} 人（${percent}%）`,
      gaps: [
        ...(present.length < least ? [`驻站社工应不少于 ${least} 人，现有 ${present.length} 人`] : []),
        ...(0 < present.length && !enough ? [`持证占比应不低于 ${licensed_percent}%，现为 ${percent}%`] : []),
      ],
    };
  },
  rules(_facts, _thresholds, _today, record) {
    const posted = record?.content.rules ?? [];
    const missing = POSTED_RULES.filter((each) => !posted.includes(each));
    return {
      measured: posted.length === 0 ? '还没有申报制度' : `已上墙 ${posted.length} 项制度`,
      gaps: [
        ...(0 < missing.length ? [`还缺${missing.map((each) => POSTED_RULE_WORDS[each]).join('、')}`] : []),
        ...evidence(record, '制度上墙照片'),
      ],
    };
  },
  funds(_facts, _thresholds, today, record) {
    const funds = record?.content.funds ?? null;
    const year = Number(today.slice(0, 4));
    return {
      measured: funds ? `${funds.year} 年 ${fenWords(funds.amountFen)}，来源：${funds.source}` : '还没有申报经费',
      gaps: funds && funds.year === year && 0 < funds.amountFen ? [] : [`请填写 ${year} 年经费金额和来源`],
    };
  },
  services({ services }, { services: least, service_days }) {
    const last = services.lastOn ? `，最近一次 ${formatDay(services.lastOn)}` : '';
    return {
      measured: `近 ${service_days} 天已确认服务 ${services.recent} 场${last}`,
      gaps:
        services.recent < least
          ? [`近 ${service_days} 天应有不少于 ${least} 场经确认的服务，现有 ${services.recent} 场`]
          : [],
    };
  },
};

function evidence(record: HaveRecord | null, what: string): string[] {
  return 0 < (record?.fileCount ?? 0) ? [] : [`请上传${what}`];
}

/**
 * The last day of a verification made on `on`: funds are a year's budget line and end with the year; the rest hold for a
 * year, so that what was seen on 24 November 2026 is looked at again by 23 November 2027; on 29 February, by 28 February.
 */
export function verifiedUntil(item: StatedHave, on: LocalDate): LocalDate {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number];
  if (item === 'funds') return `${year}-12-31` as LocalDate;
  // The day before the same day of the next year; 1 March where there is none.
  return new Date(Date.UTC(year + 1, month - 1, day - 1)).toISOString().slice(0, 10) as LocalDate;
}

/** One next step for the station, the nearest thing it can do itself; null when nothing waits for it. */
export function nextStepOf(views: readonly HaveView[]): HaveView | null {
  const order: readonly HaveStanding[] = ['returned', 'lapsed', 'short'];
  for (const standing of order) {
    const found = views.find((view) => view.standing === standing);
    if (found) return found;
  }
  return null;
}
