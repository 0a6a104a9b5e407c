/**
 * The totals of a programme, over confirmed sessions only: stations paired, activities by category,
 * goods by unit, people by role and unit. 人 and 人次 stand side by side, never added.
 */
import { addQuantities, type Quantity, UnitsDiffer } from '../quantity.ts';
import {
  ACTIVITY_CATEGORIES,
  type ActivityCategory,
  type Goods,
  type Headcount,
  HEADCOUNT_ROLES,
  type HeadcountRole,
  type SessionState,
} from '../service/session.ts';

export interface TotalsRows {
  readonly pilotStationIds: readonly string[];
  /** Stations with an active pairing in the programme. */
  readonly pairedStationIds: readonly string[];
  readonly sessions: readonly {
    readonly id: string;
    readonly state: SessionState;
    readonly category: ActivityCategory | null;
    readonly headcounts: readonly Pick<Headcount, 'role' | 'quantity'>[];
    readonly goods: readonly Pick<Goods, 'quantity'>[];
  }[];
}

export interface ProgrammeTotals {
  readonly pilotStations: number;
  readonly pairedPilotStations: number;
  /** Confirmed sessions, each once, however many stations share it; those without a category too. */
  readonly activities: number;
  readonly activitiesByCategory: readonly { readonly category: ActivityCategory; readonly count: number }[];
  /** One sum for each unit met. */
  readonly goods: readonly Quantity[];
  /** One sum for each role and unit met, in the order of the roles. */
  readonly headcounts: readonly { readonly role: HeadcountRole; readonly quantity: Quantity }[];
}

export function programmeTotals(rows: TotalsRows): ProgrammeTotals {
  const pilots = new Set(rows.pilotStationIds);
  const sessions = [...new Map(rows.sessions.map((s) => [s.id, s])).values()].filter((s) => s.state === 'confirmed');
  const headcounts = sessions.flatMap((s) => s.headcounts);
  return {
    pilotStations: pilots.size,
    pairedPilotStations: new Set(rows.pairedStationIds.filter((id) => pilots.has(id))).size,
    activities: sessions.length,
    activitiesByCategory: ACTIVITY_CATEGORIES.map((category) => ({
      category,
      count: sessions.filter((s) => s.category === category).length,
    })),
    goods: sumByUnit(sessions.flatMap((s) => s.goods.map((g) => g.quantity))),
    headcounts: HEADCOUNT_ROLES.flatMap((role) =>
      sumByUnit(headcounts.filter((h) => h.role === role).map((h) => h.quantity)).map((quantity) => ({
        role,
        quantity,
      })),
    ),
  };
}

/** One sum for each unit, in the order in which the units are first met. */
export function sumByUnit(quantities: readonly Quantity[]): Quantity[] {
  const sums = new Map<string, Quantity>();
  for (const quantity of quantities) {
    const sum = sums.get(quantity.unit);
    const next = sum ? addQuantities(sum, quantity) : quantity;
    if (next instanceof UnitsDiffer) throw next;
    sums.set(quantity.unit, next);
  }
  return [...sums.values()];
}
