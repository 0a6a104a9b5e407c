/** QuantityField: value, qualifier (正好, 约, 余, 近) and unit, read back as it will be printed. */
import { formatQuantity, QUALIFIERS, UNIT_WORDS, type Qualifier, type Unit } from '@jiedui/shared/quantity.ts';
import { FieldGroup, type FieldWords } from './Field.tsx';

/** As being typed: the value is still text. */
export interface QuantityText {
  value: string;
  qualifier: Qualifier;
  unit: Unit;
}

/** Short words for the picker; the read-back below shows where the qualifier goes. */
const PICKER_WORDS: Record<Qualifier, string> = { exact: '正好', about: '约', over: '……余', nearly: '近' };

interface QuantityFieldProps extends FieldWords {
  value: QuantityText;
  onChange: (value: QuantityText) => void;
  units: readonly Unit[];
}

/** The typed text as a whole number, 0 or more; null while it is not one. Full-width digits count. */
export function readCount(text: string): number | null {
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).trim();
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
}

export function QuantityField({ value, onChange, units, ...words }: QuantityFieldProps) {
  const count = readCount(value.value);
  return (
    <FieldGroup {...words}>
      <div className="quantity">
        <select
          className="input"
          aria-label={`${words.label}：准确程度`}
          value={value.qualifier}
          onChange={(event) => onChange({ ...value, qualifier: event.target.value as Qualifier })}
        >
          {QUALIFIERS.map((qualifier) => (
            <option key={qualifier} value={qualifier}>
              {PICKER_WORDS[qualifier]}
            </option>
          ))}
        </select>
        <input
          className="input"
          aria-label={`${words.label}：数`}
          aria-invalid={words.problem ? true : undefined}
          inputMode="numeric"
          autoComplete="off"
          value={value.value}
          onChange={(event) => onChange({ ...value, value: event.target.value })}
        />
        <select
          className="input"
          aria-label={`${words.label}：单位`}
          value={value.unit}
          onChange={(event) => onChange({ ...value, unit: event.target.value as Unit })}
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {UNIT_WORDS[unit]}
            </option>
          ))}
        </select>
      </div>
      {count === null ? null : <output className="field__echo">{formatQuantity({ ...value, value: count })}</output>}
    </FieldGroup>
  );
}
