/** 开设社工站. */
import { levelOf } from '@jiedui/shared/region/region.ts';
import { STATION_TIER_WORDS, STATION_TIERS, type StationTier } from '@jiedui/shared/station/station.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Select } from '../../kit/Select.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { DeskRegisterStation } from './stations.documents.ts';
import { type Part, Foot } from './SetUpFoot.tsx';
import { usePlaces } from './places.ts';

export function OpenStation({ seen, onDone }: Part) {
  const [fields, setFields] = useState({ code: '', name: '', county: '', township: '', programmeId: '' });
  const [tier, setTier] = useState<StationTier>('station');
  const [authorityId, setAuthorityId] = useState(seen.authorities[0]?.id ?? '');
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(DeskRegisterStation);
  const say = useToast();
  const set = (part: Partial<typeof fields>) => setFields((now) => ({ ...now, ...part }));
  const root = seen.viewer?.authority?.region;
  // A county's bureau has its townships at once.
  const isCounty = root !== undefined && levelOf(root.code) === 'county';
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
