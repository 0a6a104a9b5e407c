/** 标准 / 大字: kept on this device, set on <html> before the first paint. */

export type TypeSize = 'standard' | 'large';
const KEY = 'jiedui.type';

export function storedTypeSize(): TypeSize {
  try {
    return localStorage.getItem(KEY) === 'large' ? 'large' : 'standard';
  } catch {
    // Storage may be closed in a private window: the switch still works for this page.
    return 'standard';
  }
}

export function applyTypeSize(size: TypeSize): void {
  if (size === 'large') document.documentElement.dataset['type'] = 'large';
  else delete document.documentElement.dataset['type'];
  try {
    localStorage.setItem(KEY, size);
  } catch {
    // As above.
  }
}
