/** What a step of an import may answer instead. */
import { Refusal } from '../../refusal.ts';
import { IMPORT_STATE_WORDS, type SeenImportState, standingWords } from './import.ts';

/** Not there, or not for this viewer. */
export class ImportNotFound extends Refusal {
  readonly code = 'IMPORT_NOT_FOUND' as const;
  constructor() {
    super('没有找到这次导入，可能不是由您办理。请从“导入”页重新上传。');
  }
}

export class ImportNotIn extends Refusal {
  readonly code = 'IMPORT_NOT_IN' as const;
  readonly actual: SeenImportState;
  constructor(actual: SeenImportState) {
    super(`这次导入${IMPORT_STATE_WORDS[actual]}，不能再这样办理。请刷新后按页面提示继续。`);
    this.actual = actual;
  }
}

/** All or nothing was asked for, and not every row can be. */
export class ImportHasFaults extends Refusal {
  readonly code = 'IMPORT_HAS_FAULTS' as const;
  readonly rows: number;
  constructor(rows: number) {
    super(`还有 ${rows} 行有误或需确认，不能全部导入。请下载问题行改正后重新上传，或选择“只导入没有问题的行”。`);
    this.rows = rows;
  }
}

/** Somebody has gone on with what it brought: nothing of it is taken back. */
export class ImportBuiltUpon extends Refusal {
  readonly code = 'IMPORT_BUILT_UPON' as const;
  readonly rows: number;
  constructor(standing: readonly { readonly name: string; readonly why: string }[]) {
    super(`不能撤回：${standingWords(standing)}。请先处理这些内容，或逐条更正，不必整批撤回。`);
    this.rows = standing.length;
  }
}
