/** What people type and where links may lead, as plain functions. */
import { describe, expect, it } from 'vitest';
import { readCount } from '../../../web/kit/QuantityField.tsx';
import { safeNext } from '../../../web/kit/SignIn.tsx';
import { fitWithin } from '../../../web/phone/service/photo.ts';

describe('a typed count', () => {
  it('is a whole number, in either width', () => {
    expect([readCount('35'), readCount(' 350 '), readCount('３５０'), readCount('0')]).toEqual([35, 350, 350, 0]);
  });

  it('is nothing else', () => {
    expect([readCount(''), readCount('3.5'), readCount('-1'), readCount('约35'), readCount('1e5')]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('the way back after signing in', () => {
  it('stays on this site', () => {
    expect(safeNext('/m/orders/1?step=2', '/m/')).toBe('/m/orders/1?step=2');
    for (const elsewhere of [
      'https://example.com/',
      '//example.com/m/',
      '/\\example.com',
      'javascript:alert(1)',
      '',
      null,
    ]) {
      expect(safeNext(elsewhere, '/m/')).toBe('/m/');
    }
  });
});

describe('a photo', () => {
  it('fits within 1600 px with its proportions, and is never made larger', () => {
    expect(fitWithin(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 });
    expect(fitWithin(3000, 4000, 1600)).toEqual({ width: 1200, height: 1600 });
    expect(fitWithin(800, 600, 1600)).toEqual({ width: 800, height: 600 });
    expect(fitWithin(16000, 3, 1600)).toEqual({ width: 1600, height: 1 });
  });
});
