/** The fixed lists behind dropdowns and choice columns: code and word of each value. */
import { COST_MODE_WORDS } from '../../offer/offer.ts';
import { NEED_TYPE_WORDS, ORDER_LEG_WORDS, ORDER_MODE_WORDS, URGENCY_WORDS } from '../../order/order.ts';
import { PROVIDER_KIND_WORDS, RATING_GRADES, ratingWords } from '../../organization/organization.ts';
import { QUALIFICATION_WORDS } from '../../organization/qualification.ts';
import { PAIRING_KIND_WORDS } from '../../pairing/pairing.ts';
import { STATION_STATE_WORDS } from '../../station/station.ts';
import { AREA_WORDS, SERVICE_TYPES } from '../../taxonomy/scheme.ts';
import { TARGET_GROUP_WORDS } from '../../taxonomy/target-groups.ts';
import type { ListName } from './layout.ts';
import type { Named } from './near.ts';

const named = (words: Readonly<Record<string, string>>, aliases: Readonly<Record<string, readonly string[]>> = {}) =>
  Object.entries(words).map(([code, name]): Named => ({ code, name, aliases: aliases[code] ?? [] }));

export const LISTS: Readonly<Record<ListName, readonly Named[]>> = {
  areas: named(AREA_WORDS),
  serviceTypes: SERVICE_TYPES.map(({ code, nameZh }) => ({ code, name: nameZh })),
  needTypes: named(NEED_TYPE_WORDS),
  modes: named(ORDER_MODE_WORDS),
  legs: named(ORDER_LEG_WORDS, { both: ['物资与服务', '物资、服务', '均需'] }),
  urgencies: named(URGENCY_WORDS, { normal: ['普通', '常规'], urgent: ['较急'], emergency: ['紧急', '特急'] }),
  targetGroups: named(TARGET_GROUP_WORDS),
  qualifications: named(QUALIFICATION_WORDS),
  costModes: named(COST_MODE_WORDS, { free: ['无偿', '公益免费'], purchased: ['收费', '政府购买'] }),
  providerKinds: named(PROVIDER_KIND_WORDS),
  ratings: RATING_GRADES.map((grade) => ({ code: String(grade), name: ratingWords(grade) })),
  stationStates: named(STATION_STATE_WORDS, { operating: ['运行', '运行中', '实体化运营'], plaque_hung: ['挂牌'] }),
  pairingKinds: named(PAIRING_KIND_WORDS),
  yesNo: [
    { code: 'yes', name: '是' },
    { code: 'no', name: '否' },
  ],
};
