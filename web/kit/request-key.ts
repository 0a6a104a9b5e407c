/** Request keys: one uuid v4 for one press of a button, the same on every retry. */

export function newRequestKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  // Outside a secure context (a town hall's http address) randomUUID does not exist, getRandomValues does.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return uuidOf(bytes);
}

/** RFC 9562 version 4 over 16 random bytes. */
export function uuidOf(random: Uint8Array): string {
  const hex = Array.from(random, (byte, index) => {
    const fixed = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return fixed.toString(16).padStart(2, '0');
  }).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The key of an action: kept while the same input is sent again, made anew for another input or after an answer. */
export function requestKeys(make: () => string = newRequestKey): { keyFor(input: string): string; answered(): void } {
  let waiting: { readonly input: string; readonly key: string } | null = null;
  return {
    keyFor(input) {
      if (waiting?.input !== input) waiting = { input, key: make() };
      return waiting.key;
    },
    answered() {
      waiting = null;
    },
  };
}
