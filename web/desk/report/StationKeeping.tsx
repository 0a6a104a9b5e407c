/** What a bureau settles about one station: the programme that takes it in, and the organization that runs it. */
import { PROVIDER_KIND_WORDS } from '@jiedui/shared/organization/organization.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { DeskProgrammes } from '../shell/desk.documents.ts';
import { DeskEnrolStation, DeskOperators, DeskSetOperator } from './stations.documents.ts';
import type { Station } from './StationPage.tsx';

export interface KeepingProps {
  station: Station;
  onDone: () => void;
}

/** 参加方案: chosen again, it changes whether the station is a pilot. */
export function EnrolForm({ station, onDone }: KeepingProps) {
  const [{ data }] = useQuery({ query: DeskProgrammes });
  const programmes = data?.programmes ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const programmeId = chosen ?? programmes[0]?.id ?? '';
  const taken = station.programmes.find(({ programme }) => programme.id === programmeId);
  const [pilot, setPilot] = useState<boolean | null>(null);
  const isPilot = pilot ?? taken?.pilot ?? false;
  const name = programmes.find(({ id }) => id === programmeId)?.name ?? '';
  return (
    <ActForm
      document={DeskEnrolStation}
      input={programmeId === '' ? null : { stationId: station.id, programmeId, pilot: isPilot }}
      missing="请选择方案。"
      verb={taken ? '更改试点' : '登记参加方案'}
      done={`${station.name}已参加“${name}”${isPilot ? '，为试点站' : ''}。`}
      onDone={onDone}
    >
      <Select
        label="方案"
        options={programmes.map(({ id, name: label }) => ({ value: id, label }))}
        value={programmeId}
        onChange={(value) => {
          setChosen(value);
          setPilot(null);
        }}
      />
      <label className="held__name">
        <input type="checkbox" checked={isPilot} onChange={() => setPilot(!isPilot)} />
        试点站
      </label>
      <Note tone="info">
        {taken
          ? `已参加这个方案，${taken.pilot ? '现在是试点站' : '现在不是试点站'}。`
          : '参加后，从本月起列入这个方案的月调度。'}
      </Note>
    </ActForm>
  );
}

/** 承接机构: found by its name in the register, or nobody when the bureau runs the station itself. */
export function OperatorForm({ station, onDone }: KeepingProps) {
  const [typed, setTyped] = useState('');
  const [organizationId, setOrganizationId] = useState(station.operator?.id ?? '');
  const text = typed.trim();
  const [{ data }] = useQuery({ query: DeskOperators, variables: { search: text === '' ? null : text } });
  const found = (data?.organizationRegister.edges ?? []).map(({ node }) => ({
    value: node.id,
    label: `${node.name}（${PROVIDER_KIND_WORDS[node.providerKind]}）`,
  }));
  const now = station.operator;
  const options =
    !now || found.some(({ value }) => value === now.id) ? found : [{ value: now.id, label: now.name }, ...found];
  const chosen = options.find(({ value }) => value === organizationId);
  return (
    <ActForm
      document={DeskSetOperator}
      input={{ stationId: station.id, expectedVersion: station.version, organizationId: organizationId || null }}
      verb="登记承接机构"
      done={chosen ? `${station.name}由${chosen.label}承接。` : `${station.name}由主管单位直接运营。`}
      onDone={onDone}
    >
      <TextField
        label="查找组织"
        optional
        help="输入名称中的几个字，或完整的统一社会信用代码。"
        value={typed}
        onChange={setTyped}
      />
      <Select
        label="承接机构"
        placeholder="没有承接机构，由主管单位直接运营"
        optional
        options={options}
        value={organizationId}
        onChange={setOrganizationId}
      />
      <Note tone="info">承接机构负责站点日常运营；为本站点单提供服务的结对组织另行签订协议。</Note>
    </ActForm>
  );
}
