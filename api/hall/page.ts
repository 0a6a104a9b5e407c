/** Keyset pages: `first` and `after`, never an offset. A cursor is the id of the last row; ids are UUID v7, in order of creation. */
import { access, viaParent } from '../access.ts';
import { builder, isUuid } from '../builder.ts';
import { badInput } from '../errors.ts';
import { pageSize } from '../limits.ts';

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  /** Counted only when it is asked for. */
  readonly count: () => Promise<number>;
}

export interface PageArgs {
  readonly first: number;
  readonly after?: string | null;
}

/** How many rows to read (one more than shown tells whether there are more) and after which id. */
export function pageAsked({ first, after }: PageArgs): { limit: number; afterId: string | null } {
  const afterId = after ? Buffer.from(after, 'base64url').toString('utf8') : null;
  if (afterId !== null && !isUuid(afterId)) throw badInput('after', after, '应为上一页返回的 endCursor');
  return { limit: pageSize(first) + 1, afterId };
}

/** The words that a list is searched for; null for none. */
export function searchAsked(search: string | null | undefined): string | null {
  const text = search?.normalize('NFKC').trim() || null;
  if (text !== null && 60 < text.length) throw badInput('search', text.slice(0, 20), '请缩短到 60 字以内');
  return text;
}

export const cursorOf = (row: { readonly id: string }) => Buffer.from(row.id).toString('base64url');

export function pageOf<Row>(read: readonly Row[], limit: number, count: () => Promise<number>): Page<Row> {
  return { rows: read.slice(0, limit - 1), hasNextPage: read.length === limit, count };
}

const PageInfoRef = builder.objectRef<{ hasNextPage: boolean; endCursor: string | null }>('PageInfo').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage'),
    endCursor: t.exposeString('endCursor', { nullable: true }),
  }),
});

/** `NameConnection` and `NameEdge` for rows of one kind. */
export function connectionOf<Row extends { readonly id: string }>(
  name: string,
  node: ReturnType<ReturnType<typeof builder.objectRef<Row>>['implement']>,
) {
  const EdgeRef = builder.objectRef<Row>(`${name}Edge`).implement({
    extensions: access(viaParent),
    fields: (t) => ({
      cursor: t.string({ resolve: (row) => cursorOf(row) }),
      node: t.field({ type: node, resolve: (row) => row as never }),
    }),
  });
  return builder.objectRef<Page<Row>>(`${name}Connection`).implement({
    extensions: access(viaParent),
    fields: (t) => ({
      edges: t.field({ type: [EdgeRef], resolve: (page) => [...page.rows] as never }),
      pageInfo: t.field({ type: PageInfoRef, resolve: (page) => pageInfoOf(page) }),
      totalCount: t.int({ resolve: (page) => page.count() }),
    }),
  });
}

export function pageInfoOf(page: Page<{ readonly id: string }>) {
  const last = page.rows.at(-1);
  return { hasNextPage: page.hasNextPage, endCursor: last ? cursorOf(last) : null };
}

export { PageInfoRef };
