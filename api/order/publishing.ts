/** Posting an order, inside whatever command asks for it: published at once, or handed to whoever approves, by the rule in force. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { NO_APPROVAL, routeOf } from '@jiedui/shared/order/approval.ts';
import { OfferNotOnMenu } from '@jiedui/shared/order/flow-refusals.ts';
import { post, submit } from '@jiedui/shared/order/lifecycle.ts';
import { checkPosting } from '@jiedui/shared/order/posting.ts';
import { refuseUnsettled } from '@jiedui/shared/order/joint-stations.ts';
import type { MembersUnsettled, OrderIncomplete, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { serviceTypeOf } from '@jiedui/shared/taxonomy/scheme.ts';
import { v7 as uuid } from 'uuid';
import type { Viewer } from '../viewer.ts';
import { type ApprovalRule, insertApproval, ruleInForce } from './approval.store.ts';
import { askOrganization, menuStillStands } from './menu.store.ts';
import { openingAt } from './opening.ts';
import { keepJoined, membersOf } from './member.store.ts';
import { type OrderRow, saveStep } from './order.store.ts';
import type { DoneFacts } from './own-order.ts';

/** The order is locked and the viewer's own. */
export async function publish(
  tx: Tx,
  viewer: Viewer,
  order: OrderRow,
  at: Date,
): Promise<DoneFacts | OrderNotIn | OrderIncomplete | PersonalDataFound | OfferNotOnMenu | MembersUnsettled> {
  const posted = post(order, at);
  if (posted instanceof Refusal) return posted;
  const fields = checkPosting(order, at);
  if (fields instanceof Refusal) return fields;
  const type = serviceTypeOf(fields.serviceType);
  if (!type) throw new Error(`unknown service type ${fields.serviceType} passed the check`);
  const members = order.memberStationIds.length === 0 ? [] : await membersOf(tx, [order.id]);
  const unsettled = refuseUnsettled(members);
  if (unsettled) return unsettled;
  const [rule, stands] = await Promise.all([
    ruleInForce(tx, order.authorityId, localDateOf(at)),
    menuStillStands(tx, order.id),
  ]);
  if (!stands) return new OfferNotOnMenu();
  if (0 < members.length) await keepJoined(tx, order.id, members);
  const route = routeOf(rule ?? NO_APPROVAL, order);
  const scheme = { scheme: type.scheme, schemeVersion: type.version };
  if (route.to === 'review' && rule) {
    const submitted = submit(order, at);
    if (submitted instanceof Refusal) return submitted;
    const approverAuthorityId = approverOf(rule, order);
    await saveStep(tx, order, { ...submitted, ...scheme, approverAuthorityId }, at);
    await insertApproval(tx, {
      ...submissionOf(rule, viewer, order, at),
      outcome: null,
      decidedAt: null,
      bypass: null,
      look: null,
    });
    return {
      versionBefore: order.version,
      versionAfter: order.version + 1,
      changed: ['state', 'approval', 'scheme', 'schemeVersion'],
      topic: 'order.submitted',
      market: false,
      approverAuthorityId,
    };
  }
  const opening = await openingAt(tx, order, at);
  await saveStep(tx, order, { ...posted, ...scheme, opening }, at);
  if (route.to === 'open' && route.because && rule) {
    const look = route.look ? 'waiting' : null;
    const bypass = { outcome: 'approved', decidedAt: at, bypass: route.because, look } as const;
    await insertApproval(tx, { ...submissionOf(rule, viewer, order, at), ...bypass });
  }
  const asked = await askOrganization(tx, { ...posted, version: order.version + 1 }, at);
  return {
    versionBefore: order.version,
    versionAfter: order.version + (asked ? 2 : 1),
    changed: ['state', 'postedAt', 'scheme', 'schemeVersion'],
    topic: 'order.posted',
    market: true,
    more: asked ? [asked] : [],
  };
}

/** The bureau approves for itself, a centre in its place; a lead's approval is the station's own and names no authority. */
function approverOf(rule: ApprovalRule, order: OrderRow): string | null {
  if (rule.approver === 'bureau') return order.authorityId;
  return rule.approver === 'centre' ? rule.centreId : null;
}

const submissionOf = (rule: ApprovalRule, viewer: Viewer, order: OrderRow, at: Date) => ({
  id: uuid(),
  tenantId: viewer.tenantId,
  orderId: order.id,
  stationId: order.stationId,
  authorityId: order.authorityId,
  ruleId: rule.id,
  approver: rule.approver,
  approverAuthorityId: approverOf(rule, order),
  submittedBy: viewer.accountId,
  submittedAt: at,
});
