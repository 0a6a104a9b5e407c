/** The totals of a month, as the desk shows them and as the exported sheet has them, to be held against each other. */
import type { Page } from 'playwright-core';

/** What the desk calls a figure, and what its column is called in the sheet. */
const COLUMNS: Readonly<Record<string, string>> = {
  点单: '本月\n点单数',
  接单: '接单\n数',
  完成: '完成\n数',
  逾期: '逾期\n数',
  活动: '开展活动\n（场）',
  服务人次: '服务\n人次',
};

export type Totals = Record<string, string>;

const plain = (text: string) => text.replace(/\s/g, '');

/** The column 全部 n 对 of the line that is on the desk. */
export async function totalsOnPage(page: Page): Promise<Totals> {
  const table = page.getByRole('region', { name: '本条数据' }).getByRole('table');
  const totals: Totals = {};
  for (const name of Object.keys(COLUMNS)) {
    const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
    totals[name] = plain((await row.getByRole('cell').nth(1).textContent()) ?? '').replace(/(单|次|场|人次)$/, '');
  }
  return totals;
}

/** The row 合计 under the two rows of headings. */
export function totalsOnSheet(rows: readonly (readonly unknown[])[]): Totals {
  const headings = rows.find((row) => row.includes('社工站')) ?? [];
  const sums = rows.find((row) => row[0] === '合计') ?? [];
  return Object.fromEntries(
    Object.entries(COLUMNS).map(([name, heading]) => [name, plain(String(sums[headings.indexOf(heading)]))]),
  );
}
