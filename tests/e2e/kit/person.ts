/** People in front of the product: a browser of their own each, signed in through the page like anyone. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../kit/chromium.ts';
import { heed } from './quiet.ts';
import { lent } from './lent.ts';

export type Face = 'm' | 'd' | 'o';
export interface Size {
  readonly width: number;
  readonly height: number;
}
export const PHONE: Size = { width: 390, height: 844 };
export const DESK: Size = { width: 1440, height: 900 };

/** Every account of the demo data has it. */
export const DEMO_PASSWORD = 'jiedui2026';

export interface Person {
  readonly login: string;
  readonly face: Face;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the console cried, what was thrown, what the content security policy refused. */
  readonly troubles: string[];
}

/** A page of the product that this file borrowed. */
export const site = (path = ''): string => `${lent}${path}`;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Somebody who has not signed in. */
export async function stranger(
  browser: Browser,
  face: Face,
  size: Size,
  options: { js?: boolean } = {},
): Promise<Person> {
  const phone = size.width < 600;
  const context = await browser.newContext({
    baseURL: site(),
    viewport: { ...size },
    isMobile: phone,
    hasTouch: phone,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    javaScriptEnabled: options.js ?? true,
  });
  context.setDefaultTimeout(45_000);
  const troubles: string[] = [];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP ${event.violatedDirective} refused ${event.blockedURI || 'inline'}`),
    );
  });
  const page = await context.newPage();
  watch(page, troubles);
  context.on('page', (other) => watch(other, troubles));
  return { login: '', face, context, page, troubles };
}

export async function person(browser: Browser, login: string, face: Face, size: Size): Promise<Person> {
  const found = await stranger(browser, face, size);
  await found.page.goto(`/${face}/sign-in`);
  await signIn(found.page, login);
  await found.page.waitForURL((url) => url.pathname.replace(/\/$/, '') === `/${face}`);
  return { ...found, login };
}

/** Fills in the page of sign-in that is open. */
export async function signIn(page: Page, login: string, password = DEMO_PASSWORD): Promise<void> {
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录账号' }).click();
}

function watch(page: Page, troubles: string[]): void {
  heed(page);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      troubles.push(`${page.url()} ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`${page.url()} thrown: ${error.message}`));
}
