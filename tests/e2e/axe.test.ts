/**
 * Every page of the three faces at both sizes: axe finds nothing serious, nothing is wider than the screen, the console
 * is silent, the content security policy refused nothing; and a picture of each is kept under .artifacts/screens. Sheets,
 * and forms that the demo data do not lead to, are looked at on the way of the main path.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look, settled } from './kit/look.ts';
import { DESK, type Face, openBrowser, PHONE, type Person, person, stranger } from './kit/person.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const SIZES = [
  ['phone', PHONE],
  ['desk', DESK],
] as const;

interface Place {
  readonly name: string;
  /** Its address, or the list on which the first link of that kind leads to it. */
  readonly at: string | { readonly on: string; readonly first: RegExp; readonly under?: string };
}
const page = (name: string, at: string): Place => ({ name, at });
const first = (name: string, on: string, kind: RegExp, under?: string): Place => ({
  name,
  at: { on, first: kind, ...(under ? { under } : {}) },
});
const ID = '[0-9a-f-]{36}';
const DRAFT = new RegExp(`/m/orders/${ID}/edit$`);

const STATION: readonly Place[] = [
  page('home', '/m/'),
  page('orders', '/m/orders'),
  page('order-new', '/m/orders/new'),
  first('order-draft-2', '/m/orders?state=draft', DRAFT, '?step=2'),
  first('order-draft-3', '/m/orders?state=draft', DRAFT, '?step=3'),
  first('order-draft-4', '/m/orders?state=draft', DRAFT, '?step=4'),
  first('order-open', '/m/orders?state=open', new RegExp(`/m/orders/${ID}$`)),
  first('order-completed', '/m/orders?state=completed', new RegExp(`/m/orders/${ID}$`)),
  page('agreements', '/m/agreements'),
  first('agreement', '/m/agreements', new RegExp(`/m/agreements/${ID}$`)),
  page('sessions', '/m/sessions'),
  first('session-confirmed', '/m/sessions?state=confirmed', new RegExp(`/m/sessions/${ID}$`)),
  page('inbox', '/m/inbox'),
  page('notice-settings', '/m/notice-settings'),
  page('me', '/m/me'),
  page('not-there', '/m/nowhere'),
];

const ORGANIZATION: readonly Place[] = [
  page('home', '/m/'),
  page('market', '/m/market'),
  first('market-order', '/m/market', new RegExp(`/m/orders/${ID}$`)),
  page('claims', '/m/claims'),
  first('claim', '/m/claims', new RegExp(`/m/claims/${ID}$`)),
  page('orders', '/m/orders'),
  page('offers', '/m/offers'),
  page('offer-new', '/m/offers/new'),
  first('offer-edit', '/m/offers', new RegExp(`/m/offers/${ID}/edit$`)),
  page('agreements', '/m/agreements'),
  page('sessions', '/m/sessions'),
  page('session-new', '/m/sessions/new'),
  first('session', '/m/sessions?state=confirmed', new RegExp(`/m/sessions/${ID}$`)),
  page('inbox', '/m/inbox'),
  page('notice-settings', '/m/notice-settings'),
  page('me', '/m/me'),
];

const BUREAU: readonly Place[] = [
  page('home', '/d/'),
  page('dispatch', '/d/dispatch'),
  first('round-issued', '/d/dispatch', /\/d\/dispatch\/\d{4}-\d\d$/),
  page('orders', '/d/orders'),
  first('order', '/d/orders', /\/d\/orders\?.*order=/),
  page('inbox', '/d/inbox'),
  page('notice-settings', '/d/notice-settings'),
  page('undelivered', '/d/undelivered'),
  page('pairings', '/d/pairings'),
  first('pairing', '/d/pairings', /\/d\/pairings\?.*pairing=/),
  page('sessions', '/d/sessions'),
  first('session', '/d/sessions', new RegExp(`/d/sessions/${ID}$`)),
];

const FACES: readonly [what: string, login: string, face: Face, places: readonly Place[]][] = [
  ['a station', 'xiguan', 'm', STATION],
  ['an organization', 'xinlianxin', 'm', ORGANIZATION],
  ['the bureau', 'bureau', 'd', BUREAU],
];

describe.each(FACES)('%s', (what, login, face, places) => {
  describe.each(SIZES)('on a %s', (_size, size) => {
    let who: Person;
    beforeAll(async () => {
      who = await person(browser, login, face, size);
    });
    afterAll(() => who?.context.close());

    test.each(places)('finds $name whole', async ({ name, at }) => {
      await who.page.goto(typeof at === 'string' ? at : await linkOn(who, at.on, at.first, at.under));
      await look(who, face === 'd' ? name : `${what.split(' ')[1]}-${name}`);
    });
  });
});

describe.each(SIZES)('a stranger on a %s', (_size, size) => {
  test.each([
    ['m', 'sign-in', '/m/sign-in'],
    ['d', 'sign-in', '/d/sign-in'],
    ['o', 'board', '/o/'],
  ] as const)('finds /%s %s whole', async (face, name, path) => {
    const who = await stranger(browser, face, size);
    await who.page.goto(path);
    await look(who, name);
    await who.context.close();
  });
});

test('the look sees a faint word, a page that is too wide, and a cry in the console', async () => {
  const spoil = async (what: () => void) => {
    const who = await stranger(browser, 'o', PHONE);
    await who.page.goto('/o/');
    await who.page.getByText(/^截至/).waitFor();
    await who.page.evaluate(what);
    const seen = await look(who, 'spoiled').then(
      () => 'nothing',
      (error: Error) => error.message,
    );
    await who.context.close();
    return seen;
  };
  expect(await spoil(() => document.querySelector('h1')?.style.setProperty('color', '#ddd'))).toContain(
    'axe on spoiled',
  );
  expect(await spoil(() => document.body.style.setProperty('width', '500px'))).toContain('width of spoiled');
  expect(
    await spoil(() => {
      // A style that the content security policy does not allow.
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'h1 { margin: 0 }' }));
    }),
  ).toContain('console of spoiled');
});

/** The links of a list by who reads it: they are the same at both sizes. */
const linksOf = new Map<string, readonly string[]>();

/** The address of the first link of that kind on a list. */
async function linkOn({ page: at, login }: Person, list: string, kind: RegExp, under = ''): Promise<string> {
  const key = `${login} ${list}`;
  let links = linksOf.get(key);
  if (links === undefined) {
    await at.goto(list);
    await settled(at);
    links = await at
      .getByRole('main')
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    linksOf.set(key, links);
  }
  const found = links.find((href) => kind.test(href));
  if (found === undefined) throw new Error(`no link like ${kind} on ${list}, only ${links.join(' ')}`);
  return found + under;
}
