/** Tests that are steps of one story: when one fails, those after it say so at once instead of waiting for what cannot come. */
import { join } from 'node:path';
import { test } from 'vitest';
import type { Person } from './person.ts';

const FAILED = join(import.meta.dirname, '..', '..', '..', '.artifacts', 'failed');

/** @param people whose pages are kept as pictures when a step fails */
export function chain(
  people: () => readonly (Person | undefined)[],
): (name: string, step: () => Promise<void>) => void {
  let broken: string | null = null;
  return (name, step) =>
    test(name, async () => {
      if (broken !== null) throw new Error(`an earlier step failed: ${broken}`);
      broken = name;
      try {
        await step();
      } catch (error) {
        for (const who of people()) await who?.page.screenshot({ path: join(FAILED, `${who.login}.png`) });
        throw error;
      }
      broken = null;
    });
}
