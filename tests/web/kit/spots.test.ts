/** The spots of a text are drawn where the server counted them: in code points. */
import { scanForPersonalData } from '@jiedui/shared/personal-data-scan.ts';
import { describe, expect, it } from 'vitest';
import { runsOf } from '../../../web/kit/spots.ts';

const marked = (text: string, spots: { from: number; to: number }[]) =>
  runsOf(text, spots)
    .filter((run) => run.marked)
    .map((run) => run.text);

describe('runs of a text', () => {
  it('are the text again when joined', () => {
    const text = '联系人👵13893812345，住三楼';
    expect(
      runsOf(text, [{ from: 4, to: 15 }])
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
  });

  it('mark what the shared scan found, after a character of two units', () => {
    const text = '请找👵王阿姨 13893812345 联系';
    expect(marked(text, scanForPersonalData(text))).toEqual(['13893812345']);
  });

  it('merge spots that overlap and cut what lies beyond the end', () => {
    expect(
      marked('一二三四五', [
        { from: 3, to: 9 },
        { from: 1, to: 4 },
      ]),
    ).toEqual(['二三四', '五']);
  });

  it('leave a text without spots in one piece', () => {
    expect(runsOf('没有', [])).toEqual([{ text: '没有', marked: false }]);
    expect(runsOf('', [])).toEqual([]);
  });
});
