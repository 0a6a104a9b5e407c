/** Stations of their own for tests of the register: opened, stating what they have, verified, moved. */
import { randomUUID } from 'node:crypto';
import { openAccount } from '@jiedui/api/account/account.commands.ts';
import { moveStation } from '@jiedui/api/report/station.commands.ts';
import { stateStationHave, verifyStationHave } from '@jiedui/api/station/haves.commands.ts';
import { registerStation, saveStationFacts } from '@jiedui/api/station/station.commands.ts';
import { saveStationWorker } from '@jiedui/api/station/workers.commands.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { EMPTY_CONTENT, EQUIPMENT, POSTED_RULES, STATED_HAVES } from '@jiedui/shared/station/haves.ts';
import { type Acts, must } from '../../kit/acts.ts';
import type { World } from '../../kit/world.ts';

export type Stations = ReturnType<typeof stationsIn>;
export interface Opened {
  readonly id: string;
  readonly lead: { readonly accountId: string };
  readonly other: { readonly accountId: string };
}

export const day = (text: string) => text as LocalDate;
export const worker = (changes: object = {}) => ({
  id: null,
  expectedVersion: null,
  keepsHidden: false,
  accountId: null,
  name: '李文娟',
  phone: '13812345678',
  post: 'social_worker' as const,
  licenceLevel: 'certified' as const,
  certificateNumber: '20231122334455',
  licenceValidUntil: day('2028-06-30'),
  employedBy: '街道办事处',
  fromOn: day('2026-01-05'),
  toOn: null,
  ...changes,
});

const STANDING = `query ($id: ID!) { station(id: $id) { state version standing { gaps grounds moves recentServices
  haves { item standing gaps fileIds expiresOn } nextStep { item } } changes { move reason decidedBy } } }`;

export function stationsIn(world: World, acts: Acts) {
  async function photo(accountId: string): Promise<string> {
    const id = randomUUID();
    await acts.sql(
      `insert into files (id, tenant_id, account_id, sha256, mime, bytes, created_at) values ($1, $2, $3, $4, 'image/jpeg', 1, now())`,
      [id, world.tenantId, accountId, 'a'.repeat(64)],
    );
    return id;
  }

  /** A plaque-hung station of its own, with one account that works there and one that leads. */
  async function openStation(code: string): Promise<Opened> {
    const who = await acts.as(world.officer);
    const station = must(
      await registerStation(who, {
        ...acts.key(),
        code,
        name: `${code} 社工站`,
        regionCode: '620502001000',
        authorityId: world.authorityId,
        state: 'plaque_hung',
        programmeId: null,
        pilot: false,
      }),
    );
    const account = async (login: string, roles: readonly ('station_worker' | 'station_lead')[]) => {
      const made = await openAccount(who, {
        ...acts.key(),
        login,
        name: login,
        password: 'spring-2026-tests',
        roles: roles.map((role) => ({ role, stationId: station.id })),
      });
      return { accountId: must(made).id };
    };
    const lead = await account(`${code}-lead`.toLowerCase(), ['station_worker', 'station_lead']);
    const other = await account(`${code}-other`.toLowerCase(), ['station_worker']);
    return { ...station, lead, other };
  }

  /** One more who works at the station. */
  async function colleague(station: Opened, login: string): Promise<{ id: string }> {
    const made = await openAccount(await acts.as(world.officer), {
      ...acts.key(),
      login,
      name: login,
      password: 'spring-2026-tests',
      roles: [{ role: 'station_worker', stationId: station.id }],
    });
    return must(made);
  }

  /** States all four; the venue is its facts. */
  async function stateAll(station: Opened) {
    must(
      await saveStationFacts(await acts.as(station.lead), {
        ...acts.key(),
        stationId: station.id,
        expectedVersion: 1,
        phone: '0938-8212345',
        address: '解放路 18 号',
        openedOn: day('2026-01-05'),
        hours: '周一至周五 8:30-18:00',
        openAllYear: false,
        facilities: [
          { kind: 'reception', areaM2: 32, brandName: '' },
          { kind: 'casework_room', areaM2: 12, brandName: '心灵驿站' },
          { kind: 'archive', areaM2: 8, brandName: '' },
        ],
      }),
    );
    for (const item of STATED_HAVES)
      must(
        await stateStationHave(await acts.as(station.lead), {
          ...acts.key(),
          stationId: station.id,
          item,
          expectedVersion: 0,
          content: {
            ...EMPTY_CONTENT,
            equipment: [...EQUIPMENT],
            rules: [...POSTED_RULES],
            funds: { year: 2026, amountFen: 6_000_000, source: '区级财政预算' },
          },
          fileIds: [await photo(station.lead.accountId)],
        }),
      );
    for (const name of ['李文娟', '张玉兰'])
      must(
        await saveStationWorker(await acts.as(station.lead), {
          ...acts.key(),
          ...worker({ name }),
          stationId: station.id,
        }),
      );
  }

  /** A confirmed session that the station was served by, as the record would hold it. */
  async function served(stationId: string, endedAt: string) {
    const id = randomUUID();
    const organization = world.organizations.xinlianxin;
    await acts.sql(
      `insert into service_sessions (id, tenant_id, number, organization_id, station_ids, organization_ids, authority_ids, title, method,
         started_at, ended_at, place, state, confirmed_at, created_by, created_at, updated_at)
       values ($1, $2, $3, $4, array[$5::uuid], array[$4::uuid], array[$6::uuid], '义诊', 'clinic', $7, $7, '大厅', 'confirmed', now(), $8, now(), now())`,
      [id, world.tenantId, `FW-${id}`, organization.id, stationId, world.authorityId, endedAt, organization.accountId],
    );
    await acts.sql(
      `insert into session_stations (tenant_id, session_id, station_id, confirmed_at) values ($1, $2, $3, now())`,
      [world.tenantId, id, stationId],
    );
  }

  const verify = async (station: Opened, item: (typeof STATED_HAVES)[number], expectedVersion = 1) =>
    verifyStationHave(await acts.as(world.officer), { ...acts.key(), stationId: station.id, item, expectedVersion });
  const versionOf = async (id: string) =>
    (await acts.one<{ version: number }>('select version from stations where id = $1', [id])).version;
  const move = async (station: Opened, asked: Partial<Parameters<typeof moveStation>[1]>) =>
    moveStation(await acts.as(world.officer), {
      ...acts.key(),
      stationId: station.id,
      expectedVersion: await versionOf(station.id),
      move: 'start',
      ground: null,
      reason: '',
      ...asked,
    });

  const standing = async (login: string, id: string) => (await world.ask(login, STANDING, { id })).data.station;

  return { openStation, colleague, stateAll, served, verify, versionOf, move, standing };
}
