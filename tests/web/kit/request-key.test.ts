/** One press of a button is one key, whatever happens on the way. */
import { describe, expect, it } from 'vitest';
import { newRequestKey, requestKeys, uuidOf } from '../../../web/kit/request-key.ts';

const V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a request key', () => {
  it('is a version 4 uuid, also where only random bytes can be had', () => {
    expect(newRequestKey()).toMatch(V4);
    expect(uuidOf(new Uint8Array(16).fill(0xff))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(uuidOf(new Uint8Array(16))).toBe('00000000-0000-4000-8000-000000000000');
  });

  it('stays for the same input until it is answered, and is new for another', () => {
    let made = 0;
    const keys = requestKeys(() => `key ${++made}`);
    expect([keys.keyFor('a'), keys.keyFor('a')]).toEqual(['key 1', 'key 1']);
    expect(keys.keyFor('b')).toBe('key 2');
    keys.answered();
    expect(keys.keyFor('b')).toBe('key 3');
  });
});
