/** Borrows a product for the file that runs, and gives it back after its last test. */
import { afterAll, inject } from 'vitest';

const lender = inject('lender');

async function borrowed(address: string): Promise<string> {
  const response = await fetch(address);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

/** Where it serves. */
export const lent: string = lender === null ? (inject('given') ?? '') : await borrowed(lender);

afterAll(async () => {
  if (lender !== null) await fetch(`${lender}/${encodeURIComponent(lent)}`, { method: 'DELETE' });
});
