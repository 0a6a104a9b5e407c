/**
 * A small town for tests of the database: a bureau over a county bureau and its neighbour, two stations, two
 * organizations, and at least one row in every table. A second tenant holds a station and an order of its own.
 */
import { inTransaction } from '@jiedui/db/connect.ts';
import type pg from 'pg';
import { seedPeople } from './town/account.ts';
import { seedClaims, seedSharing } from './town/claim.ts';
import { seedDispatch } from './town/dispatch.ts';
import { seedHall } from './town/hall.ts';
import { seedMatching } from './town/matching.ts';
import { seedNeeds } from './town/need.ts';
import { seedOffers } from './town/offer.ts';
import { seedOrderFlow } from './town/order-flow.ts';
import { seedOrders } from './town/order.ts';
import { seedOrganizations } from './town/organization.ts';
import { seedPairings } from './town/pairing.ts';
import { seedReports } from './town/report.ts';
import { seedServices } from './town/service.ts';
import { seedStations } from './town/station.ts';

export type Town = Awaited<ReturnType<typeof seedTown>>;

export function seedTown(pool: pg.Pool) {
  return inTransaction(pool, { system: 'install' }, 'write', async (tx) => {
    const people = await seedPeople(tx);
    const offers = await seedOffers(tx, people);
    const orders = await seedOrders(tx, people);
    const claims = await seedClaims(tx, people, orders);
    await seedSharing(tx, people);
    const pairings = await seedPairings(tx, people, claims);
    await seedHall(tx, people, orders);
    return {
      ...people,
      ...offers,
      ...orders,
      ...claims,
      ...pairings,
      ...(await seedStations(tx, people, orders)),
      ...(await seedOrganizations(tx, people)),
      ...(await seedOrderFlow(tx, people, offers, orders)),
      ...(await seedNeeds(tx, people, orders)),
      ...(await seedMatching(tx, people, orders)),
      ...(await seedServices(tx, people, orders)),
      ...(await seedDispatch(tx, people, pairings)),
      ...(await seedReports(tx, people)),
    };
  });
}
