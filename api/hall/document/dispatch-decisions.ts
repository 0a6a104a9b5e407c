/** The second sheet of 月调度表: for each line its light, the reason in words, and what the bureau decided. */
import { DECISION_WORDS, LIGHT_WORDS } from '@jiedui/shared/dispatch/round.ts';
import type { HeaderFooter, WriteSheet } from 'hucre';
import { cellText } from './cell-text.ts';
import type { DispatchSheetLine } from './dispatch-columns.ts';
import { A4_LANDSCAPE, BODY, HEADER, rowHeight, SheetGrid, TEXT, TITLE } from './sheet.ts';

const HEADINGS = ['序号', '社工站', '社会组织', '预警', '预警原因', '处理意见', '说明'];
const WIDTHS = [6, 18, 26, 8, 44, 10, 40];

export function decisionSheet(title: string, lines: readonly DispatchSheetLine[], footer: HeaderFooter): WriteSheet {
  const grid = new SheetGrid(HEADINGS.length);
  grid.band(title, TITLE, 36);
  grid.row(
    HEADINGS.map((heading) => ({ value: heading, type: 'string', style: HEADER })),
    24,
  );
  lines.forEach((line, index) => {
    const word = (text: string, style = TEXT) => ({ value: cellText(text), type: 'string', style }) as const;
    const cells = [
      { value: index + 1, type: 'number', style: BODY } as const,
      word(line.station),
      word(line.organization),
      word(LIGHT_WORDS[line.light], BODY),
      word(line.lightReason),
      word(line.decision ? DECISION_WORDS[line.decision] : '', BODY),
      word(line.note),
    ];
    grid.row(cells, rowHeight(cells, WIDTHS));
  });
  return {
    ...grid.sheet('处理意见', WIDTHS),
    freezePane: { rows: 2 },
    pageSetup: { ...A4_LANDSCAPE, printTitlesRow: '$1:$2' },
    headerFooter: footer,
  };
}
