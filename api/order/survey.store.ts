/** SQL of surveys. What was written down comes from `survey_records`, which row-level security keeps from the bureau: null then. */
import type { Tx } from '@jiedui/db/connect.ts';
import { surveyCorrections, surveyParts, surveyRecords, surveys } from '@jiedui/db/schema/need.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { SurveyFields, SurveyMethod, SurveyPartState, SurveyState } from '@jiedui/shared/order/survey.ts';
import type { Quantity } from '@jiedui/shared/quantity.ts';
import { and, eq, notInArray } from 'drizzle-orm';

export interface SurveyRow {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly state: SurveyState;
  readonly stationId: string;
  readonly authorityId: string;
  readonly regionCode: string;
  readonly method: SurveyMethod | null;
  readonly heldOn: LocalDate | null;
  readonly population: Quantity | null;
  readonly organizationIds: readonly string[];
  readonly submittedAt: Date | null;
  readonly updatedAt: Date;
  /** Null for a reader who may not see what was written down. */
  readonly workers: readonly string[] | null;
  readonly village: string | null;
  readonly findings: string | null;
  readonly needCount: number;
}

const COLUMNS = `v.id, v.number, v.version, v.state, v.station_id as "stationId", v.authority_id as "authorityId", v.region_code as "regionCode",
  v.method, v.held_on as "heldOn", v.population_value as "populationValue", v.population_qualifier as "populationQualifier",
  v.population_unit as "populationUnit", v.organization_ids as "organizationIds", v.submitted_at as "submittedAt", v.updated_at as "updatedAt",
  r.workers, r.village, r.findings,
  (select count(*)::int from needs n where n.survey_id = v.id and n.state <> 'dropped') as "needCount"`;
const FROM = 'from surveys v left join survey_records r on r.survey_id = v.id';

type FlatRow = SurveyRow & {
  populationValue: number | null;
  populationQualifier: Quantity['qualifier'];
  populationUnit: Quantity['unit'];
};

function surveyFrom({ populationValue, populationQualifier, populationUnit, ...row }: FlatRow): SurveyRow {
  const population =
    populationValue === null ? null : { value: populationValue, qualifier: populationQualifier, unit: populationUnit };
  return { ...row, population };
}

export async function surveysById(tx: Tx, ids: readonly string[]): Promise<SurveyRow[]> {
  const rows = await tx.named<FlatRow & Record<string, unknown>>(
    'survey.byId',
    `select ${COLUMNS} ${FROM} where v.id = any($1)`,
    [ids],
  );
  return rows.map(surveyFrom);
}

export const surveyById = async (tx: Tx, id: string): Promise<SurveyRow | null> =>
  (await surveysById(tx, [id]))[0] ?? null;

/** The survey with its row locked first, so that it is read as the last change left it. */
export async function lockSurvey(tx: Tx, id: string): Promise<SurveyRow | null> {
  await tx.named('survey.lock', 'select id from surveys where id = $1 for update', [id]);
  return surveyById(tx, id);
}

export interface SurveyFilter {
  readonly state: SurveyState | null;
  readonly method: SurveyMethod | null;
  readonly stationId: string | null;
}

const WHERE = `($1::text is null or v.state = $1) and ($2::text is null or v.method = $2) and ($3::uuid is null or v.station_id = $3)`;
const valuesOf = ({ state, method, stationId }: SurveyFilter) => [state, method, stationId];

/** Newest first. */
export async function listSurveys(tx: Tx, filter: SurveyFilter, afterId: string | null, limit: number) {
  const rows = await tx.named<FlatRow & Record<string, unknown>>(
    'survey.list',
    `select ${COLUMNS} ${FROM} where ${WHERE} and ($4::uuid is null or v.id < $4) order by v.id desc limit $5`,
    [...valuesOf(filter), afterId, limit],
  );
  return rows.map(surveyFrom);
}

export async function countSurveys(tx: Tx, filter: SurveyFilter): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'survey.count',
    `select count(*)::int as count from surveys v where ${WHERE}`,
    valuesOf(filter),
  );
  return row?.count ?? 0;
}

const columnsOf = ({ method, heldOn, population, organizationIds }: SurveyFields) => ({
  method,
  heldOn,
  populationValue: population?.value ?? null,
  populationQualifier: population?.qualifier ?? null,
  populationUnit: population?.unit ?? null,
  organizationIds: [...organizationIds],
});
const recordOf = ({ workers, village, findings, organizationIds }: SurveyFields) => ({
  workers: [...workers],
  village,
  findings,
  organizationIds: [...organizationIds],
});

export interface NewSurvey {
  readonly id: string;
  readonly tenantId: string;
  readonly number: string;
  readonly stationId: string;
  readonly authorityId: string;
  readonly regionCode: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export async function insertSurvey(tx: Tx, survey: NewSurvey, fields: SurveyFields): Promise<void> {
  const { id, tenantId, stationId, createdAt } = survey;
  await tx.db
    .insert(surveys)
    .values({ ...survey, ...columnsOf(fields), state: 'draft', version: 1, updatedAt: createdAt });
  await tx.db.insert(surveyRecords).values({ surveyId: id, tenantId, stationId, ...recordOf(fields) });
  await writeParts(tx, tenantId, survey, fields.organizationIds);
}

export async function saveSurvey(
  tx: Tx,
  tenantId: string,
  survey: SurveyRow,
  fields: SurveyFields,
  at: Date,
): Promise<void> {
  await tx.db
    .update(surveys)
    .set({ ...columnsOf(fields), version: survey.version + 1, updatedAt: at })
    .where(eq(surveys.id, survey.id));
  await tx.db.update(surveyRecords).set(recordOf(fields)).where(eq(surveyRecords.surveyId, survey.id));
  await writeParts(tx, tenantId, survey, fields.organizationIds);
}

/** The parts of exactly these organizations, all asked (anew). */
async function writeParts(
  tx: Tx,
  tenantId: string,
  { id: surveyId, stationId, authorityId }: Pick<SurveyRow, 'id' | 'stationId' | 'authorityId'>,
  organizationIds: readonly string[],
): Promise<void> {
  const gone = organizationIds.length === 0 ? undefined : notInArray(surveyParts.organizationId, [...organizationIds]);
  await tx.db.delete(surveyParts).where(and(eq(surveyParts.surveyId, surveyId), gone));
  if (organizationIds.length === 0) return;
  await tx.db
    .insert(surveyParts)
    .values(
      organizationIds.map((organizationId) => ({
        surveyId,
        organizationId,
        tenantId,
        stationId,
        authorityId,
        state: 'pending' as const,
      })),
    )
    .onConflictDoUpdate({
      target: [surveyParts.surveyId, surveyParts.organizationId],
      set: { state: 'pending', decidedBy: null, decidedAt: null },
    });
}

export async function submitSurveyRow(tx: Tx, survey: SurveyRow, at: Date): Promise<void> {
  await tx.db
    .update(surveys)
    .set({ state: 'submitted', submittedAt: at, version: survey.version + 1, updatedAt: at })
    .where(eq(surveys.id, survey.id));
  await tx.db.update(surveyRecords).set({ submitted: true }).where(eq(surveyRecords.surveyId, survey.id));
}

export interface Correction {
  readonly id: string;
  readonly surveyId: string;
  readonly reason: string;
  readonly changed: readonly string[];
  readonly correctedAt: Date;
}

export async function insertCorrection(
  tx: Tx,
  tenantId: string,
  stationId: string,
  correction: Correction & { readonly before: SurveyFields; readonly correctedBy: string },
): Promise<void> {
  await tx.db
    .insert(surveyCorrections)
    .values({ ...correction, tenantId, stationId, changed: [...correction.changed] });
}

const CORRECTIONS_MOST = 50;

export const correctionsOf = (tx: Tx, surveyId: string) =>
  tx.named<Correction & Record<string, unknown>>(
    'survey.corrections',
    `select id, survey_id as "surveyId", reason, changed, corrected_at as "correctedAt" from survey_corrections
     where survey_id = $1 order by id desc limit ${CORRECTIONS_MOST}`,
    [surveyId],
  );

export interface SurveyPart {
  readonly surveyId: string;
  readonly organizationId: string;
  readonly state: SurveyPartState;
  readonly decidedAt: Date | null;
}

export const partsOfSurveys = (tx: Tx, surveyIds: readonly string[]) =>
  tx.named<SurveyPart & Record<string, unknown>>(
    'survey.parts',
    `select survey_id as "surveyId", organization_id as "organizationId", state, decided_at as "decidedAt"
     from survey_parts where survey_id = any($1) order by survey_id, organization_id`,
    [surveyIds],
  );

export async function lockPart(
  tx: Tx,
  surveyId: string,
  organizationIds: readonly string[],
): Promise<SurveyPart | null> {
  const [part] = await tx.named<SurveyPart & Record<string, unknown>>(
    'survey.lockPart',
    `select survey_id as "surveyId", organization_id as "organizationId", state, decided_at as "decidedAt"
     from survey_parts where survey_id = $1 and organization_id = any($2) order by organization_id limit 1 for update`,
    [surveyId, organizationIds],
  );
  return part ?? null;
}

export async function savePart(tx: Tx, part: SurveyPart, decidedBy: string): Promise<void> {
  await tx.db
    .update(surveyParts)
    .set({ state: part.state, decidedBy, decidedAt: part.decidedAt })
    .where(and(eq(surveyParts.surveyId, part.surveyId), eq(surveyParts.organizationId, part.organizationId)));
}

export interface PartWaiting {
  readonly surveyId: string;
  readonly stationName: string;
  readonly method: SurveyMethod;
  readonly heldOn: LocalDate;
}

const PARTS_MOST = 50;

/** Submitted surveys that wait for the word of one of these organizations. */
export const partsWaiting = (tx: Tx, organizationIds: readonly string[]) =>
  tx.named<PartWaiting & Record<string, unknown>>(
    'survey.partsWaiting',
    `select p.survey_id as "surveyId", s.name as "stationName", v.method, v.held_on as "heldOn"
     from survey_parts p join surveys v on v.id = p.survey_id join stations s on s.id = p.station_id
     where p.organization_id = any($1) and p.state = 'pending' and v.state = 'submitted' order by p.survey_id limit ${PARTS_MOST}`,
    [organizationIds],
  );
