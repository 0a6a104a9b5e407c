/** TypeSwitch: 标准 or 大字, visible on every page. */
import { useState } from 'react';
import { applyTypeSize, storedTypeSize, type TypeSize } from './type-size.ts';

const WORDS: readonly (readonly [TypeSize, string])[] = [
  ['standard', '标准'],
  ['large', '大字'],
];

export function TypeSwitch() {
  const [size, setSize] = useState<TypeSize>(storedTypeSize);
  return (
    <div className="switch" role="group" aria-label="字号">
      {WORDS.map(([value, word]) => (
        <button
          key={value}
          type="button"
          aria-pressed={size === value}
          onClick={() => {
            applyTypeSize(value);
            setSize(value);
          }}
        >
          {word}
        </button>
      ))}
    </div>
  );
}
