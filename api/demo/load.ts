/**
 * Loads the demo set once: units and accounts first, then the story, everything through the commands that the screens use.
 * A note in the settings says when it was begun and whether it was finished: a finished set is left alone, and one that
 * was cut off is taken up again from the same instant.
 */
import { inTransaction, type Pool } from '@jiedui/db/connect.ts';
import { startOfDay } from '@jiedui/shared/calendar.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { findAccountByLogin } from '../account/account.store.ts';
import { openAccount } from '../account/account.commands.ts';
import type { Clock } from '../clock.ts';
import { silent } from '../hall/live.ts';
import { fileStore } from '../hall/file/store.ts';
import { installFirstAuthority } from '../install.ts';
import { registerOrganization } from '../organization/organization.commands.ts';
import { registerAuthority, startProgramme } from '../region/region.commands.ts';
import { registerStation } from '../station/station.commands.ts';
import { authorityIdOf, viewerFrom } from '../viewer.ts';
import { closeOutboxBefore, readDemoNote, writeDemoNote } from './demo.store.ts';
import type { DemoAccount } from './demo-set.ts';
import { TIANSHUI_REGIONS } from './regions-tianshui.ts';
import { Stage } from './stage.ts';
import { planTianshui } from './tianshui.ts';
import { planRegisters } from './tianshui-registers.ts';
import { planStations } from './tianshui-stations.ts';
import { type Days, instant, planDays } from './tianshui-days.ts';
import {
  BUREAU,
  CHILD_AUTHORITIES,
  DEMO_PASSWORD,
  ORGANIZATIONS,
  PLAQUE_HUNG,
  PROGRAMME_MODE,
  PROGRAMME_NAME,
  STATIONS,
} from './tianshui-units.ts';

export interface DemoOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: { info(message: string): void };
  /** Where the photos of the set are kept; without it nothing that needs a photo is loaded. */
  readonly dataDir?: string;
}

/** The accounts of the set, for the start of the server to print. */
export function demoAccounts(): DemoAccount[] {
  const account = (roleZh: string, unit: string, login: string): DemoAccount => ({
    roleZh,
    unit,
    login,
    password: DEMO_PASSWORD,
  });
  return [
    account('主管单位', BUREAU.name, BUREAU.login),
    ...STATIONS.map(({ name, login }) => account('社工站', name, login)),
    ...ORGANIZATIONS.map(({ name, login }) => account('社会组织', name, login)),
  ];
}

/** Loads what is not loaded yet, and says who can sign in. */
export async function loadDemo({ pool, clock, log, dataDir }: DemoOptions): Promise<DemoAccount[]> {
  const note = await inTransaction(pool, { system: 'sign_in' }, 'read', readDemoNote);
  if (note?.complete) return demoAccounts();
  const loadedAt = note ? new Date(note.loadedAt) : clock();
  const begun = { set: 'tianshui', loadedAt: loadedAt.toISOString(), complete: false } as const;
  await inTransaction(pool, { system: 'install' }, 'write', (tx) => writeDemoNote(tx, begun, loadedAt));
  log.info('正在载入演示数据（天水）……');

  const days = planDays(loadedAt);
  const stage = new Stage(pool, loadedAt);
  await openUnits(stage, pool, days);
  planTianshui(stage, days);
  planStations(stage, days, dataDir ? fileStore(dataDir) : null);
  const hall = { pool, openPool: pool, live: silent, clock, dataDir: dataDir ?? '' };
  planRegisters(stage, { hall, requestId: 'demo', address: 'demo' }, days);
  await stage.play();
  await stage.leave();
  await inTransaction(pool, { system: 'install' }, 'write', async (tx) => {
    await closeOutboxBefore(tx, startOfDay(days.back(3)));
    await writeDemoNote(tx, { ...begun, complete: true }, loadedAt);
  });
  return demoAccounts();
}

/** The authorities, the programme, the stations, the providers and an account for each, on the programme's first morning. */
async function openUnits(stage: Stage, pool: Pool, days: Days): Promise<void> {
  const at = instant(days.start, '08:30');
  const tenantId = await openBureau(stage, pool, at);
  const bureau = stage.as(BUREAU.login, at);
  for (const { key, ...authority } of CHILD_AUTHORITIES) {
    const made = await registerAuthority(bureau, { clientMutationId: stage.key(`authority ${key}`), ...authority });
    if (made instanceof Refusal) throw new Error(`demo: ${authority.name} was refused: ${made.message}`);
    stage.keep(`authority ${key}`, made.id);
  }
  const programme = await startProgramme(bureau, {
    clientMutationId: stage.key('programme'),
    name: PROGRAMME_NAME,
    mode: PROGRAMME_MODE,
    fromOn: days.termFrom,
    toOn: days.termTo,
    dispatchDueDay: 25,
  });
  if (programme instanceof Refusal) throw new Error(`demo: the programme was refused: ${programme.message}`);
  stage.keep('programme', programme.id);

  for (const { login, person, authority, ...station } of [...STATIONS, PLAQUE_HUNG]) {
    const serves = login !== PLAQUE_HUNG.login;
    const clientMutationId = stage.key(`station ${login}`);
    const authorityId = stage.id(`authority ${authority}`);
    const made = await registerStation(bureau, {
      clientMutationId,
      ...station,
      authorityId,
      state: serves ? 'operating' : 'plaque_hung',
      programmeId: serves ? programme.id : null,
      pilot: serves,
    });
    if (made instanceof Refusal) throw new Error(`demo: ${station.name} was refused: ${made.message}`);
    stage.keep(`station ${login}`, made.id);
    const roles = [
      { role: 'station_worker', stationId: made.id } as const,
      { role: 'station_lead', stationId: made.id } as const,
    ];
    await open(login, person, roles);
  }
  for (const { login, person, ...organization } of ORGANIZATIONS) {
    const made = await registerOrganization(bureau, {
      clientMutationId: stage.key(`organization ${login}`),
      ...organization,
    });
    stage.keep(`organization ${login}`, made.id);
    const roles = [
      { role: 'organization_coordinator', organizationId: made.id } as const,
      { role: 'organization_lead', organizationId: made.id } as const,
    ];
    await open(login, person, roles);
  }

  async function open(login: string, name: string, roles: Parameters<typeof openAccount>[1]['roles']): Promise<void> {
    const input = { clientMutationId: stage.key(`account ${login}`), login, name, password: DEMO_PASSWORD, roles };
    const { id } = await openAccount(bureau, input);
    stage.keep(`account ${login}`, id);
    await stage.enter(login, { id, tenantId });
  }
}

/** The first authority and its officer, unless an earlier load got that far. */
async function openBureau(stage: Stage, pool: Pool, at: Date): Promise<string> {
  const found = await inTransaction(pool, { system: 'sign_in' }, 'read', (tx) =>
    findAccountByLogin(tx, BUREAU.login, false),
  );
  const account = found ?? (await install(pool, at));
  await stage.enter(BUREAU.login, account);
  const { sessionId } = stage.as(BUREAU.login, at);
  const viewer = await inTransaction(pool, { session: sessionId, at }, 'read', async (_tx, entered) =>
    viewerFrom(entered),
  );
  stage.keep('authority bureau', authorityIdOf(viewer) ?? '');
  return account.tenantId;
}

async function install(pool: Pool, at: Date): Promise<{ id: string; tenantId: string }> {
  const { name, regionCode, jurisdiction, login, person } = BUREAU;
  const first = {
    tenantName: '天水市',
    regions: TIANSHUI_REGIONS,
    kind: 'civil_affairs',
    name,
    regionCode,
    jurisdiction,
    login,
  } as const;
  const { tenantId, accountId } = await installFirstAuthority(
    pool,
    { ...first, officerName: person, password: DEMO_PASSWORD },
    at,
  );
  return { id: accountId, tenantId };
}
