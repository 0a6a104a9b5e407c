/**
 * What the people of a demo set do, each a command with the whole of its input: the verbs of the script. Versions are the
 * ones that the record has at that step, never read back, so that a load that was cut off repeats the same inputs.
 */
import { inTransaction } from '@jiedui/db/connect.ts';
import { type LocalDate, localDate, localDateOf, type Month } from '@jiedui/shared/calendar.ts';
import { DECISIONS_WITH_NOTE } from '@jiedui/shared/dispatch/deciding.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { claimOrder, confirmClaim } from '../claim/claim.commands.ts';
import { planFirstSession } from '../claim/lease.commands.ts';
import { decideDispatchLine, issueDispatchRound, openDispatchRound } from '../dispatch/dispatch.commands.ts';
import { linesOfRounds } from '../dispatch/dispatch.store.ts';
import { changeOfferState, publishOffer } from '../offer/offer.commands.ts';
import { recordOrganizationChecks } from '../organization/checks.commands.ts';
import { postOrder, saveOrderDraft } from '../order/order.commands.ts';
import { draftAgreement, signAgreement } from '../pairing/pairing.commands.ts';
import { confirmSession, recordSession } from '../service/service.commands.ts';
import type { DemoAgreement, DemoOffer, DemoOrder, DemoSession } from './demo-set.ts';
import type { Stage } from './stage.ts';
import { instant } from './tianshui-days.ts';
import { BUREAU } from './tianshui-units.ts';

/** The days of an order: when it is served, and the last instant for a claim. */
export interface OrderDays {
  readonly windowFrom: LocalDate | null;
  readonly windowTo: LocalDate | null;
  readonly claimableUntil: Date | null;
}

export async function draftOrder(stage: Stage, order: DemoOrder, days: OrderDays, at: Date) {
  const { key, station, ...fields } = order;
  const clientMutationId = stage.key(`draft ${key}`);
  const made = await saveOrderDraft(stage.as(station, at), {
    clientMutationId,
    id: null,
    expectedVersion: null,
    ...fields,
    ...days,
  });
  if (!(made instanceof Refusal)) stage.keep(`order ${key}`, made.id);
  return made;
}

/** Drafts and posts it two minutes later, as a person does. */
export async function post(stage: Stage, order: DemoOrder, days: OrderDays, at: Date) {
  const drafted = await draftOrder(stage, order, days, new Date(at.getTime() - 120_000));
  if (drafted instanceof Refusal) return drafted;
  if (days.windowFrom) stage.keep(`begins ${order.key}`, days.windowFrom);
  const clientMutationId = stage.key(`post ${order.key}`);
  return postOrder(stage.as(order.station, at), { clientMutationId, orderId: drafted.id, expectedVersion: 1 });
}

export async function claim(stage: Stage, orderKey: string, organization: string, at: Date) {
  const clientMutationId = stage.key(`claim ${orderKey}`);
  const made = await claimOrder(stage.as(organization, at), {
    clientMutationId,
    orderId: stage.id(`order ${orderKey}`),
  });
  if (!(made instanceof Refusal)) {
    stage.keep(`claim ${orderKey}`, made.id);
    stage.keep(`claimant ${orderKey}`, organization);
  }
  return made;
}

/** @param plans the organization says at once on which day it begins; else its lease runs */
export async function accept(stage: Stage, order: DemoOrder, plans: boolean, at: Date) {
  const clientMutationId = stage.key(`accept ${order.key}`);
  const claimId = stage.id(`claim ${order.key}`);
  const made = await confirmClaim(stage.as(order.station, at), { clientMutationId, claimId, expectedVersion: 1 });
  if (made instanceof Refusal || !plans) return made;
  const [today, begins] = [localDateOf(at), localDate(stage.id(`begins ${order.key}`))];
  return planFirstSession(stage.as(stage.id(`claimant ${order.key}`), at), {
    clientMutationId: stage.key(`plan ${order.key}`),
    claimId,
    expectedVersion: 2,
    on: today < begins ? begins : today,
  });
}

export async function agree(
  stage: Stage,
  orderKey: string,
  organization: string,
  agreement: DemoAgreement,
  term: { readonly termFrom: LocalDate; readonly termTo: LocalDate },
  at: Date,
) {
  const claimId = stage.id(`claim ${orderKey}`);
  const clientMutationId = stage.key(`agree ${orderKey}`);
  const made = await draftAgreement(stage.as(organization, at), { clientMutationId, claimId, ...agreement, ...term });
  if (!(made instanceof Refusal)) stage.keep(`agreement ${orderKey}`, made.id);
  return made;
}

/** The bureau writes down what it has seen: a licence without an end, or the yearly staff check of that day. */
export function check(stage: Stage, login: string, licensed: boolean, expectedVersion: number, at: Date) {
  return recordOrganizationChecks(stage.as(BUREAU.login, at), {
    clientMutationId: stage.key(`check ${login} ${expectedVersion}`),
    organizationId: stage.id(`organization ${login}`),
    expectedVersion,
    qualifications: licensed ? [{ code: 'medical_practice', validUntil: null }] : [],
    backgroundCheckedOn: licensed ? null : localDateOf(at),
  });
}

/** `expectedVersion` is 1 for the first to sign and 2 for the second. */
export function signFor(stage: Stage, orderKey: string, login: string, expectedVersion: number, at: Date) {
  const clientMutationId = stage.key(`sign ${orderKey} ${login}`);
  return signAgreement(stage.as(login, at), {
    clientMutationId,
    agreementId: stage.id(`agreement ${orderKey}`),
    expectedVersion,
  });
}

/** Records what was held on `day` and hands it in. */
export async function record(stage: Stage, session: DemoSession, day: LocalDate, at: Date) {
  const { key, organization, providers, stations, orders, from, to, goods, ...fields } = session;
  const made = await recordSession(stage.as(organization, at), {
    clientMutationId: stage.key(`record ${key}`),
    id: null,
    expectedVersion: null,
    submit: true,
    ...fields,
    startedAt: instant(day, from),
    endedAt: instant(day, to),
    stationIds: stations.map(({ station }) => stage.id(`station ${station}`)),
    providerIds: providers.map((login) => stage.id(`organization ${login}`)),
    orders: orders.map((order) => ({ orderId: stage.id(`order ${order}`), completes: true })),
    goods: goods.map(({ recipientStation, ...line }) => ({
      ...line,
      recipientStationId: recipientStation && stage.id(`station ${recipientStation}`),
    })),
    photos: [],
  });
  if (!(made instanceof Refusal)) stage.keep(`session ${key}`, made.id);
  return made;
}

/** One station's word; `turn` counts the stations of the session from 1. */
export function endorse(
  stage: Stage,
  sessionKey: string,
  mark: DemoSession['stations'][number],
  turn: number,
  at: Date,
) {
  const { station, satisfaction, opinion } = mark;
  return confirmSession(stage.as(station, at), {
    clientMutationId: stage.key(`endorse ${sessionKey} ${station}`),
    sessionId: stage.id(`session ${sessionKey}`),
    expectedVersion: turn,
    satisfaction,
    opinion,
  });
}

export async function offer(
  stage: Stage,
  { organization, ...fields }: DemoOffer,
  window: { readonly windowFrom: LocalDate; readonly windowTo: LocalDate },
  at: Date,
) {
  const clientMutationId = stage.key(`offer ${organization} ${fields.title}`);
  const made = await publishOffer(stage.as(organization, at), {
    clientMutationId,
    id: null,
    expectedVersion: null,
    ...fields,
    ...window,
  });
  if (!(made instanceof Refusal)) stage.keep(`offer ${organization} ${fields.title}`, made.id);
  return made;
}

/** The monthly confirmation; `turn` counts those of the offer from 1. */
export function confirmOffer(stage: Stage, { organization, title }: DemoOffer, turn: number, at: Date) {
  return changeOfferState(stage.as(organization, at), {
    clientMutationId: stage.key(`confirm offer ${organization} ${title} ${turn}`),
    offerId: stage.id(`offer ${organization} ${title}`),
    expectedVersion: turn,
    state: 'listed',
  });
}

/** Opens the round of a month, decides every line as the product proposes, and issues it within the hour. */
export async function dispatch(stage: Stage, login: string, programmeId: string, month: Month, at: Date) {
  const bureau = stage.as(login, at);
  const round = await openDispatchRound(bureau, {
    clientMutationId: stage.key(`open round ${month}`),
    programmeId,
    month,
  });
  if (round instanceof Refusal) return round;
  const lines = await inTransaction(bureau.pool, { session: bureau.sessionId, at }, 'read', (tx) =>
    linesOfRounds(tx, [round.id]),
  );
  for (const [index, line] of lines.entries()) {
    const decision = line.proposedDecision;
    const needsNote = (DECISIONS_WITH_NOTE as readonly string[]).includes(decision);
    const decided = await decideDispatchLine(stage.as(login, new Date(at.getTime() + (index + 1) * 120_000)), {
      clientMutationId: stage.key(`decide ${month} ${line.pairingId}`),
      lineId: line.id,
      expectedVersion: 1,
      decision,
      note: needsNote ? '请双方联系人本周内对接，商定下月服务安排。' : '',
    });
    if (decided instanceof Refusal) return decided;
  }
  const clientMutationId = stage.key(`issue round ${month}`);
  return issueDispatchRound(stage.as(login, new Date(at.getTime() + 3_600_000)), {
    clientMutationId,
    roundId: round.id,
    expectedVersion: 1,
  });
}
