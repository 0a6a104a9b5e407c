/** The words of the field and how near two texts are. */
import { FIT_MOST, sharedWords, textFit } from '@jiedui/shared/matching/text/fit.ts';
import { NO_TERMS, termsOf, wordsOf } from '@jiedui/shared/matching/text/terms.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

test.each([
  ['为独居老人上门义诊', ['独居', '老人', '入户', '义诊']],
  ['入户探访孤寡老年人', ['入户', '独居', '老人', '老人']],
  ['敬老院开展为老服务', ['老人', '老人']],
  ['助残日组织残疾人康复训练', ['助残', '助残', '康复']],
  ['心理疏导和情绪支持', ['心理', '心理', '支持']],
  ['每周一次，检查用电用气安全', ['检查', '居家安全', '安全']],
  ['测血压、血糖２０人次', ['义诊', '义诊', '人次']],
  ['', []],
  ['12345 abc', ['abc']],
])('%s', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('the title counts twice', () => {
  expect(termsOf('义诊', '体检')).toEqual({ counts: new Map([['义诊', 3]]), length: 3 });
});

const ORDER = termsOf('为35位独居老人开展冬季入户探访', '每周一次，检查用电用气安全。');
const OFFERS = {
  visiting: termsOf('独居长者上门走访', '两人一组上门，检查居家安全，形成需求清单交社工站。'),
  clinic: termsOf('义诊和慢性病健康随访', '测血压、血糖，建立健康档案，对高血压、糖尿病老人定期随访。'),
  tutoring: termsOf('留守儿童课后辅导', '大学生志愿者每周末为孩子辅导作业。'),
};

describe('a fit', () => {
  test('puts the nearest text first', () => {
    const fits = Object.fromEntries(Object.entries(OFFERS).map(([name, terms]) => [name, textFit(ORDER, terms)]));
    expect(fits.visiting).toBeGreaterThan(fits.clinic!);
    expect(fits.clinic).toBeGreaterThan(fits.tutoring!);
    expect(fits.tutoring).toBe(0);
  });

  test('names the shared words, those of the field first', () => {
    expect(sharedWords(ORDER, OFFERS.visiting, 3)).toEqual(['独居', '老人', '入户']);
    expect(sharedWords(ORDER, OFFERS.tutoring, 3)).toEqual([]);
  });

  test('of a text with itself is whole when it is not longer than usual, and with nothing is 0', () => {
    expect(textFit(ORDER, ORDER)).toBe(FIT_MOST);
    expect(textFit(ORDER, NO_TERMS)).toBe(0);
    expect(textFit(NO_TERMS, ORDER)).toBe(0);
  });

  test('falls as the offer says more of other things', () => {
    const padded = termsOf('独居长者上门走访', `检查居家安全。${'大棚蔬菜种植技术推广。'.repeat(12)}`);
    expect(textFit(ORDER, padded)).toBeLessThan(textFit(ORDER, OFFERS.visiting));
  });

  test('is a whole number from 0 to 1000, the same however often it is asked', () => {
    const text = fc
      .array(fc.constantFrom('独居老人', '义诊', '上门', '检查', '用电', '孩子', '辅导', '，', '2', '种植'), {
        maxLength: 20,
      })
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, text, text, (a, b, c, d) => {
        const fit = textFit(termsOf(a, b), termsOf(c, d));
        expect(Number.isInteger(fit) && 0 <= fit && fit <= FIT_MOST).toBe(true);
        expect(textFit(termsOf(a, b), termsOf(c, d))).toBe(fit);
      }),
    );
  });
});
