/**
 * Taking rows in, each through the command of its room, so that the same things are refused as by hand. What is in the
 * register already, or came with another file, changes nothing and says so.
 */
import type { OpenTx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import type {
  NeedItemRow,
  NeedRow,
  OfferRow,
  OrganizationRow,
  PairingRow,
  StationRow,
} from '@jiedui/shared/report/import/assembling.ts';
import type { ImportKind } from '@jiedui/shared/report/import/layout.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import type { CommandContext } from '../../hall/command.ts';
import { draftOfferForOrganization } from '../../offer/draft-for-organization.commands.ts';
import { publishOffer } from '../../offer/offer.commands.ts';
import { draftOrderForStation } from '../../order/draft-for-station.commands.ts';
import { draftNeedForStation } from '../../order/draft-need-for-station.commands.ts';
import { saveNeed } from '../../order/need.commands.ts';
import { saveOrderDraft } from '../../order/order.commands.ts';
import { registerOrganization } from '../../organization/organization.commands.ts';
import { recordPaperPairing } from '../../pairing/paper-pairing.commands.ts';
import { listProgrammes } from '../../region/region.store.ts';
import { registerStation } from '../../station/station.commands.ts';
import { authorityIdOf, organizationIdsOf, stationIdsOf, type Viewer } from '../../viewer.ts';
import {
  insertMarks,
  type KeptRow,
  lockMarks,
  type Mark,
  marksOf,
  type RowOutcome,
  saveOutcomes,
  touchImport,
} from './import.store.ts';
import { organizationsNamed, stationsByCode } from './references.store.ts';

/** One transaction's share of an import. */
export interface Batch {
  readonly importId: string;
  readonly kind: ImportKind;
  readonly rows: readonly KeptRow[];
}

/** Inside a transaction that the caller began: what became of each row, written down with its mark. */
export async function takeIn(tx: OpenTx, context: CommandContext, viewer: Viewer, batch: Batch): Promise<RowOutcome[]> {
  const { importId, kind, rows } = batch;
  await lockMarks(tx, kind);
  const before = new Map(
    (
      await marksOf(
        tx,
        kind,
        rows.map(({ identity }) => identity ?? ''),
      )
    ).map((mark) => [mark.identity, mark]),
  );
  const registered = await registeredBefore(tx, kind, rows);
  const programmeId = kind === 'stations' ? await programmeToday(tx, context.at) : null;
  const outcomes = await inStep(rows, kind, async (row): Promise<RowOutcome> => {
    const mark = before.get(row.identity ?? '');
    if (mark) return mark.content === row.content ? unchanged(row, mark.entityId) : refused(row, CHANGED_SINCE);
    const known = registered.get(row.row);
    if (known) return known.same ? unchanged(row, known.id) : refused(row, known.reason);
    return makeOne(context, viewer, kind, row, programmeId);
  });
  const marks = rows.flatMap(({ identity, content }, i): Mark[] => {
    const { entityId } = outcomes[i]!;
    return entityId === null || before.has(identity ?? '')
      ? []
      : [{ identity: identity ?? '', content: content ?? '', entityId }];
  });
  if (0 < marks.length) await insertMarks(tx, kind, importId, marks);
  await saveOutcomes(tx, importId, outcomes);
  await touchImport(tx, importId, context.at);
  return outcomes;
}

/**
 * The rows side by side: what all of them ask in one turn travels in one round trip (db/statements.ts), in the order of the
 * rows. Only a pairing looks at what the row before it made. When one fails, the others have ended before that is said.
 */
async function inStep(
  rows: readonly KeptRow[],
  kind: ImportKind,
  work: (row: KeptRow) => Promise<RowOutcome>,
): Promise<RowOutcome[]> {
  if (kind === 'pairings') {
    const outcomes: RowOutcome[] = [];
    for (const row of rows) outcomes.push(await work(row));
    return outcomes;
  }
  const settled = await Promise.allSettled(rows.map(work));
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

const CHANGED_SINCE = '这一行以前导入过，现在内容不同。请在系统内修改原来的内容，或换一个编号';

const unchanged = ({ row }: KeptRow, entityId: string): RowOutcome => ({
  row,
  state: 'unchanged',
  entityId,
  problems: [],
});

export const refused = ({ row }: Pick<KeptRow, 'row'>, reason: string): RowOutcome => ({
  row,
  state: 'refused',
  entityId: null,
  problems: [{ key: null, letter: '', heading: '整行', value: '', reason, suggestion: '请按原因改正后重新导入' }],
});

async function programmeToday(tx: OpenTx, at: Date): Promise<string | null> {
  const today = localDateOf(at);
  return (await listProgrammes(tx)).find(({ fromOn, toOn }) => fromOn <= today && today <= toOn)?.id ?? null;
}

interface Known {
  readonly id: string;
  readonly same: boolean;
  readonly reason: string;
}

/** Stations by their code, organizations by credit code or name: in the register, though no import brought them. */
async function registeredBefore(
  tx: OpenTx,
  kind: ImportKind,
  rows: readonly KeptRow[],
): Promise<ReadonlyMap<number, Known>> {
  const known = new Map<number, Known>();
  if (kind === 'stations') {
    const lines = rows.map(({ row, fields }) => ({ row, ...(fields as StationRow) }));
    const byCode = new Map(
      (
        await stationsByCode(
          tx,
          lines.map(({ code }) => code),
        )
      ).map((each) => [each.code, each]),
    );
    for (const { row, code, name } of lines) {
      const there = byCode.get(code);
      if (there)
        known.set(row, {
          id: there.id,
          same: there.name === name,
          reason: `编号 ${code} 已登记为“${there.name}”，请核对编号`,
        });
    }
  }
  if (kind === 'organizations') {
    const lines = rows.map(({ row, fields }) => ({ row, ...(fields as OrganizationRow) }));
    const usccs = lines.map(({ uscc }) => uscc).filter((uscc) => uscc !== null);
    const there = await organizationsNamed(
      tx,
      usccs,
      lines.map(({ name }) => name),
    );
    for (const { row, uscc, name } of lines) {
      const found = there.find((each) =>
        uscc === null ? each.uscc === null && each.name === name : each.uscc === uscc,
      );
      if (found)
        known.set(row, {
          id: found.id,
          same: found.name === name,
          reason: `该信用代码已登记为“${found.name}”，请核对名称`,
        });
    }
  }
  return known;
}

async function makeOne(
  context: CommandContext,
  viewer: Viewer,
  kind: ImportKind,
  row: KeptRow,
  programmeId: string | null,
): Promise<RowOutcome> {
  const made = await MAKERS[kind](context, viewer, row.fields, programmeId);
  if (made instanceof Refusal) return refused(row, made.message.replace(/[。]$/, ''));
  return { row: row.row, state: 'imported', entityId: made.id, problems: [] };
}

type Maker = (
  context: CommandContext,
  viewer: Viewer,
  fields: unknown,
  programmeId: string | null,
) => Promise<{ readonly id: string } | Refusal>;

const key = () => ({ clientMutationId: uuid() });

const MAKERS: Record<ImportKind, Maker> = {
  needs: (context, viewer, fields) => {
    const { stationId, ...given } = fields as NeedRow;
    // A day travels as its text.
    const order = { ...given, claimableUntil: given.claimableUntil === null ? null : new Date(given.claimableUntil) };
    return stationIdsOf(viewer)[0] === stationId
      ? saveOrderDraft(context, { ...key(), id: null, expectedVersion: null, ...order })
      : draftOrderForStation(context, { ...key(), stationId, ...order });
  },
  need_items: (context, viewer, fields) => {
    const { stationId, ...need } = fields as NeedItemRow;
    const alone = { id: null, expectedVersion: null, surveyId: null, hotline: false, record: true };
    return stationIdsOf(viewer)[0] === stationId
      ? saveNeed(context, { ...key(), ...alone, ...need })
      : draftNeedForStation(context, { ...key(), stationId, ...need });
  },
  offers: (context, viewer, fields) => {
    const { organizationId, ...given } = fields as OfferRow;
    return organizationIdsOf(viewer)[0] === organizationId
      ? publishOffer(context, { ...key(), id: null, expectedVersion: null, ...given })
      : draftOfferForOrganization(context, { ...key(), organizationId, ...given });
  },
  stations: async (context, viewer, fields, programmeId) => {
    const { authorityId, ...given } = fields as StationRow;
    const own = authorityIdOf(viewer);
    if (own === null) throw new Error('only an authority registers stations');
    return registerStation(context, { ...key(), ...given, authorityId: authorityId ?? own, programmeId });
  },
  organizations: async (context, _viewer, fields) =>
    registerOrganization(context, { ...key(), ...(fields as OrganizationRow) }),
  pairings: (context, _viewer, fields) => recordPaperPairing(context, { ...key(), ...(fields as PairingRow) }),
};
