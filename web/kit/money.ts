/** Money as it is typed: 元 with at most two decimals, kept as whole 分. */

/** `120.5` as 12050 分; null when it is no such amount. Full-width digits count, and a 元 at the end. */
export function readFen(text: string): number | null {
  const plain = text
    .replace(/[０-９．]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .trim()
    .replace(/\s*元$/, '');
  const [, yuan, decimals = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  return yuan === undefined ? null : Number(yuan) * 100 + Number(decimals.padEnd(2, '0'));
}

/** As it is typed: `120.5`; empty for none. */
export function yuanText(fen: number | null | undefined): string {
  return fen === null || fen === undefined ? '' : String(fen / 100);
}
