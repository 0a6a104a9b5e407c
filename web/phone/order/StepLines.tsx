/** 怎样承接, beside 为谁: whole by one, by line and quantity, or by several together; and the lines where they are taken apart. */
import { SEATS_MAX, SEATS_MIN } from '@jiedui/shared/order/sharing.ts';
import { LINES_MAX } from '@jiedui/shared/order/line.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { QuantityField } from '../../kit/QuantityField.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { BLANK_LINE, type LineText } from './draft.ts';
import type { StepProps } from './Wizard.tsx';

const SEATS = Array.from({ length: SEATS_MAX - SEATS_MIN + 1 }, (_, i) => String(SEATS_MIN + i));

export function StepLines({ text, set, problemOf }: Pick<StepProps, 'text' | 'set' | 'problemOf'>) {
  return (
    <>
      <Choice
        label="怎样承接"
        options={[
          { value: 'exclusive', label: '一家承接', note: '由一家组织做完' },
          { value: 'partial', label: '可分项承接', note: '写成明细，几家组织各接几项、各接多少' },
          { value: 'joint', label: '多家共同承接', note: '几家组织一起做，每家一个名额' },
        ]}
        value={text.sharing}
        onChange={(sharing) =>
          set({
            sharing: sharing as typeof text.sharing,
            ...(sharing === 'partial' && text.lines.length === 0 ? { lines: [BLANK_LINE] } : {}),
          })
        }
        problem={problemOf('sharing')}
      />
      {text.sharing === 'joint' ? (
        <Select
          label="需要几家"
          groups={[{ label: '家数', options: SEATS.map((value) => ({ value, label: `${value} 家` })) }]}
          value={text.seats}
          onChange={(seats) => set({ seats })}
          problem={problemOf('seats')}
        />
      ) : null}
      {text.sharing === 'partial' ? (
        <Lines lines={text.lines} onChange={(lines) => set({ lines })} problemOf={problemOf} />
      ) : null}
    </>
  );
}

interface LinesProps {
  lines: readonly LineText[];
  onChange: (lines: readonly LineText[]) => void;
  problemOf: StepProps['problemOf'];
}

function Lines({ lines, onChange, problemOf }: LinesProps) {
  const change = (at: number, next: Partial<LineText>) =>
    onChange(lines.map((line, i) => (i === at ? { ...line, ...next } : line)));
  return (
    <>
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own until it is saved
        <fieldset key={i} className="section">
          <legend>第 {i + 1} 项</legend>
          <TextField
            label="要什么"
            value={line.what}
            onChange={(what) => change(i, { what })}
            problem={problemOf(`lines.${i}`)}
          />
          <QuantityField
            label="要多少"
            units={['person', 'person_time', 'household', 'session', 'hour', 'set', 'piece']}
            value={line.quantity}
            onChange={(quantity) => change(i, { quantity })}
          />
          {1 < lines.length ? (
            <Button kind="plain" onClick={() => onChange(lines.filter((_, at) => at !== i))}>
              删去这一项
            </Button>
          ) : null}
        </fieldset>
      ))}
      {lines.length < LINES_MAX ? <Button onClick={() => onChange([...lines, BLANK_LINE])}>再加一项</Button> : null}
    </>
  );
}
