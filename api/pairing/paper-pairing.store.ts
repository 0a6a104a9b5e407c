/** SQL of pairings agreed on paper: what the paper says, and the other pairings of the same two. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';

/** The columns that keep what the paper says. */
export const paperOf = (paper: {
  readonly paperNumber: string | null;
  readonly help: string;
  readonly goal: string;
  readonly filedOn: LocalDate | null;
}) => ({
  paperNumber: paper.paperNumber,
  paperHelp: paper.help || null,
  paperGoal: paper.goal || null,
  paperFiledOn: paper.filedOn,
});

/** Every pairing of the two that was not ended early, with the number of its agreement, on paper or here. */
export const pairingsBetween = (tx: Tx, stationId: string, organizationId: string) =>
  tx.named<{ fromOn: LocalDate; toOn: LocalDate; number: string | null }>(
    'pairing.allBetween',
    `select p.from_on as "fromOn", p.to_on as "toOn",
       coalesce(p.paper_number, (select a.number from agreements a where a.pairing_id = p.id order by a.revision desc limit 1)) as number
     from pairings p where p.station_id = $1 and p.organization_id = $2 and p.state <> 'terminated' order by p.from_on, p.id`,
    [stationId, organizationId],
  );

export interface PairingPaper {
  readonly pairingId: string;
  readonly number: string | null;
  readonly help: string | null;
  readonly goal: string | null;
  readonly filedOn: LocalDate | null;
}

/** Of those pairings that were agreed on paper. */
export const papersOfPairings = (tx: Tx, ids: readonly string[]) =>
  tx.named<PairingPaper & Record<string, unknown>>(
    'pairing.papers',
    `select id as "pairingId", paper_number as number, paper_help as help, paper_goal as goal, paper_filed_on as "filedOn"
     from pairings where id = any($1) and coalesce(paper_number, paper_help, paper_goal, paper_filed_on::text) is not null`,
    [[...ids]],
  );
