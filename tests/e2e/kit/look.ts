/** A good look at what a person has in front of them: read by axe, held against its width, and kept as a picture. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Person } from './person.ts';
import { quiet } from './quiet.ts';

const PICTURES = join(import.meta.dirname, '..', '..', '..', '.artifacts', 'screens');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** The page has drawn itself and waits for nothing. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await quiet(page);
  await expect.poll(() => page.getByText('正在读取').count()).toBe(0);
  await page.evaluate(() => document.fonts.ready);
}

/** @param name of the page, for its picture: `<face>-<name>-<width>.png` */
export async function look({ page, face, troubles }: Person, name: string): Promise<void> {
  await settled(page);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await picture(page, `${face}-${name}-${width}`, { width, height });
  expect(await findings(page), `axe on ${name}`).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `width of ${name}`).toBeLessThanOrEqual(
    width,
  );
  expect(troubles, `console of ${name}`).toEqual([]);
}

/** The whole page at once, on a screen high enough that what sticks to its edges covers nothing. */
async function picture(page: Page, name: string, size: { width: number; height: number }): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  if (size.height < whole) await page.setViewportSize({ width: size.width, height: whole });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  if (size.height < whole) await page.setViewportSize(size);
}

/** `color-contrast serious: Elements must … (.hint)`; nothing below serious. */
async function findings(page: Page): Promise<string[]> {
  // None of our pages holds a frame: the legacy mode does without a second page for each look.
  expect(page.frames()).toHaveLength(1);
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(TAGS)
    .setLegacyMode()
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, impact, help, nodes }) =>
        `${id} ${impact}: ${help} (${nodes.map(({ html }) => html.slice(0, 120)).join(' ')})`,
    );
}
