/** 达标线: what the bureau asks of its stations. */
import type { ThresholdName } from '@jiedui/shared/station/thresholds.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { DeskSetThresholds } from './stations.documents.ts';
import { type Part, Foot } from './SetUpFoot.tsx';

export function Thresholds({ seen, onDone }: Part) {
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
