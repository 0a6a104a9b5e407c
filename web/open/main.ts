/** The public page (/o): fills the figures into a page that stands without them. */
import { documentIdOf } from '../document.ts';
import { blankOf, boardOf, type Board } from './board.ts';
import { OpenBoardQuery } from './open.documents.ts';

// Read from the document itself: a document that nothing reads is not in the bundle, and then has no id.
const OPERATION = OpenBoardQuery.definitions.flatMap((each) =>
  'name' in each && each.name ? [each.name.value] : [],
)[0];
const place = document.getElementById('board')!;

function show(nodes: Node[]): void {
  place.replaceChildren(...nodes);
  place.removeAttribute('aria-busy');
}

async function read(): Promise<Board | null> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'x-jiedui': '1',
    },
    body: JSON.stringify({
      operationName: OPERATION,
      documentId: documentIdOf(OPERATION),
      ...(import.meta.env.DEV ? { query: OpenBoardQuery.loc?.source.body } : {}),
    }),
  });
  const { data, errors } = (await response.json()) as { data?: { openBoard: Board | null } | null; errors?: unknown };
  if (!data || errors) throw new Error(`HTTP ${response.status}`);
  return data.openBoard;
}

function publish(board: Board | null): void {
  if (board === null) {
    show(blankOf('还没有公开数据', '有了第一批经社工站确认的服务记录后，汇总数会公布在这里。'));
    return;
  }
  document.getElementById('authority')!.textContent = board.authorityName;
  document.title = `${board.authorityName} · 社会组织结对帮扶社工站公开数据`;
  show(boardOf(board));
}

read().then(publish, () => show(blankOf('数据暂时没有读到', '请检查网络后刷新本页；仍不行的，请致电当地民政局。')));
