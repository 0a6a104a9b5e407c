/** DayField: a day chosen within a filter line; a day that is not whole yet, as while it is typed, changes nothing. */
import { isLocalDate } from '@jiedui/shared/calendar.ts';

interface DayFieldProps {
  label: string;
  value: string;
  max: string;
  onChange: (day: string) => void;
}

export function DayField({ label, value, max, onChange }: DayFieldProps) {
  return (
    <label className="filter__day">
      {label}
      <input
        type="date"
        className="input"
        value={value}
        max={max}
        onChange={({ target }) => {
          if (isLocalDate(target.value) && target.value <= max) onChange(target.value);
        }}
      />
    </label>
  );
}
