/** 月调度 over HTTP: figures that open to their rows, decisions, and a round that never changes once it is issued. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PairedMonth, pairedMonth } from './paired-month.ts';

let world: PairedMonth;
beforeAll(async () => {
  world = await pairedMonth();
});
afterAll(() => world?.close());

const ROUND = `id version month state windowFrom windowTo dueOn issuedAt decidedCount sheetUrl
  totals { key text value responses rowCount }
  lines { id version seq light lightReason proposedDecision decision note decidedAt station { id name } organization { id name }
    figures { key name unit text value responses rowCount } }`;

async function act(login: string, name: string, result: string, input: Record<string, unknown>) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { __typename ... on Refusal { code message } ${result} } }`;
  const answer = await world.ask(login, query, { input: { clientMutationId: randomUUID(), ...input } });
  expect(answer.errors).toBeUndefined();
  return answer.data[name];
}
const open = (month: string, programmeId = world.programme.id) =>
  act('bureau', 'openDispatchRound', `... on DispatchRound { ${ROUND} } ... on RoundExists { roundId }`, {
    programmeId,
    month,
  });
const read = async (id: string) =>
  (await world.ask('bureau', `query($id: ID!) { dispatchRound(id: $id) { ${ROUND} } }`, { id })).data.dispatchRound;
const decide = (line: { id: string; version: number }, decision: string | null, note = '') =>
  act(
    'bureau',
    'decideDispatchLine',
    '... on DispatchLine { id version decision note } ... on StaleVersion { currentVersion }',
    {
      lineId: line.id,
      expectedVersion: line.version,
      decision,
      note,
    },
  );
const refresh = (round: { id: string; version: number }) =>
  act('bureau', 'refreshDispatchRound', `... on DispatchRound { ${ROUND} } ... on RoundNotIn { actual }`, {
    roundId: round.id,
    expectedVersion: round.version,
  });
const issue = (round: { id: string; version: number }) =>
  act(
    'bureau',
    'issueDispatchRound',
    `... on DispatchRound { ${ROUND} } ... on LinesUndecided { count } ... on RoundNotIn { actual }`,
    {
      roundId: round.id,
      expectedVersion: round.version,
    },
  );
const textsOf = (figures: { key: string; text: string }[]) =>
  Object.fromEntries(figures.map(({ key, text }) => [key, text]));
const lineOf = (round: { lines: { station: { name: string } }[] }, name: string) =>
  round.lines.find((line) => line.station.name === name) as never as any;

test('the current month and the five before are listed with their due dates before any round is opened', async () => {
  const { data } = await world.ask(
    'bureau',
    'query($id: ID!) { dispatchMonths(programmeId: $id) { month dueOn windowFrom windowTo round { id } } }',
    {
      id: world.programme.id,
    },
  );
  expect(data.dispatchMonths).toEqual([
    { month: '2026-11', dueOn: '2026-11-24', windowFrom: '2026-10-24', windowTo: '2026-11-24', round: null },
    { month: '2026-10', dueOn: '2026-10-23', windowFrom: '2026-09-25', windowTo: '2026-10-23', round: null },
    { month: '2026-09', dueOn: '2026-09-24', windowFrom: '2026-08-25', windowTo: '2026-09-24', round: null },
    { month: '2026-08', dueOn: '2026-08-24', windowFrom: '2026-07-25', windowTo: '2026-08-24', round: null },
    { month: '2026-07', dueOn: '2026-07-24', windowFrom: '2026-06-25', windowTo: '2026-07-24', round: null },
    { month: '2026-06', dueOn: '2026-06-24', windowFrom: '2026-05-23', windowTo: '2026-06-24', round: null },
  ]);
});

describe('the round of November', () => {
  let round: any;
  beforeAll(async () => {
    round = await open('2026-11');
  });

  test('has a line for each pairing with its figures, and totals that count what is shared once', () => {
    expect(round).toMatchObject({
      __typename: 'DispatchRound',
      version: 1,
      state: 'open',
      dueOn: '2026-11-24',
      decidedCount: 0,
      sheetUrl: `/dispatch/${round.id}.xlsx`,
    });
    expect(round.lines.map((line: any) => [line.seq, line.station.name, line.organization.name])).toEqual([
      [1, '大城街道社工站', '天水市心连心爱心协会'],
      [2, '社棠镇社工站', '暖阳社会工作服务中心'],
    ]);
    const both = { orders: '1', claims: '1', overdue: '0', sessions: '1', person_times: '350 余' };
    expect(textsOf(lineOf(round, '大城街道社工站').figures)).toEqual({
      ...both,
      completed: '1',
      satisfaction: '5.0（1 份评价）',
    });
    expect(textsOf(lineOf(round, '社棠镇社工站').figures)).toEqual({
      ...both,
      completed: '0',
      satisfaction: '4.0（1 份评价）',
    });
    expect(textsOf(round.totals)).toEqual({
      orders: '2',
      claims: '2',
      completed: '1',
      overdue: '0',
      sessions: '1',
      person_times: '350 余',
      satisfaction: '4.5（2 份评价）',
    });
  });

  test('opens every figure to exactly as many rows as it counted', async () => {
    for (const line of round.lines) {
      for (const figure of line.figures) {
        const { data } = await world.ask(
          'bureau',
          'query($id: ID!, $f: FigureKey!) { dispatchFigureRows(lineId: $id, figure: $f) { id kind title on detail } }',
          {
            id: line.id,
            f: figure.key,
          },
        );
        expect(data.dispatchFigureRows).toHaveLength(figure.rowCount);
      }
    }
    const { data } = await world.ask(
      'bureau',
      'query($id: ID!) { dispatchFigureRows(lineId: $id, figure: person_times) { id kind title on detail } }',
      {
        id: lineOf(round, '大城街道社工站').id,
      },
    );
    expect(data.dispatchFigureRows).toEqual([
      {
        id: world.clinic.id,
        kind: 'session',
        title: '联合义诊',
        on: '2026-11-24',
        detail: 'FW-2026-0001 · 11月23日在文化广场开展 · 350 余人次',
      },
    ]);
  });

  test('is unique by programme and month, and only of a month that is listed and a programme of one’s own', async () => {
    expect(await open('2026-11')).toMatchObject({ __typename: 'RoundExists', code: 'ROUND_EXISTS', roundId: round.id });
    expect(await open('2026-12')).toMatchObject({ code: 'ROUND_NOT_FOUND' });
    expect(await open('2026-05')).toMatchObject({ code: 'ROUND_NOT_FOUND' });
    expect(await open('2026-11', randomUUID())).toMatchObject({ code: 'ROUND_NOT_FOUND' });
  });

  test('two officers who open the same month at once get one round', async () => {
    const answers = await Promise.all([open('2026-10'), open('2026-10'), open('2026-10')]);
    expect(answers.map((answer) => answer.__typename).sort()).toEqual(['DispatchRound', 'RoundExists', 'RoundExists']);
  });

  test('a decision that changes what others do needs its note; taking it back clears both', async () => {
    const line = lineOf(round, '社棠镇社工站');
    expect(await decide(line, 'coordinate')).toMatchObject({ code: 'REASON_MISSING' });
    const decided = await decide(line, 'coordinate', ' 周三由社会事务科到站协调 ');
    expect(decided).toMatchObject({ decision: 'coordinate', note: '周三由社会事务科到站协调', version: 2 });
    expect(await decide(line, 'approve')).toMatchObject({ code: 'STALE_VERSION', currentVersion: 2 });
    const undone = await decide(decided, null);
    expect(undone).toMatchObject({ decision: null, note: '', version: 3 });
    await decide(undone, 'approve');
    expect((await read(round.id)).decidedCount).toBe(1);
  });

  test('a refresh keeps the decision of a line that did not get worse, and drops it when it did', async () => {
    const kept = await refresh(round);
    expect(kept).toMatchObject({ version: 2, decidedCount: 1 });
    expect(kept.lines.map((line: any) => line.id).sort()).toEqual(round.lines.map((line: any) => line.id).sort());

    const order = await world.post(world.people.shetang, '社棠独居老人冬季走访');
    await world.claim(world.people.nuanyang, order.id);
    const worse = await refresh(kept);
    expect(lineOf(worse, '社棠镇社工站')).toMatchObject({
      seq: 1,
      light: 'yellow',
      lightReason: '1 次接单待社工站确认',
      proposedDecision: 'urge',
      decision: null,
    });
    expect(textsOf(lineOf(worse, '社棠镇社工站').figures)).toMatchObject({ orders: '2', claims: '2' });
    expect(await refresh(kept)).toMatchObject({ code: 'STALE_VERSION' });
    round = worse;
  });

  test('is issued when every line is decided, and then never changes', async () => {
    expect(await issue(round)).toMatchObject({ code: 'LINES_UNDECIDED', count: 2 });
    for (const line of round.lines) expect(await decide(line, 'urge')).toMatchObject({ decision: 'urge' });
    expect(await issue({ ...round, version: 1 })).toMatchObject({ code: 'STALE_VERSION' });
    const issued = await issue(round);
    expect(issued).toMatchObject({ state: 'issued', issuedAt: expect.any(String), decidedCount: 2 });

    expect(await issue(issued)).toMatchObject({ code: 'ROUND_NOT_IN', actual: 'issued' });
    expect(await refresh(issued)).toMatchObject({ code: 'ROUND_NOT_IN' });
    expect(await decide(issued.lines[0], 'approve')).toMatchObject({ code: 'ROUND_NOT_IN' });
    const before = await read(issued.id);
    await world.post(world.people.dacheng, '新的一单不改旧月');
    expect(await read(issued.id)).toEqual(before);
  });

  test('the same key answers with the same round', async () => {
    const input = { clientMutationId: randomUUID(), programmeId: world.programme.id, month: '2026-09' };
    const query =
      'mutation($input: OpenDispatchRoundInput!) { openDispatchRound(input: $input) { __typename ... on DispatchRound { id } } }';
    const [first, again] = [await world.ask('bureau', query, { input }), await world.ask('bureau', query, { input })];
    expect(again.data).toEqual(first.data);
    expect(first.data.openDispatchRound.__typename).toBe('DispatchRound');
  });

  test('nobody but the bureau sees or touches it', async () => {
    for (const login of ['dacheng', 'xinlianxin']) {
      const seen = await world.ask(login, 'query($id: ID!) { dispatchRound(id: $id) { id } }', { id: round.id });
      expect(seen.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const unknown = await world.ask('bureau', 'query($id: ID!) { dispatchRound(id: $id) { id } }', {
      id: randomUUID(),
    });
    expect(unknown.data.dispatchRound).toBeNull();
    expect(await decide({ id: randomUUID(), version: 1 }, 'approve')).toMatchObject({ code: 'LINE_NOT_FOUND' });
  });
});
