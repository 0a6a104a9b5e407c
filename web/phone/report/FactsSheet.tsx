/** 修改站点信息: where it is, when it is open, which rooms it has; saved as a whole. */
import {
  FACILITY_KIND_WORDS,
  FACILITY_KINDS,
  type Facility,
  type FacilityKind,
} from '@jiedui/shared/station/station.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { Chips } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { SAVE_FACTS } from './station.documents.ts';
import type { StationSeen } from './StationPage.tsx';

interface Room {
  kind: FacilityKind;
  area: string;
  brandName: string;
}

export function FactsSheet({ station, open, onClose }: { station: StationSeen; open: boolean; onClose: () => void }) {
  const [address, setAddress] = useState(station.address ?? '');
  const [phone, setPhone] = useState(station.phone ?? '');
  const [hours, setHours] = useState(station.hours);
  const [openedOn, setOpenedOn] = useState<string>(station.openedOn ?? '');
  const [allYear, setAllYear] = useState(station.openAllYear);
  const [rooms, setRooms] = useState<Room[]>(
    station.facilities.map(({ kind, areaM2, brandName }) => ({ kind, area: String(areaM2), brandName })),
  );
  const [problems, setProblems] = useState<readonly { field: string; message: string }[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const save = useAction(SAVE_FACTS);
  const say = useToast();
  const problem = (field: string) => problems.find((each) => each.field === field)?.message;
  const change = (index: number, part: Partial<Room>) =>
    setRooms((now) => now.map((room, at) => (at === index ? { ...room, ...part } : room)));
  const submit = async () => {
    const facilities: Facility[] = rooms.map(({ kind, area, brandName }) => ({
      kind,
      areaM2: Number(area) || 0,
      brandName,
    }));
    setProblems([]);
    setRefused(null);
    const answer = await save.run({
      stationId: station.id,
      expectedVersion: station.version,
      phone: phone || null,
      address: address || null,
      openedOn: (openedOn || null) as LocalDate | null,
      hours,
      openAllYear: allYear,
      facilities,
    });
    if (answer === null) return;
    if (answer.__typename === 'Station') {
      say('站点信息已保存。');
      onClose();
    } else if (answer.__typename === 'StationUnsound') setProblems(answer.problems);
    else setRefused(answer.message);
  };
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="站点信息"
      foot={
        <>
          <Button kind="primary" busy={save.busy} busyWord="正在保存…" onClick={() => void submit()}>
            保存站点信息
          </Button>
          <Button onClick={onClose}>先不改</Button>
        </>
      }
    >
      <TextField label="地址" value={address} onChange={setAddress} problem={problem('address')} />
      <TextField label="电话" inputMode="tel" value={phone} onChange={setPhone} problem={problem('phone')} />
      <TextField
        label="开放时间"
        help="例如：周一至周五 8:30-12:00，14:30-18:00"
        value={hours}
        onChange={setHours}
        problem={problem('hours')}
      />
      <Chips
        label="全年开放"
        optional
        options={[{ value: 'all', label: '365 天开放' }]}
        value={allYear ? ['all'] : []}
        onChange={(value) => setAllYear(0 < value.length)}
      />
      <DateField
        label="启用日期"
        optional
        max={todayInShanghai()}
        value={openedOn}
        onChange={setOpenedOn}
        problem={problem('openedOn')}
      />
      <h3>用房</h3>
      <p className="hint">应有接待区、个案室、档案室（柜）。面积或地址变动后，“有场地”由主管单位重新核实。</p>
      {rooms.map((room, index) => (
        <div key={index} className="section">
          <Select
            label={`第 ${index + 1} 处用房`}
            options={FACILITY_KINDS.map((kind) => ({ value: kind, label: FACILITY_KIND_WORDS[kind] }))}
            value={room.kind}
            onChange={(kind) => change(index, { kind: kind as FacilityKind })}
          />
          <TextField
            label={`第 ${index + 1} 处面积（平方米）`}
            inputMode="numeric"
            value={room.area}
            onChange={(area) => change(index, { area })}
            problem={problem(`facilities.${index}`)}
          />
          <TextField
            label={`第 ${index + 1} 处名称`}
            optional
            help="例如：心灵驿站"
            value={room.brandName}
            onChange={(brandName) => change(index, { brandName })}
          />
          <div>
            <Button kind="plain" onClick={() => setRooms((now) => now.filter((_, at) => at !== index))}>
              删去第 {index + 1} 处
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button onClick={() => setRooms((now) => [...now, { kind: nextKind(now), area: '', brandName: '' }])}>
          添加用房
        </Button>
      </div>
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={save.fault} safe="还没有保存，您填的内容还在。" />
    </Sheet>
  );
}

/** The first of the list that is not there yet. */
function nextKind(rooms: readonly Room[]): FacilityKind {
  return FACILITY_KINDS.find((kind) => !rooms.some((room) => room.kind === kind)) ?? 'office';
}
