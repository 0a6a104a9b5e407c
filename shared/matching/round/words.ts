/** The round in words: why an order is left out and what would serve it, what a slot is worth, what a pin costs. */
import { formatMonthDay, type LocalDate } from '../../calendar.ts';
import type { Objective } from '../assignment/instance.ts';
import { CHECK_WORDS } from '../check.ts';
import { pointsWords } from '../explanation.ts';
import { PART_WORDS, type PartCode } from '../part-values.ts';
import { type BasisNearMiss, TIER_WORDS } from './basis.ts';
import type { PinProblem } from './pins.ts';
import type { RoundFigures, UnservedReason } from './result.ts';

export const PIN_PROBLEM_WORDS: Record<PinProblem, string> = {
  not_in_round: '该点单不在本轮，可能已被接单、正待答复邀请或不在本月，请刷新后重新指定。',
  not_eligible: '该组织尚不符合此单的条件，不能指定；可在点单页查看差哪一项。',
  forbidden: '这一对同时被排除，请先取消排除。',
  order_taken: '此单已指定给其他组织，请保留其一。',
  no_slot: '该组织没有剩余名额，不能指定；可先为其增加名额。',
};

/** @param able organizations that may serve it */
export function unservedSentence(
  reason: UnservedReason,
  able: number,
  near: number,
  objective: Objective,
  pairedOnlyUntil: LocalDate | null,
): string {
  if (reason === 'paired_only')
    return `${formatMonthDay(pairedOnlyUntil!)}前由结对组织优先，结对组织中没有能够服务的；期满后面向全部组织。`;
  if (reason === 'nobody_eligible')
    return near === 0 ? '没有组织符合全部条件。' : `没有组织符合全部条件，其中 ${near} 家只差一项。`;
  if (reason === 'hours_used') return '能服务的组织还有名额，但工时已用满；可增加工时，或指定此单。';
  if (reason === 'no_slots') return `能服务的 ${able} 家组织，本月名额都已用满。`;
  return `能服务的 ${able} 家组织，名额用在了${objective === 'total' ? '匹配分更高' : '更急或匹配分更高'}的点单上。`;
}

export function oneMoreSlotSentence(name: string): string {
  return `请${name}增加 1 场名额，即可服务此单。`;
}

export function mendSentence(name: string, townshipName: string, { check, reason, remedy }: BasisNearMiss): string {
  if (check === 'area') return `请${name}把服务区域扩大到${townshipName}，即可服务此单。`;
  if (check === 'window' || check === 'leave') return `请与${name}商定服务时间（${reason}），${remedy}后即可服务此单。`;
  return `${name}只差“${CHECK_WORDS[check]}”一项（${reason}），${remedy}，即可服务此单。`;
}

export function slotSentence(free: number, servedGain: number, scoreGain: number, objective: Objective): string {
  if (0 < free) return `还有 ${free} 场名额未用。`;
  if (0 < servedGain) return `再多 1 场名额，可多服务 ${servedGain} 单${scoreWords(scoreGain)}。`;
  if (scoreGain <= 0) return '名额已用满，再多名额也不会改进本轮。';
  const same = objective === 'total' ? '' : '，服务单数不变';
  return `再多 1 场名额${same}，总匹配分可提高 ${pointsWords(scoreGain)} 分。`;
}

/** @param lost by tier: orders served without the pin and not with it */
export function pinSentence(lost: readonly number[], servedCost: number, scoreCost: number): string {
  if (0 < servedCost) return `代价：少服务 ${servedCost} 单${scoreWords(-scoreCost)}。`;
  const tier = lost.findIndex((count) => 0 < count);
  if (tier !== -1) return `代价：少服务 ${lost[tier]} 单${TIER_WORDS[tier] ?? ''}点单，改为服务较缓的点单。`;
  if (0 < scoreCost) return `代价：总匹配分减少 ${pointsWords(scoreCost)} 分，服务单数不变。`;
  return '没有代价：不这样做，方案也不会更好。';
}

export function runnerUpSentence(
  name: string,
  margin: number,
  decisive: PartCode | null,
  a: number,
  b: number,
): string {
  if (margin < 0) return `${name}匹配分高 ${pointsWords(-margin)} 分，但其名额用在了其他点单上。`;
  if (margin === 0) return `与${name}得分相同。`;
  const part = decisive ? `，主要在“${PART_WORDS[decisive]}”（${a} 比 ${b}）` : '';
  return `领先${name} ${pointsWords(margin)} 分${part}。`;
}

function scoreWords(gain: number): string {
  if (gain === 0) return '';
  return gain < 0 ? `，总匹配分减少 ${pointsWords(-gain)} 分` : `，总匹配分增加 ${pointsWords(gain)} 分`;
}

/** `40 单中可服务 36 单，已证明没有更好的方案。` */
export function figuresSentence({ orders, served, gap }: Pick<RoundFigures, 'orders' | 'served' | 'gap'>): string {
  if (orders === 0) return '本月没有可匹配的点单。';
  const proof = gap === 0 ? '已证明没有更好的方案' : `与可能的最好方案至多相差 ${pointsWords(gap)} 分`;
  return `${orders} 单中可服务 ${served} 单，${proof}。`;
}
