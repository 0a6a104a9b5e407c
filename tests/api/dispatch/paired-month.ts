/**
 * November 2026 in the small world: 大城街道社工站 and 心连心 are paired and have served their one order; 社棠镇社工站 and
 * 暖阳 are paired, their order is in service, and both took part in the joint clinic that both stations confirmed.
 */
import { randomUUID } from 'node:crypto';
import { claimOrder, confirmClaim } from '@jiedui/api/claim/claim.commands.ts';
import type { CommandContext } from '@jiedui/api/hall/command.ts';
import { postOrder, type SaveOrderDraftInput, saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import { draftAgreement, signAgreement } from '@jiedui/api/pairing/pairing.commands.ts';
import { confirmSession, type RecordSessionInput, recordSession } from '@jiedui/api/service/service.commands.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { startWorld } from '../../kit/world.ts';

export type PairedMonth = Awaited<ReturnType<typeof pairedMonth>>;

const key = () => ({ clientMutationId: randomUUID() });

/** The thing, where a refusal would be a surprise. */
export function done<T>(outcome: T): Exclude<T, Refusal> {
  if (outcome instanceof Refusal) throw new Error(`refused: ${outcome.code} ${outcome.message}`);
  return outcome as Exclude<T, Refusal>;
}

export async function pairedMonth() {
  const world = await startWorld();
  const { dacheng, shetang } = world.stations;
  const { xinlianxin, nuanyang } = world.organizations;
  const as = async (who: { accountId: string }): Promise<CommandContext> => ({
    ...(await world.contextOf(who.accountId)),
    at: world.clock.now,
  });
  const people = {
    dacheng: await as(dacheng),
    shetang: await as(shetang),
    xinlianxin: await as(xinlianxin),
    nuanyang: await as(nuanyang),
  };
  const now = (context: CommandContext): CommandContext => ({ ...context, at: world.clock.now });

  async function post(station: CommandContext, title: string, changes: Partial<SaveOrderDraftInput> = {}) {
    const draft = done(
      await saveOrderDraft(now(station), {
        ...key(),
        id: null,
        expectedVersion: null,
        title,
        description: '辖区独居老人多，需要每周上门探访。',
        serviceType: 'EC01',
        targetGroups: ['elder_alone'],
        headcount: { value: 30, qualifier: 'about', unit: 'person' },
        place: '街道办一楼',
        windowFrom: '2026-11-24',
        windowTo: '2026-12-20',
        needType: 'expressed',
        mode: 'relief',
        leg: 'service',
        urgency: 'normal',
        claimableUntil: new Date('2026-12-10T10:00:00Z'),
        ...changes,
      }),
    );
    return done(await postOrder(now(station), { ...key(), orderId: draft.id, expectedVersion: draft.version }));
  }
  const claim = async (organization: CommandContext, orderId: string) =>
    done(await claimOrder(now(organization), { ...key(), orderId }));

  /** Posts, claims, confirms, drafts and signs. */
  async function pair(station: CommandContext, organization: CommandContext, title: string) {
    const order = await post(station, title);
    const claimed = await claim(organization, order.id);
    const confirmed = done(
      await confirmClaim(now(station), { ...key(), claimId: claimed.id, expectedVersion: claimed.version }),
    );
    const agreement = done(
      await draftAgreement(now(organization), {
        ...key(),
        claimId: confirmed.id,
        goal: '让独居老人有人常看望。',
        tasks: ['每周入户探访'],
        termFrom: '2026-11-24',
        termTo: '2026-12-31',
        funding: '无偿',
        indicators: [{ name: '入户探访', unit: '次', quantity: 12 }],
      }),
    );
    const half = done(
      await signAgreement(now(organization), { ...key(), agreementId: agreement.id, expectedVersion: 1 }),
    );
    const whole = done(
      await signAgreement(now(station), { ...key(), agreementId: agreement.id, expectedVersion: half.version }),
    );
    return { order, claim: confirmed, agreement: whole };
  }

  async function serve(organization: CommandContext, input: Partial<RecordSessionInput>) {
    return done(
      await recordSession(now(organization), {
        ...key(),
        id: null,
        expectedVersion: null,
        submit: true,
        title: '联合义诊',
        theme: '敬老月',
        category: 'free_clinic',
        method: 'clinic',
        serviceTypes: ['EC03'],
        startedAt: new Date('2026-11-23T01:00:00Z'),
        endedAt: new Date('2026-11-23T08:00:00Z'),
        place: '文化广场',
        contents: ['测血压'],
        partners: [],
        summary: '老人们排队问诊，秩序良好。',
        stationIds: [dacheng.id],
        providerIds: [],
        orders: [],
        headcounts: [
          { role: 'medic', quantity: { value: 26, qualifier: 'exact', unit: 'person' }, targetGroup: null },
          { role: 'beneficiary', quantity: { value: 350, qualifier: 'over', unit: 'person' }, targetGroup: 'elder' },
        ],
        goods: [],
        photos: [],
        ...input,
      }),
    );
  }
  const endorse = async (
    station: CommandContext,
    session: { id: string; version: number },
    satisfaction: number | null,
  ) =>
    done(
      await confirmSession(now(station), {
        ...key(),
        sessionId: session.id,
        expectedVersion: session.version,
        satisfaction,
        opinion: null,
      }),
    );

  const first = await pair(people.dacheng, people.xinlianxin, '独居老人每周探访');
  const second = await pair(people.shetang, people.nuanyang, '社棠独居老人探访');
  const clinic = await serve(people.xinlianxin, {
    stationIds: [dacheng.id, shetang.id],
    providerIds: [nuanyang.id],
    orders: [{ orderId: first.order.id, completes: true }],
    goods: [
      {
        item: '慰问品',
        spec: '',
        quantity: { value: 32, qualifier: 'exact', unit: 'set' },
        recipientStationId: dacheng.id,
        recipient: '',
      },
    ],
  });
  const half = await endorse(people.dacheng, clinic, 5);
  const whole = await endorse(people.shetang, half, 4);
  return { ...world, people, first, second, clinic: whole, post, claim, pair, serve, endorse };
}
