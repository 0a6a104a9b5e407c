/** Picker: several of a long list (stations, organizations, orders): what is chosen as chips, the list in a sheet. */
import { useState } from 'react';
import { Button } from './Button.tsx';
import { FieldGroup, type FieldWords } from './Field.tsx';
import { Sheet } from './Sheet.tsx';
import { TextField } from './TextField.tsx';
import './picker.css';

export interface Pickable {
  readonly id: string;
  readonly name: string;
  readonly note?: string | undefined;
}

interface PickerProps extends FieldWords {
  options: readonly Pickable[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** 添加社工站 */
  addWord: string;
}

const LOOK_FROM = 8;

export function Picker({ options, value, onChange, addWord, ...words }: PickerProps) {
  const [open, setOpen] = useState(false);
  const [look, setLook] = useState('');
  const chosen = value.map((id) => options.find((option) => option.id === id)).filter((option) => option !== undefined);
  const toggle = (id: string) => onChange(value.includes(id) ? value.filter((other) => other !== id) : [...value, id]);
  const found = options.filter(
    (option) => option.name.includes(look.trim()) || (option.note ?? '').includes(look.trim()),
  );
  return (
    <FieldGroup {...words}>
      <div className="picked">
        {chosen.map((option) => (
          <span key={option.id} className="picked__one">
            {option.name}
            <button type="button" aria-label={`去掉${option.name}`} onClick={() => toggle(option.id)}>
              ✕
            </button>
          </span>
        ))}
        <Button onClick={() => setOpen(true)}>{addWord}</Button>
      </div>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={addWord}
        foot={
          <Button kind="primary" onClick={() => setOpen(false)}>
            选好了（{value.length}）
          </Button>
        }
      >
        {options.length > LOOK_FROM ? (
          <TextField label="按名称找" type="search" value={look} onChange={setLook} />
        ) : null}
        <ul className="pick-list">
          {found.map((option) => (
            <li key={option.id}>
              <label className="pick">
                <input type="checkbox" checked={value.includes(option.id)} onChange={() => toggle(option.id)} />
                <span>
                  {option.name}
                  {option.note ? <span className="chip__note">{option.note}</span> : null}
                </span>
              </label>
            </li>
          ))}
          {found.length === 0 ? (
            <li className="hint">{options.length === 0 ? '没有可选的。' : '没有找到，请换个词。'}</li>
          ) : null}
        </ul>
      </Sheet>
    </FieldGroup>
  );
}
