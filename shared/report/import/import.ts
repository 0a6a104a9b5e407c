/**
 * Import (导入): a file that somebody sent, on its way from upload to result.
 *
 *     reading ──▶ ready ──commit──▶ committing ──▶ done
 *        │          │  └──answer──▶ reading            └──▶ ready (all or nothing, and a row was refused)
 *        └▶ refused └──discard──▶ discarded
 *
 * A job that has not stirred for two minutes was interrupted (the server ended): derived when read, never stored.
 */
import type { ImportKind } from './layout.ts';

export const IMPORT_STATES = ['reading', 'ready', 'committing', 'done', 'refused', 'discarded'] as const;
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
 * right in itself, but a rule of the room said no when it came to it.
 */
export const IMPORT_ROW_STATES = ['valid', 'asked', 'invalid', 'imported', 'unchanged', 'refused'] as const;
export type ImportRowState = (typeof IMPORT_ROW_STATES)[number];

export const IMPORT_ROW_STATE_WORDS: Record<ImportRowState, string> = {
  valid: '可导入',
  asked: '需确认',
  invalid: '有误',
  imported: '已导入',
  unchanged: '已有，未改动',
  refused: '被退回',
};

/** What can be taken back of what was imported, and where. */
export const IMPORT_UNDO_WORDS: Record<ImportKind, string> = {
  needs: '写入的是草稿，社工站发布前可以修改，不需要的可以不发布。',
  offers: '写错的供给可以由社会组织修改或下架；代为导入的草稿在上架前不公开。',
  stations: '登记不能整批撤回；写错的请在社工站名录中逐条修改。',
  organizations: '登记不能整批撤回；写错的请在社会组织名录中逐条更正。',
  pairings: '登记不能整批撤回；写错的结对请联系系统管理员终止后重新登记。',
};

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

export type ImportStep = 'answer' | 'commit' | 'discard';

const FROM: Record<ImportStep, readonly SeenImportState[]> = {
  answer: ['ready', 'interrupted'],
  commit: ['ready', 'interrupted'],
  discard: ['ready', 'refused', 'interrupted'],
};

/** Whether the step may be taken from the state that is seen. An interrupted job goes on where it stood. */
export const mayStep = (seen: SeenImportState, step: ImportStep) => FROM[step].includes(seen);
