/** Why, in one line: 同镇 · 已结对 · 做过 6 次 · 12月还可接 2 场. */
import type { Check } from './check.ts';
import type { OrderFacts, ProviderFacts } from './facts.ts';
import { capacityWords, isPaired, nearnessWords, satisfactionWords } from './parts.ts';

/** For an organization that passed every check: what speaks for it, nearest reason first. */
export function fitSentence(order: OrderFacts, provider: ProviderFacts): string {
  const reasons = [nearnessWords(order, provider)];
  if (isPaired(order, provider)) reasons.push('已结对');
  if (0 < provider.completedWithStation) reasons.push(`做过 ${provider.completedWithStation} 次`);
  if (0 < provider.satisfactionCount) reasons.push(satisfactionWords(provider));
  reasons.push(capacityWords(order, provider));
  return reasons.join(' · ');
}

/** For one that may not claim: every failed check. `暂不能接单：服务区域未覆盖该乡镇；12月 4 场已接满。` */
export function unfitSentence(failed: readonly Check[]): string {
  return `暂不能接单：${failed.map((check) => check.reason).join('；')}。`;
}

/**
 * 为什么没有推荐: what failed, what would change it, and where it would then stand.
 *
 * @param wouldRank its place among the recommended once every failed check is mended; 1 is first
 */
export function nearMissSentence(failed: readonly Check[], wouldRank: number): string {
  const lack = failed.length === 1 ? '仅差一项' : `差 ${failed.length} 项`;
  const reasons = failed.map((c) => (c.remedy ? `${c.reason}（${c.remedy}）` : c.reason)).join('；');
  return `${lack}：${reasons}。补齐后可排第 ${wouldRank} 位。`;
}
