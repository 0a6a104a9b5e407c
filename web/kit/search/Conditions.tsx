/** The conditions of a search, each a chip that is taken off by itself, and the sheet in which others are chosen. */
import { ORDER_STATES, ORDER_STATE_WORDS, URGENCIES, URGENCY_WORDS } from '@jiedui/shared/order/order.ts';
import { type OrderSearch, orderSearchOf, type SearchPart } from '@jiedui/shared/order/search.ts';
import { AREAS, AREA_WORDS, SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import { useState } from 'react';
import { Button } from '../Button.tsx';
import { DateField } from '../DateField.tsx';
import { Select } from '../Select.tsx';
import { Sheet } from '../Sheet.tsx';
import './search.css';

interface ConditionsProps {
  search: OrderSearch;
  /** In words, with names, as the API says them. */
  parts: readonly SearchPart[];
  regions: readonly { code: string; name: string }[];
  onChange: (search: OrderSearch) => void;
}

export function Conditions({ search, parts, regions, onChange }: ConditionsProps) {
  const [choosing, setChoosing] = useState(false);
  return (
    <div className="conditions">
      {parts.map(({ key, words }) => (
        <button
          key={key}
          type="button"
          className="condition"
          aria-label={`去掉条件：${words}`}
          onClick={() => onChange({ ...search, [key]: undefined })}
        >
          {words}
          <span aria-hidden="true">✕</span>
        </button>
      ))}
      <Button onClick={() => setChoosing(true)}>{parts.length === 0 ? '筛选' : '增减条件'}</Button>
      {choosing ? (
        <ChooseConditions
          search={search}
          regions={regions}
          onClose={() => setChoosing(false)}
          onChoose={(chosen) => {
            setChoosing(false);
            onChange(chosen);
          }}
        />
      ) : null}
    </div>
  );
}

const TYPE_GROUPS = AREAS.map((area) => ({
  label: AREA_WORDS[area],
  options: SERVICE_TYPES.filter((type) => type.area === area).map((type) => ({ value: type.code, label: type.nameZh })),
}));
const STATES = ORDER_STATES.map((value) => ({ value, label: ORDER_STATE_WORDS[value] }));
const PRESSING = URGENCIES.map((value) => ({ value, label: URGENCY_WORDS[value] }));

interface ChooseProps {
  search: OrderSearch;
  regions: ConditionsProps['regions'];
  onClose: () => void;
  onChoose: (search: OrderSearch) => void;
}

function ChooseConditions({ search, regions, onClose, onChoose }: ChooseProps) {
  const [chosen, setChosen] = useState<Record<string, string | undefined>>({ ...search });
  const field = (key: keyof OrderSearch) => ({
    value: chosen[key] ?? '',
    onChange: (value: string) => setChosen({ ...chosen, [key]: value || undefined }),
  });
  const backwards = chosen['from'] !== undefined && chosen['to'] !== undefined && chosen['to'] < chosen['from'];
  return (
    <Sheet
      open
      onClose={onClose}
      title="筛选条件"
      foot={
        <>
          <Button kind="primary" onClick={() => (backwards ? undefined : onChoose(orderSearchOf(chosen)))}>
            按这些条件查找
          </Button>
          <Button onClick={() => setChosen(search.q ? { q: search.q } : {})}>清空条件</Button>
        </>
      }
    >
      <Select label="状态" placeholder="不限" options={STATES} {...field('state')} />
      <Select label="服务类型" placeholder="不限" groups={TYPE_GROUPS} {...field('type')} />
      <Select
        label="地区"
        placeholder="不限"
        options={regions.map(({ code, name }) => ({ value: code, label: name }))}
        {...field('region')}
      />
      <Select label="缓急" placeholder="不限" options={PRESSING} {...field('urgency')} />
      <DateField label="服务时间不早于" optional {...field('from')} />
      <DateField
        label="服务时间不晚于"
        optional
        problem={backwards ? '应不早于上面的日期，请改正。' : undefined}
        {...field('to')}
      />
    </Sheet>
  );
}
