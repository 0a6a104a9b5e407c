/** The worker thread of rounds: it answers what this thread would, keeps rounds, and its death costs nobody an answer. */
import { RoundWorker } from '@jiedui/api/matching/worker.ts';
import { RoundDesk } from '@jiedui/shared/matching/round/desk.ts';
import type { WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { randomBasis, randomWish } from '../../shared/matching/round/bases.ts';

const basis = randomBasis(7, { orders: 30, providers: 10, slotsMost: 3 });
const source = { basis };
const wish = randomWish(8, basis, 'coverage');
const expected = JSON.stringify(new RoundDesk(basis).whole(wish));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

let worker: RoundWorker;
beforeEach(() => {
  worker = new RoundWorker();
});
afterEach(() => worker.close());

const whole = (key = 'a', whatIf: WhatIf = wish) => worker.ask({ name: 'whole', key, whatIf }, source);

test('answers to the byte what this thread would', async () => {
  expect(textOf((await whole()).bytes)).toBe(expected);
});

test('is told a round once, and asks for it again only after it has forgotten it', async () => {
  await whole();
  const bad = { basis: { ...basis, orders: [] } };
  expect((await worker.ask({ name: 'plan', key: 'a', whatIf: wish }, bad)).figures.orders).toBe(30);
  for (const key of ['b', 'c', 'd']) await whole(key);
  expect(
    (
      await worker.ask(
        { name: 'plan', key: 'a', whatIf: wish },
        { basis: randomBasis(9, { orders: 5, providers: 2, slotsMost: 1 }) },
      )
    ).figures.orders,
  ).toBe(5);
});

test('killed while it works, all who wait are answered all the same, and the next question has a thread again', async () => {
  await whole();
  const first = worker.thread;
  const asked = [whole(), whole('b'), whole('c')];
  const ended = first?.terminate();
  for (const { bytes } of await Promise.all(asked)) expect(textOf(bytes)).toBe(expected);
  await ended;
  expect(worker.thread).toBeNull();
  expect(textOf((await whole()).bytes)).toBe(expected);
  expect(worker.thread).not.toBe(first);
  expect(worker.thread).not.toBeNull();
});

test('a fault of the rules is a fault of the question, and the thread lives on', async () => {
  const broken = { basis: { ...basis, start: null as never } };
  await expect(worker.ask({ name: 'plan', key: 'x', whatIf: wish }, broken)).rejects.toThrow('round:');
  expect(textOf((await whole()).bytes)).toBe(expected);
});
