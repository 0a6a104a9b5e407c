/** Telling trouble with the database from faults of the program. */

/** drizzle wraps the driver's error, hence the walk along `cause`. */
export function sqlStateOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return '';
}

/** Connection trouble, timeouts and a full disk: worth another try, unlike a bug. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = sqlStateOf(error);
  return (
    /^(08|53|57)|^(55P03|40001|40P01|ECONN|EPIPE|ETIMEDOUT)/.test(code) ||
    /timeout|terminated|ended/i.test(error.message)
  );
}
