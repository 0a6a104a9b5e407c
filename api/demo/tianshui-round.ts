/**
 * The round that the bureau of 天水 made on its last working day: computed, saved, some invitations sent, one pair decided
 * otherwise, and one organization that has said no. Nobody has accepted yet, so that the market is as it was.
 */
import { inTransaction } from '@jiedui/db/connect.ts';
import { addDays, type LocalDate, type Month, monthOf } from '@jiedui/shared/calendar.ts';
import type { Invitation } from '@jiedui/shared/claim/invitation.ts';
import type { MatchingRun } from '@jiedui/shared/matching/round/run.ts';
import { NOTHING_CHANGED } from '@jiedui/shared/matching/round/what-if.ts';
import { declineInvitation } from '../claim/invitation.commands.ts';
import { invitationsOfRuns } from '../claim/invitation.store.ts';
import { sendInvitations } from '../claim/send-invitations.ts';
import type { CommandContext } from '../hall/command.ts';
import { saveMatchingRun } from '../matching/run.commands.ts';
import { lastRunOf, pairsOfRuns } from '../matching/run.store.ts';
import { askRound, openRound, planHash } from '../matching/rounds.ts';
import type { Stage } from './stage.ts';
import { type Days, instant } from './tianshui-days.ts';
import { BUREAU, ORGANIZATIONS } from './tianshui-units.ts';

/** Every open order of the demo can be served on the day that is so many days from its loading. */
const SERVED_AFTER_DAYS = 25;
const SENT_MOST = 3;

export function planRound(stage: Stage, days: Days): void {
  const day = days.back(0);
  const month = monthOf(addDays(days.today, SERVED_AFTER_DAYS));
  stage.plan(instant(day, '17:10'), `matching round ${month}`, (at) => save(stage, month, at));
  stage.plan(instant(day, '17:20'), 'send invitations', (at) => send(stage, month, at));
  stage.plan(instant(day, '17:45'), 'decline an invitation', (at) => decline(stage, month, day, at));
}

/** A load that was cut off finds the run that it saved before: its inputs are then other ones than they were. */
async function save(stage: Stage, month: Month, at: Date) {
  const bureau = stage.as(BUREAU.login, at);
  if (await runOf(stage, bureau, month)) return null;
  const asked = { authorityId: stage.id('authority bureau'), month, weightSetId: null };
  const seen = await reading(bureau, async (tx) => {
    const round = await openRound(tx, asked, null, at);
    if (!round) throw new Error('demo: the bureau has no round');
    return { key: round.key, hash: planHash(NOTHING_CHANGED, await askRound(round, 'plan', NOTHING_CHANGED)) };
  });
  return saveMatchingRun(bureau, {
    clientMutationId: stage.key(`save run ${month}`),
    asked,
    key: seen.key,
    whatIf: NOTHING_CHANGED,
    expectedHash: seen.hash,
  });
}

/** The first few go out, the next one is decided otherwise, the rest is left. */
async function send(stage: Stage, month: Month, at: Date) {
  const bureau = stage.as(BUREAU.login, at);
  const run = await runOf(stage, bureau, month);
  if (!run) throw new Error(`demo: no run of ${month}`);
  const proposed = await reading(bureau, (tx) => pairsOfRuns(tx, [run.id]));
  const pairs = proposed.map(({ orderId, organizationId }) => ({ orderId, organizationId }));
  return sendInvitations(bureau, {
    clientMutationId: stage.key(`send run ${month}`),
    runId: run.id,
    expectedVersion: 1,
    pairs: pairs.slice(0, SENT_MOST),
    overridden: pairs
      .slice(SENT_MOST, SENT_MOST + 1)
      .map((pair) => ({ ...pair, reason: '该站已与本地志愿服务队商定，待其答复。' })),
  });
}

async function decline(stage: Stage, month: Month, day: LocalDate, at: Date) {
  const bureau = stage.as(BUREAU.login, at);
  const run = await runOf(stage, bureau, month);
  const sent = run ? await reading(bureau, (tx) => invitationsOfRuns(tx, [run.id])) : [];
  const [first] = sent;
  if (!first) return null;
  return declineInvitation(stage.as(loginOf(stage, first), at), {
    clientMutationId: stage.key(`decline ${month} ${day}`),
    invitationId: first.id,
    expectedVersion: 1,
    reason: 'capacity',
    words: '本月骨干志愿者已排满，下月可以承接。',
  });
}

const runOf = (stage: Stage, bureau: CommandContext, month: Month): Promise<MatchingRun | null> =>
  reading(bureau, (tx) => lastRunOf(tx, stage.id('authority bureau'), month));

function reading<T>({ pool, sessionId, at }: CommandContext, read: Parameters<typeof inTransaction<T>>[3]): Promise<T> {
  return inTransaction(pool, { session: sessionId, at }, 'read', read);
}

function loginOf(stage: Stage, { organizationId }: Invitation): string {
  const found = ORGANIZATIONS.find(({ login }) => stage.id(`organization ${login}`) === organizationId);
  if (!found) throw new Error(`demo: nobody acts for ${organizationId}`);
  return found.login;
}
