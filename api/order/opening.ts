/** When an order opens to whom: settled at posting by the station's word, or the terms of its authority (shared/order/claim-terms.ts). */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { type Opening, openingOf } from '@jiedui/shared/order/claim-terms.ts';
import { isPairedStation, termsOfOne } from './claim-terms.store.ts';
import type { OrderRow } from './order.store.ts';

export async function openingAt(tx: Tx, order: OrderRow, postedAt: Date): Promise<Opening | null> {
  const [terms, isPaired] = await Promise.all([
    termsOfOne(tx, order.authorityId),
    isPairedStation(tx, order.stationId, localDateOf(postedAt)),
  ]);
  const { claimMode, urgency, claimableUntil } = order;
  const facts = { said: claimMode ?? null, isEmergency: urgency === 'emergency', claimableUntil, isPaired };
  return openingOf(facts, terms, postedAt);
}
