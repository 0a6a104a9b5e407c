/** SQL of what the notices of a pairing's life say. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { OpenWorkChoice, PairingStep } from '@jiedui/shared/pairing/lifecycle.ts';

export interface PairingChangeFacts {
  readonly code: string;
  readonly words: string | null;
  readonly openWork: OpenWorkChoice | null;
  readonly setFree: number;
  readonly stationId: string;
  readonly stationName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly agreementId: string | null;
}

/** The last step of this kind of the pairing; null when it ended with its organization's exit, of which others tell. */
export async function lastChangeFacts(
  tx: Tx,
  pairingId: string,
  step: PairingStep,
): Promise<PairingChangeFacts | null> {
  const [row] = await tx.named<PairingChangeFacts & Record<string, unknown>>(
    'notices.pairingChange',
    `select c.code, c.words, c.open_work as "openWork", c.set_free as "setFree", c.station_id as "stationId", s.name as "stationName",
       c.organization_id as "organizationId", g.name as "organizationName",
       (select a.id from agreements a where a.pairing_id = c.pairing_id order by a.revision desc limit 1) as "agreementId"
     from pairing_changes c join stations s on s.id = c.station_id join organizations g on g.id = c.organization_id
     where c.pairing_id = $1 and c.step = $2 order by c.made_at desc, c.id desc limit 1`,
    [pairingId, step],
  );
  return row ?? null;
}
