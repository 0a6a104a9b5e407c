/** Money in whole 分, shown in 元. */

/** `120 元`, `120.50 元`. */
export function fenWords(fen: number): string {
  return `${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)} 元`;
}
