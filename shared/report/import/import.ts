/**
 * Import (导入): a file that somebody sent, on its way from upload to result.
 *
 *     reading ──▶ ready ──commit──▶ committing ──▶ done ──take back──▶ taken_back
 *        │          │  └──answer──▶ reading            └──▶ ready (all or nothing, and a row was refused)
 *        └▶ refused └──discard──▶ discarded
 *
 * A job that has not stirred for two minutes was interrupted (the server ended): derived when read, never stored.
 */
import type { ImportKind } from './layout.ts';

export const IMPORT_STATES = ['reading', 'ready', 'committing', 'done', 'refused', 'discarded', 'taken_back'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What a reader sees besides. */
export const SEEN_IMPORT_STATES = [...IMPORT_STATES, 'interrupted'] as const;
export type SeenImportState = (typeof SEEN_IMPORT_STATES)[number];

export const IMPORT_STATE_WORDS: Record<SeenImportState, string> = {
  reading: '正在读取',
  ready: '待确认导入',
  committing: '正在导入',
  done: '已导入',
  refused: '未能读取',
  discarded: '已放弃',
  taken_back: '已撤回',
  interrupted: '已中断',
};

/** 全部或全不, or only the rows without fault. */
export const IMPORT_MODES = ['all_or_nothing', 'valid_rows'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

export const IMPORT_MODE_WORDS: Record<ImportMode, string> = {
  all_or_nothing: '全部导入，有一行不行就都不导入',
  valid_rows: '只导入没有问题的行',
};

/**
 * invalid and asked wait for the sender; valid waits for the commit; imported and unchanged are through; refused was
 * right in itself, but a rule of the room said no when it came to it; taken_back was imported once, and is not any more.
 */
export const IMPORT_ROW_STATES = [
  'valid',
  'asked',
  'invalid',
  'imported',
  'unchanged',
  'refused',
  'taken_back',
] as const;
export type ImportRowState = (typeof IMPORT_ROW_STATES)[number];

export const IMPORT_ROW_STATE_WORDS: Record<ImportRowState, string> = {
  valid: '可导入',
  asked: '需确认',
  invalid: '有误',
  imported: '已导入',
  unchanged: '已有，未改动',
  refused: '被退回',
  taken_back: '已撤回',
};

/** What a list becomes once it is imported. */
export const IMPORT_KIND_LEADS: Record<ImportKind, string> = {
  needs: '每一行成为一份点单草稿，由社工站核对后发布。还要先筛选的，请导入“需求条目”。',
  need_items: '每一行列入社工站的需求清单，等待筛选；主管单位代为导入的先存为草稿，由社工站核对后列入。',
  offers: '社会组织自己导入的，导入即上架；主管单位代为导入的先存为草稿，由社会组织核对后上架。',
  stations: '每一行登记一个社工站。名录中已有的编号不会重复登记。',
  organizations: '每一行登记一家社会组织。名录中已有的信用代码不会重复登记。',
  pairings: '用于登记已经签了纸质协议的结对，导入后即为结对中。',
};

/** What 撤回本次导入 does with what was imported, as long as nobody has gone on with it. */
export const IMPORT_UNDO_WORDS: Record<ImportKind, string> = {
  needs: '写入的是草稿。撤回后，还没有改动和发布的草稿作废。',
  need_items: '撤回后，还没有改动、合并和转为点单的需求从需求清单中删去。',
  offers: '撤回后，还没有改动、没有社工站选用的供给下架。',
  stations: '撤回后，还没有人员、需求和结对的社工站从名录中删去，编号可以再用。',
  organizations: '撤回后，还没有人员、供给和结对的社会组织从名录中删去。',
  pairings: '撤回后，还没有开展活动的结对从一览表中删去。',
};

/** What stands in the way of taking one thing back; the rest names a table whose rows lean on it. */
export const TAKE_BACK_WORDS: Readonly<Record<string, string>> = {
  changed: '导入后改动过',
  posted: '已经发布或改动',
  merged: '已经合并',
  orders: '已有点单',
  needs: '已有需求',
  surveys: '已有需求调查',
  offers: '已有供给',
  order_menus: '已被社工站选用',
  claims: '已有接单',
  pairings: '已有结对',
  agreements: '已有协议',
  service_sessions: '已有活动记录',
  session_stations: '已有活动记录',
  dispatch_lines: '已列入月调度',
  role_grants: '已开通账号',
  station_workers: '已登记人员',
  station_haves: '已填六有情况',
};
const LEANT_ON = '已有其他内容';

/** 社棠镇社工站（已有结对）；…… of the first few, and how many more. */
export function standingWords(standing: readonly { readonly name: string; readonly why: string }[]): string {
  const first = standing
    .slice(0, STANDING_NAMED)
    .map(({ name, why }) => `${name}（${TAKE_BACK_WORDS[why] ?? LEANT_ON}）`);
  return first.join('、') + (STANDING_NAMED < standing.length ? `等 ${standing.length} 条` : '');
}
const STANDING_NAMED = 3;

/** Lines that one file may bring; more are split by the sender. */
export const IMPORT_ROWS_MAX = 10_000;
/** Bytes of one upload. */
export const IMPORT_BYTES_MAX = 10 * 1024 * 1024;
const STILL_MS = 120_000;

export interface ImportLife {
  readonly state: ImportState;
  readonly updatedAt: Date;
}

/** The state a reader sees at `at`. */
export function importStateAt({ state, updatedAt }: ImportLife, at: Date): SeenImportState {
  const moving = state === 'reading' || state === 'committing';
  return moving && updatedAt.getTime() + STILL_MS < at.getTime() ? 'interrupted' : state;
}

export type ImportStep = 'answer' | 'commit' | 'discard' | 'take_back';

const FROM: Record<ImportStep, readonly SeenImportState[]> = {
  answer: ['ready', 'interrupted'],
  commit: ['ready', 'interrupted'],
  discard: ['ready', 'refused', 'interrupted'],
  take_back: ['done'],
};

/** Whether the step may be taken from the state that is seen. An interrupted job goes on where it stood. */
export const mayStep = (seen: SeenImportState, step: ImportStep) => FROM[step].includes(seen);
