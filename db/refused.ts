/** An expected reason why the product cannot start: one sentence with its remedy, in Chinese and then in English. */
export class StartRefused extends Error {
  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options);
  }
}

/** The `code` of a system or database error, wherever in the chain of causes it lies. */
export function codeOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, errors } = at as { code?: unknown; errors?: unknown[] };
    if (typeof code === 'string') return code;
    if (Array.isArray(errors)) return codeOf(errors[0]); // an AggregateError of several addresses
  }
  return undefined;
}
