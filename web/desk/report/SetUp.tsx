/** 开站与设置: authorities below one's own, programmes and who takes part, opening a station, and the thresholds. */
import { AUTHORITY_KIND_WORDS, AUTHORITY_KINDS, type AuthorityKind } from '@jiedui/shared/region/authority.ts';
import { STATION_TIER_WORDS, STATION_TIERS, type StationTier } from '@jiedui/shared/station/station.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { ThresholdName } from '@jiedui/shared/station/thresholds.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { type Action, useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { dateWords, todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { WayLink } from '../shell/way.tsx';
import {
  DeskCounties,
  DeskRegisterAuthority,
  DeskRegisterStation,
  DeskSetThresholds,
  DeskSetUp,
  DeskStartProgramme,
} from './stations.documents.ts';
import './station.css';

type SetUpSeen = ResultOf<typeof DeskSetUp>;

export function SetUp() {
  const [{ data, error }, again] = useQuery({ query: DeskSetUp });
  const read = () => again({ requestPolicy: 'network-only' });
  return (
    <Page
      title="开站与设置"
      lead="开设社工站、下级主管单位和方案；调整“六有”达标线。"
      actions={<WayLink to="/stations">回到社工站名录</WayLink>}
    >
      <Answer data={data} error={error} onRetry={read} rows={6}>
        {(seen) => (
          <div className="setup">
            <OpenStation seen={seen} onDone={read} />
            <OpenAuthority seen={seen} onDone={read} />
            <StartProgramme seen={seen} onDone={read} />
            <Thresholds seen={seen} onDone={read} />
          </div>
        )}
      </Answer>
    </Page>
  );
}

interface Part {
  seen: SetUpSeen;
  onDone: () => void;
}

/** The button, what was refused, and the fault: the same under each form. */
function Foot({
  action,
  verb,
  refused,
  primary = false,
  onPress,
}: {
  action: Pick<Action<unknown, never>, 'busy' | 'fault'>;
  verb: string;
  refused: string | null;
  primary?: boolean;
  onPress: () => void;
}): ReactNode {
  return (
    <>
      {(refused ?? action.fault) ? (
        <div role="alert">
          <Note tone="late">
            {refused ?? `${action.fault?.title}，还没有办理，您填的还在。${action.fault?.remedy}`}
          </Note>
        </div>
      ) : null}
      <div>
        <Button kind={primary ? 'primary' : 'quiet'} busy={action.busy} busyWord="正在办理…" onClick={onPress}>
          {verb}
        </Button>
      </div>
    </>
  );
}

/** County, then township; both of the viewer's own region. */
function usePlaces(root: string | undefined, county: string) {
  const [{ data: counties }] = useQuery({
    query: DeskCounties,
    variables: { parentCode: root ?? '' },
    pause: root === undefined,
  });
  const [{ data: townships }] = useQuery({
    query: DeskCounties,
    variables: { parentCode: county },
    pause: county === '',
  });
  const options = (rows: readonly { code: string; name: string }[] | undefined) =>
    (rows ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return { counties: options(counties?.regions), townships: county === '' ? [] : options(townships?.regions) };
}

function OpenStation({ seen, onDone }: Part) {
  const [fields, setFields] = useState({ code: '', name: '', county: '', township: '', programmeId: '' });
  const [tier, setTier] = useState<StationTier>('station');
  const [authorityId, setAuthorityId] = useState(seen.authorities[0]?.id ?? '');
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(DeskRegisterStation);
  const say = useToast();
  const set = (part: Partial<typeof fields>) => setFields((now) => ({ ...now, ...part }));
  const root = seen.viewer?.authority?.region;
  // A county's bureau has its townships at once.
  const isCounty = root !== undefined && root.code.endsWith('000000') && !root.code.endsWith('00000000');
  const places = usePlaces(root?.code, isCounty ? '' : fields.county);
  const submit = async () => {
    setRefused(null);
    const answer = await action.run({
      code: fields.code,
      name: fields.name,
      tier,
      regionCode: tier === 'center' ? fields.county || (root?.code ?? '') : isCounty ? fields.county : fields.township,
      authorityId,
      state: 'planned',
      programmeId: fields.programmeId || null,
      pilot: false,
    });
    if (answer === null) return;
    if (answer.__typename === 'Station') {
      say(`已开设${answer.name}，状态为筹建。`);
      set({ code: '', name: '' });
      onDone();
    } else setRefused(answer.message);
  };
  return (
    <section aria-label="开设社工站">
      <h2>开设社工站</h2>
      <TextField label="站点名称" value={fields.name} onChange={(name) => set({ name })} />
      <TextField label="站点编号" help="例如 TS-011" value={fields.code} onChange={(code) => set({ code })} />
      <Select
        label="类别"
        options={STATION_TIERS.map((value) => ({ value, label: STATION_TIER_WORDS[value] }))}
        value={tier}
        onChange={(value) => setTier(value as StationTier)}
      />
      <Select
        label={isCounty ? '所在乡镇（街道）' : '所在县区'}
        placeholder="请选择"
        options={places.counties}
        value={fields.county}
        onChange={(county) => set({ county, township: '' })}
      />
      {isCounty || tier === 'center' ? null : (
        <Select
          label="所在乡镇（街道）"
          placeholder="请先选县区"
          options={places.townships}
          value={fields.township}
          onChange={(township) => set({ township })}
        />
      )}
      <Select
        label="主管单位"
        options={seen.authorities.map(({ id, name }) => ({ value: id, label: name }))}
        value={authorityId}
        onChange={setAuthorityId}
      />
      <Select
        label="参加方案"
        optional
        placeholder="暂不参加"
        options={seen.programmes.map(({ id, name }) => ({ value: id, label: name }))}
        value={fields.programmeId}
        onChange={(programmeId) => set({ programmeId })}
      />
      <Foot action={action} verb="开设社工站" refused={refused} primary onPress={() => void submit()} />
    </section>
  );
}

function OpenAuthority({ seen, onDone }: Part) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<AuthorityKind>('civil_affairs');
  const [county, setCounty] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(DeskRegisterAuthority);
  const say = useToast();
  const places = usePlaces(seen.viewer?.authority?.region.code, county);
  const toggle = (code: string) =>
    setChosen((now) => (now.includes(code) ? now.filter((each) => each !== code) : [...now, code]));
  const submit = async () => {
    setRefused(null);
    const answer = await action.run({ name, kind, regionCode: county, jurisdiction: [...chosen] });
    if (answer === null) return;
    if (answer.__typename === 'Authority') {
      say(`已开设${answer.name}，管辖 ${chosen.length} 个行政区划。`);
      setName('');
      setChosen([]);
      onDone();
    } else setRefused(answer.message);
  };
  return (
    <section aria-label="主管单位">
      <h2>主管单位</h2>
      <ul>
        {seen.authorities.map((each) => (
          <li key={each.id}>
            {each.name} · {AUTHORITY_KIND_WORDS[each.kind]} · 管辖{' '}
            {each.jurisdiction
              .slice(0, 6)
              .map((region) => region.name)
              .join('、')}
            {6 < each.jurisdiction.length ? `等 ${each.jurisdiction.length} 个` : ''}
          </li>
        ))}
      </ul>
      <h3>开设下级主管单位</h3>
      <TextField label="单位名称" value={name} onChange={setName} />
      <Select
        label="性质"
        options={AUTHORITY_KINDS.map((value) => ({ value, label: AUTHORITY_KIND_WORDS[value] }))}
        value={kind}
        onChange={(value) => setKind(value as AuthorityKind)}
      />
      <Select
        label="所在地"
        placeholder="请选择"
        options={places.counties}
        value={county}
        onChange={(value) => setCounty(value)}
      />
      {county === '' ? null : (
        <fieldset className="setup__regions">
          <legend>管辖范围（已选 {chosen.length} 个）</legend>
          {places.townships.map(({ value, label }) => (
            <label key={value}>
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} /> {label}
            </label>
          ))}
        </fieldset>
      )}
      <p className="hint">管辖范围是清单，可以换所在地继续选，跨县区的也可以；不能超出本单位的范围。</p>
      <Foot action={action} verb="开设主管单位" refused={refused} onPress={() => void submit()} />
    </section>
  );
}

function StartProgramme({ seen, onDone }: Part) {
  const [name, setName] = useState('');
  const [mode, setMode] = useState('');
  const [fromOn, setFromOn] = useState<string>(todayInShanghai());
  const [toOn, setToOn] = useState('');
  const [dueDay, setDueDay] = useState('25');
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(DeskStartProgramme);
  const say = useToast();
  const submit = async () => {
    if (!toOn) {
      setRefused('请选择方案的结束日期。');
      return;
    }
    setRefused(null);
    const answer = await action.run({
      name,
      mode,
      fromOn: fromOn as LocalDate,
      toOn: toOn as LocalDate,
      dispatchDueDay: Math.trunc(Number(dueDay)) || 0,
    });
    if (answer === null) return;
    if (answer.__typename === 'Programme') {
      say(`方案“${answer.name}”已启动。`);
      setName('');
      onDone();
    } else setRefused(answer.message);
  };
  return (
    <section aria-label="方案">
      <h2>方案</h2>
      <ul>
        {seen.programmes.map((each) => (
          <li key={each.id}>
            {each.name} · {dateWords(each.fromOn)} 至 {dateWords(each.toOn)} · 每月 {each.dispatchDueDay} 日前调度
          </li>
        ))}
      </ul>
      <h3>启动新方案</h3>
      <TextField label="方案名称" value={name} onChange={setName} />
      <TextField label="帮扶模式" help="例如：融入式帮扶" value={mode} onChange={setMode} />
      <DateField label="开始日期" value={fromOn} onChange={setFromOn} />
      <DateField label="结束日期" value={toOn} onChange={setToOn} />
      <TextField label="每月几日前调度" inputMode="numeric" value={dueDay} onChange={setDueDay} />
      <Foot action={action} verb="启动方案" refused={refused} onPress={() => void submit()} />
    </section>
  );
}

function Thresholds({ seen, onDone }: Part) {
  const rows = seen.stationThresholds?.values ?? [];
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(rows.map(({ name, value }) => [name, String(value)])),
  );
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(DeskSetThresholds);
  const say = useToast();
  const submit = async () => {
    setRefused(null);
    const numbers = Object.fromEntries(
      rows.map(({ name }) => [name, values[name] ? Math.trunc(Number(values[name])) || 0 : 0]),
    ) as Record<ThresholdName, number>;
    const answer = await action.run(numbers);
    if (answer === null) return;
    if (answer.__typename === 'StationThresholds') {
      say('达标线已保存，“六有”按新的标准重新判断。');
      onDone();
    } else setRefused(answer.message);
  };
  return (
    <section aria-label="六有达标线">
      <h2>“六有”达标线</h2>
      {rows.map(({ name, words }) => (
        <TextField
          key={name}
          label={words}
          inputMode="numeric"
          value={values[name] ?? ''}
          onChange={(value) => setValues((now) => ({ ...now, [name]: value }))}
        />
      ))}
      <Foot action={action} verb="保存达标线" refused={refused} onPress={() => void submit()} />
    </section>
  );
}
