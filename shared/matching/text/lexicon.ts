/**
 * The words of the field: what a station calls 入户 another calls 上门, and both mean one thing. Made of the taxonomy's
 * own words and of the synonyms below. Matching looks for the longest of them first and counts the concept, not the spelling.
 */
import { SERVICE_TYPES } from '../../taxonomy/scheme.ts';
import { TARGET_GROUP_WORDS } from '../../taxonomy/target-groups.ts';

/** Each line: a concept, then the other spellings that mean it. */
const SYNONYMS = `
老人 老年人 长者 老年 为老 助老 敬老 高龄
独居 独居老人 独居长者 孤寡
空巢 空巢老人
留守老人
失能 失能老人 半失能 卧床
入户 上门 探访 走访 敲门 入户探访 上门探访 入户走访 探望
居家安全 用电用气 防滑 适老化 适老化改造 安全隐患
义诊 体检 诊疗 看病 血压 血糖 测血压 健康检查
健康 保健 养生 慢性病 健康知识
推拿 按摩 理疗 艾灸 针灸 中医
用药 合理用药 用药指导
助餐 送餐 代买 配餐 老年餐
照料 生活照料 陪护 照护 护理
照护者 照顾者 家庭照护者
心理 心理疏导 心理慰藉 精神慰藉 情绪 情绪疏导 心理健康 心理咨询 疏导
危机干预 自杀干预
助残 残疾 残疾人 残障 肢体残疾 阳光助残
精神障碍 精神康复 精神障碍患者
康复 康复训练 功能锻炼
儿童 少儿 未成年人 孩子 小朋友 青少年
留守儿童
困境儿童 事实无人抚养 孤儿
课业 学业辅导 作业辅导 功课 补习 课后辅导
亲子 亲子活动 家庭教育 亲子关系
安全教育 自我保护 防溺水 防性侵 防欺凌 交通安全
低保 低保家庭 特困 困难家庭 困难群众 低收入
慰问 送温暖 慰问品 物资 爱心物资 款物
政策 政策宣传 政策咨询 申办 代办
就业 技能培训 就业培训 手工 创业
反诈 防诈骗 防骗 反诈骗
移风易俗 文明 文明实践
议事 协商 议事协商
调解 矛盾 纠纷 信访
婚姻 婚姻家庭 夫妻
志愿 志愿者 志愿服务 志愿队 志愿服务队
邻里 互助 邻里守望
培训 讲座 课程 辅导课
督导 专业督导
考前辅导 社工考试 社会工作者考试 考试辅导 辅导资料
社工 社会工作者 社工人才
档案 建档 一人一档 摸底 排查
理发 义剪
节日 端午 重阳 中秋 春节 母亲节 六一
流浪 乞讨 返乡
妇女 留守妇女 单亲母亲
退役军人 老兵
`;

/** A narrow concept says the broad one too: who visits 独居老人 visits 老人. */
const BROADER: Readonly<Record<string, string>> = {
  独居: '老人',
  空巢: '老人',
  留守老人: '老人',
  失能: '老人',
  留守儿童: '儿童',
  困境儿童: '儿童',
  残疾儿童: '儿童',
};

/** Worth of a concept of the field, where an ordinary word is worth 1. */
export const CONCEPT_WORTH = 5;

const CONCEPTS = new Map<string, string>();
for (const name of [...SERVICE_TYPES.map((type) => type.nameZh), ...Object.values(TARGET_GROUP_WORDS)]) {
  for (const phrase of name.split(/[与和及、（）\s]+/)) if (2 <= phrase.length) CONCEPTS.set(phrase, phrase);
}
// After the taxonomy, because a synonym says more: 独居老人 means 独居.
for (const line of SYNONYMS.trim().split('\n')) {
  const [concept = '', ...spellings] = line.split(' ');
  for (const spelling of [concept, ...spellings]) CONCEPTS.set(spelling, concept);
}

/** Spellings by their first character, longest first. */
const BY_FIRST = new Map<string, string[]>();
for (const spelling of CONCEPTS.keys()) {
  const first = spelling.charAt(0);
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), spelling]);
}
for (const spellings of BY_FIRST.values()) spellings.sort((a, b) => b.length - a.length);

/** The concept of the longest spelling that starts at `at`, and its length; null when none does. */
export function conceptAt(text: string, at: number): { readonly concept: string; readonly length: number } | null {
  for (const spelling of BY_FIRST.get(text.charAt(at)) ?? []) {
    const concept = CONCEPTS.get(spelling);
    if (concept !== undefined && text.startsWith(spelling, at)) return { concept, length: spelling.length };
  }
  return null;
}

/** The concept, and the broader one that it says too. */
export function withBroader(concept: string): string[] {
  const broader = BROADER[concept];
  return broader === undefined ? [concept] : [concept, broader];
}

export function isConcept(word: string): boolean {
  return CONCEPTS.get(word) === word;
}
