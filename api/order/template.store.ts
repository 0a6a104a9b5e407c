/** SQL of templates. */
import type { Tx } from '@jiedui/db/connect.ts';
import { orderTemplates } from '@jiedui/db/schema/order-flow.ts';
import type { TemplateFields } from '@jiedui/shared/order/template.ts';
import { eq } from 'drizzle-orm';

export interface Template {
  readonly id: string;
  readonly version: number;
  /** Null: the authority's, for all stations. */
  readonly stationId: string | null;
  readonly authorityId: string;
  readonly ownerName: string;
  readonly name: string;
  readonly fields: TemplateFields;
  readonly savedAt: Date;
  readonly retiredAt: Date | null;
}

const COLUMNS = `t.id, t.version, t.station_id as "stationId", t.authority_id as "authorityId", coalesce(s.name, u.name) as "ownerName",
  t.name, t.fields, t.saved_at as "savedAt", t.retired_at as "retiredAt"`;
const FROM = `from order_templates t join authorities u on u.id = t.authority_id left join stations s on s.id = t.station_id`;
type Row = Template & Record<string, unknown>;

export const TEMPLATES_MOST = 60;

/** Those in use that the viewer may see, the station's own first. */
export const listTemplates = (tx: Tx) =>
  tx.named<Row>(
    'template.list',
    `select ${COLUMNS} ${FROM} where t.retired_at is null order by t.station_id is null, t.id desc limit ${TEMPLATES_MOST}`,
  );

export async function templateById(tx: Tx, id: string): Promise<Template | null> {
  const [row] = await tx.named<Row>('template.one', `select ${COLUMNS} ${FROM} where t.id = $1`, [id]);
  return row ?? null;
}

export async function lockTemplate(tx: Tx, id: string): Promise<Template | null> {
  const [row] = await tx.named<Row>('template.lock', `select ${COLUMNS} ${FROM} where t.id = $1 for update of t`, [id]);
  return row ?? null;
}

export async function insertTemplate(
  tx: Tx,
  template: {
    id: string;
    tenantId: string;
    stationId: string | null;
    authorityId: string;
    name: string;
    fields: TemplateFields;
    savedBy: string;
    savedAt: Date;
  },
): Promise<void> {
  await tx.db.insert(orderTemplates).values(template);
}

export async function retire(tx: Tx, template: Pick<Template, 'id' | 'version'>, at: Date): Promise<void> {
  await tx.db
    .update(orderTemplates)
    .set({ retiredAt: at, version: template.version + 1 })
    .where(eq(orderTemplates.id, template.id));
}
