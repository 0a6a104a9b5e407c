/** An order in numbers: what every comparison with a provider needs, worked out once. */
import { localDateOf } from '../../calendar.ts';
import { selfAndAncestors } from '../../region/region.ts';
import { meetingTypes } from '../../taxonomy/crosswalk.ts';
import type { OrderFacts } from '../facts.ts';
import { servesMinors } from '../provider-checks.ts';
import { worthOf } from '../text/fit.ts';
import type { Terms } from '../text/terms.ts';
import { dayNumber, monthNumberOf, NEVER } from './day-numbers.ts';
import { TYPE_WORDS, type Vocabulary } from './vocabulary.ts';

type Asked = Omit<OrderFacts, 'waitedDays' | 'today'>;

export interface OrderNumbers extends OrderWords {
  readonly id: string;
  readonly station: number;
  /** The areas that may cover it: its province, prefecture and county, whose offers are listed by type. */
  readonly wideAreas: readonly number[];
  /** And itself, with the township around it if it is a village: few offers each, listed whatever their type. */
  readonly narrowAreas: readonly number[];
  readonly township: number;
  readonly county: number;
  readonly prefecture: number;
  readonly place: number;
  readonly type: number;
  /** The types that meet it by the crosswalk, itself first; the same as bits. */
  readonly meeting: readonly number[];
  readonly meetingBits: Int32Array;
  readonly groups: readonly number[];
  readonly fromDay: number;
  readonly toDay: number;
  readonly fromMonth: number;
  readonly toMonth: number;
  readonly buildsCapacity: boolean;
  /** Licences that it asks for. */
  readonly licences: readonly number[];
  readonly minors: boolean;
  /** 分; -1 when no cap is set. */
  readonly budgetCapFen: number;
  /** The days on which it opens to its county and to all; NEVER when it is open at once. */
  readonly countyOn: number;
  readonly allOn: number;
  readonly mostOpen: number;
  readonly endedFrom: number;
  readonly closePercent: number;
  /** Who holds a share of it, until which day; empty for nearly every order. */
  readonly takers: readonly { readonly organizationId: string; readonly untilDay: number }[];
}

/** The words of an order, what each is worth, and what all are worth together. */
export interface OrderWords {
  readonly words: readonly number[];
  readonly worths: readonly number[];
  readonly worth: number;
}

export function orderNumbers(order: Asked, vocabulary: Vocabulary): OrderNumbers {
  const codes = selfAndAncestors(order.regionCode);
  const area = (code: string) => vocabulary.areas.number(code);
  const isWide = (code: string) => vocabulary.areas.isWide(area(code));
  const region = vocabulary.region(order.regionCode);
  const meeting = meetingTypes(order.serviceType).map((code) => vocabulary.type(code));
  const meetingBits = new Int32Array(TYPE_WORDS);
  for (const type of meeting) meetingBits[type >> 5]! |= 1 << (type & 31);
  return {
    id: order.id,
    station: vocabulary.stations.number(order.stationId),
    wideAreas: codes.filter(isWide).map(area),
    narrowAreas: codes.filter((code) => !isWide(code)).map(area),
    township: region.township,
    county: region.county,
    prefecture: region.prefecture,
    place: vocabulary.place(order.place, region),
    type: meeting[0]!,
    meeting,
    meetingBits,
    groups: order.targetGroups.map((group) => vocabulary.group(group)),
    fromDay: dayNumber(order.windowFrom),
    toDay: dayNumber(order.windowTo),
    fromMonth: monthNumberOf(order.windowFrom),
    toMonth: monthNumberOf(order.windowTo),
    buildsCapacity: order.mode === 'capacity',
    licences: order.requiredQualifications.map((code) => vocabulary.licence(code)),
    minors: servesMinors(order),
    budgetCapFen: order.budgetCapFen ?? -1,
    countyOn: order.opening === null ? NEVER : dayNumber(order.opening.countyOn),
    allOn: order.opening === null ? NEVER : dayNumber(order.opening.allOn),
    mostOpen: order.load.mostOpen,
    endedFrom: order.load.endedFrom,
    closePercent: order.load.closePercent,
    takers: (order.takers ?? []).map(({ organizationId, until }) => ({
      organizationId,
      untilDay: until === null ? Infinity : dayNumber(localDateOf(until)),
    })),
    ...orderWords(order.terms, vocabulary),
  };
}

export function orderWords(terms: Terms, vocabulary: Vocabulary): OrderWords {
  const words = [...terms.counts.keys()];
  const worths = words.map(worthOf);
  return {
    words: words.map((word) => vocabulary.words.number(word)),
    worths,
    worth: worths.reduce((sum, each) => sum + each, 0),
  };
}
