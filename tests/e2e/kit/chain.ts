/** Tests that are steps of one story: when one fails, those after it say so at once instead of waiting for what cannot come. */
import { test } from 'vitest';

export function chain(): (name: string, step: () => Promise<void>) => void {
  let broken: string | null = null;
  return (name, step) =>
    test(name, async () => {
      if (broken !== null) throw new Error(`an earlier step failed: ${broken}`);
      broken = name;
      await step();
      broken = null;
    });
}
