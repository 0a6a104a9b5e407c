/** Why, in one line: 同镇 · 已结对 · 做过 6 次 · 本月还可接 2 场. */
import type { Check } from './check.ts';
import { capacityLeft, type OrderFacts, type ProviderFacts } from './facts.ts';
import { nearnessWords } from './score.ts';

/** For an organization that passed every check: what speaks for it, nearest reason first. */
export function fitSentence(order: OrderFacts, provider: ProviderFacts): string {
  const reasons = [nearnessWords(order, provider)];
  if (provider.pairedStationIds.includes(order.stationId)) reasons.push('已结对');
  if (0 < provider.completedWithStation) reasons.push(`做过 ${provider.completedWithStation} 次`);
  if (0 < provider.satisfactionCount) {
    const mean = (provider.satisfactionSum / provider.satisfactionCount).toFixed(1);
    reasons.push(`满意度 ${mean}（${provider.satisfactionCount} 份评价）`);
  }
  reasons.push(`本月还可接 ${capacityLeft(provider)} 场`);
  return reasons.join(' · ');
}

/** For one that may not claim: every failed check. `暂不能接单：服务区域未覆盖该乡镇；本月 4 场已接满。` */
export function unfitSentence(failed: readonly Check[]): string {
  return `暂不能接单：${failed.map((check) => check.reason).join('；')}。`;
}

/** 为什么没有推荐: what failed and what would change it. */
export function nearMissSentence(failed: readonly Check[]): string {
  const lack = failed.length === 1 ? '仅差一项' : `差 ${failed.length} 项`;
  return `${lack}：${failed.map((c) => (c.remedy ? `${c.reason}（${c.remedy}）` : c.reason)).join('；')}。`;
}
