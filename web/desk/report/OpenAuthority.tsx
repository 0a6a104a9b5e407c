/** 主管单位: those below one's own, and opening another. */
import { AUTHORITY_KIND_WORDS, AUTHORITY_KINDS, type AuthorityKind } from '@jiedui/shared/region/authority.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Select } from '../../kit/Select.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { DeskRegisterAuthority } from './stations.documents.ts';
import { type Part, Foot } from './SetUpFoot.tsx';
import { usePlaces } from './places.ts';

export function OpenAuthority({ seen, onDone }: Part) {
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
