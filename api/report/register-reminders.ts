/**
 * Reminders of the register: an application that waits, handed in by somebody without an account, so that no command tells
 * of it; and what runs out (到期提醒): licences, ratings, staff checks, yearly reports. Every organization
 * is looked at in turn until the page is full of those with something near.
 */
import { daysBetween, endOfDay, formatDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { type Expiry, expiriesOn } from '@jiedui/shared/organization/expiry.ts';
import { dayStage, daysLeftWords, EXPIRY_STAGES_DAYS } from '@jiedui/shared/report/reminding.ts';
import { expiryFactsOf } from '../organization/register.store.ts';
import { applicationsWaiting, type OrganizationNear, organizationsToRemind } from './organization-notices.store.ts';
import type { Reminder, ReminderSource } from './reminders.ts';

export const applicationWaiting: ReminderSource = {
  name: 'application.waiting',
  due: async (tx, _at, page) =>
    (await applicationsWaiting(tx, page)).map(({ id, tenantId, authorityId, name, submittedAt }) => ({
      tenantId,
      to: { authorityIds: [authorityId] },
      key: `application.waiting:${id}:${submittedAt.toISOString()}`,
      kind: 'application.waiting',
      thingId: id,
      dueAt: submittedAt,
      title: `${name}提交了入驻申请，请受理`,
      body: `${formatDate(localDateOf(submittedAt))}提交。请核对登记信息后通过、退回补正或不予通过。`,
      link: `/d/applications?application=${id}`,
    })),
};

export const organizationExpiring: ReminderSource = {
  name: 'organization.expiring',
  due: async (tx, at, page) => {
    const found: Reminder[] = [];
    const things = new Set<string>();
    let { after } = page;
    for (;;) {
      const organizations = await organizationsToRemind(tx, { ...page, after });
      const facts = await expiryFactsOf(
        tx,
        organizations.map(({ id }) => id),
      );
      for (const organization of organizations) {
        const own = facts.find(({ organizationId }) => organizationId === organization.id);
        const due = own ? remindersOf(organization, onceEach(expiriesOn(own, localDateOf(at))), at) : [];
        if (0 < due.length) things.add(organization.id);
        found.push(...due);
        if (things.size === page.limit) return found;
      }
      if (organizations.length < page.limit) return found;
      after = organizations.at(-1)?.id ?? null;
    }
  },
};

function remindersOf(
  { id, tenantId, name, authorityIds }: OrganizationNear,
  expiries: readonly Expiry[],
  at: Date,
): Reminder[] {
  const today = localDateOf(at);
  return expiries.flatMap(({ kind, what, lastOn }) => {
    const stage = dayStage(today, lastOn, EXPIRY_STAGES_DAYS);
    if (stage === null) return [];
    const told = {
      tenantId,
      kind: 'organization.expiring',
      thingId: id,
      dueAt: endOfDay(lastOn),
      title: `${name}的${what}最迟${formatDate(lastOn)}，${daysLeftWords(daysBetween(today, lastOn))}`,
    };
    const key = `organization.expiring:${id}:${kind}:${what}:${lastOn}:${stage}`;
    return [
      {
        ...told,
        to: { organizationIds: [id] },
        key: `${key}:own`,
        body: '请在到期前办好换证、评估、核查或报告，并把结果告诉民政局登记。',
        link: '/m/organization/register',
      },
      {
        ...told,
        to: { authorityIds },
        key: `${key}:authority`,
        body: '请提醒对方办理；办好后在组织名录登记新的有效期。',
        link: `/d/organizations/${id}`,
      },
    ];
  });
}

/** Several members of staff may have the same thing on the same day: told once, for it names nobody. */
function onceEach(expiries: readonly Expiry[]): Expiry[] {
  const keyOf = ({ kind, what, lastOn }: Expiry) => `${kind} ${what} ${lastOn}`;
  return expiries.filter((one, i) => expiries.findIndex((other) => keyOf(other) === keyOf(one)) === i);
}
