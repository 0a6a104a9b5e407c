/**
 * Papers to take away: the agreement as a Word file and the monthly sheet as a workbook. Read under the viewer's own
 * session, so that row-level security decides; what is not there and what is not theirs are the same 404.
 */
import { inTransaction, SessionGone, type Tx } from '@jiedui/db/connect.ts';
import { formatMonth } from '@jiedui/shared/calendar.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actingViewerOf } from './account/session.ts';
import { isUuid } from './builder.ts';
import type { Hall } from './context.ts';
import { keptRowsOfRounds, linesOfRounds, roundsById } from './dispatch/dispatch.store.ts';
import { rowsFromJson } from './dispatch/lines.ts';
import { unauthenticated } from './errors.ts';
import { attachment } from './hall/document/attachment.ts';
import { agreementDocx } from './hall/document/agreement-docx.ts';
import { dispatchXlsx } from './hall/document/dispatch-xlsx.ts';
import { organizationsById } from './organization/organization.store.ts';
import { paperOf, signersOf } from './report/agreement-paper.ts';
import { sheetOf } from './report/dispatch-sheet.ts';
import { accountNames, agreementToPrint, auditExport, sheetHead, sheetSessions } from './report/papers.store.ts';
import { stationsById } from './station/station.store.ts';
import type { Viewer } from './viewer.ts';

/** A paper that is ready: its file name, and what the audit says of it. */
interface Paper {
  readonly name: string;
  readonly entity: string;
  readonly version: number;
  readonly bytes: Buffer;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function paperRoutes(app: FastifyInstance, hall: Hall): void {
  app.get<{ Params: { id: string } }>('/agreements/:id.docx', (request, reply) =>
    send(hall, request, reply, { operation: 'exportAgreement', mime: DOCX, make: agreementPaper }),
  );
  app.get<{ Params: { id: string } }>('/dispatch/:id.xlsx', (request, reply) =>
    send(hall, request, reply, { operation: 'exportDispatchSheet', mime: XLSX, make: dispatchPaper }),
  );
}

interface Kind {
  readonly operation: string;
  readonly mime: string;
  readonly make: (hall: Hall, viewer: Viewer, id: string, at: Date) => Promise<Paper | null>;
}

async function send(hall: Hall, request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply, kind: Kind) {
  reply.header('cache-control', 'no-store');
  const viewer = await actingViewerOf(hall, request);
  if (!viewer) return reply.code(401).send({ errors: [unauthenticated().toJSON()] });
  const { id } = request.params;
  const at = hall.clock();
  try {
    const paper = isUuid(id) ? await kind.make(hall, viewer, id, at) : null;
    if (!paper) return reply.code(404).send({ errors: [NOT_FOUND] });
    const { entity, version } = paper;
    const { operation } = kind;
    // Whoever takes a paper away leaves a trace first.
    await inTransaction(hall.pool, { session: viewer.sessionId, at }, 'write', (tx) =>
      auditExport(tx, viewer, { operation, entity, entityId: id, version, requestId: request.id }),
    );
    return reply.type(kind.mime).header('content-disposition', attachment(paper.name)).send(paper.bytes);
  } catch (error) {
    if (error instanceof SessionGone) return reply.code(401).send({ errors: [unauthenticated().toJSON()] });
    throw error;
  }
}

const NOT_FOUND = { message: '没有找到该文件，可能不在您的查看范围。', extensions: { code: 'FORBIDDEN' } };

const read = <T>(hall: Hall, viewer: Viewer, at: Date, work: (tx: Tx) => Promise<T>) =>
  inTransaction(hall.pool, { session: viewer.sessionId, at }, 'read', work);

async function agreementPaper(hall: Hall, viewer: Viewer, id: string, at: Date): Promise<Paper | null> {
  const agreement = await read(hall, viewer, at, (tx) => agreementToPrint(tx, id));
  if (!agreement) return null;
  // Accounts are closed to the other side, but a signature stands on the paper that both hold: the machine reads the two names.
  const names = await inTransaction(hall.pool, { system: 'relay' }, 'read', (tx) =>
    accountNames(tx, signersOf(agreement)),
  );
  const bytes = await agreementDocx(paperOf(agreement, names));
  const name = `${agreement.stationName}-${agreement.organizationName}-结对帮扶协议书.docx`;
  return { name, entity: 'agreement', version: agreement.version, bytes };
}

async function dispatchPaper(hall: Hall, viewer: Viewer, id: string, at: Date): Promise<Paper | null> {
  const facts = await read(hall, viewer, at, async (tx) => {
    const [round] = await roundsById(tx, [id]);
    const head = round && (await sheetHead(tx, id));
    if (!round || !head) return null;
    const lines = await linesOfRounds(tx, [id]);
    const sessionIds = lines.flatMap((line) => line.figures.find((figure) => figure.key === 'sessions')?.rowIds ?? []);
    return {
      round,
      head,
      lines,
      rows: new Map((await keptRowsOfRounds(tx, [id])).map((kept) => [kept.lineId, rowsFromJson(kept.rows)])),
      stationNames: nameById(
        await stationsById(
          tx,
          lines.map((line) => line.stationId),
        ),
      ),
      organizationNames: nameById(
        await organizationsById(
          tx,
          lines.map((line) => line.organizationId),
        ),
      ),
      accountNames: await accountNames(
        tx,
        [round.openedBy, round.issuedBy].filter((account) => account !== null),
      ),
      sessions: new Map((await sheetSessions(tx, [...new Set(sessionIds)])).map((session) => [session.id, session])),
    };
  });
  if (!facts) return null;
  const bytes = await dispatchXlsx(sheetOf({ ...facts, exportedBy: viewer.name, exportedAt: at }));
  const name = `${facts.head.regionName}${formatMonth(facts.round.month)}调度表.xlsx`;
  return { name, entity: 'dispatchRound', version: facts.round.version, bytes };
}

const nameById = (rows: readonly { readonly id: string; readonly name: string }[]) =>
  new Map(rows.map(({ id, name }) => [id, name]));
