/** The versions of the weights, newest first: which was in force since when, why, and the way back to one. */
import { WEIGHT_SET_STATE_WORDS } from '@jiedui/shared/matching/weight-set.ts';
import { Button } from '../../kit/Button.tsx';
import { momentWords } from '../../kit/format.ts';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import type { WeightSet } from './Weights.tsx';
import { percentWords } from './weighing.ts';

const TONES: Record<WeightSet['state'], Tone> = { draft: 'decide', active: 'done', retired: 'rest' };

export function Versions({ sets, onTake }: { sets: readonly WeightSet[]; onTake: (set: WeightSet) => void }) {
  return (
    <section aria-labelledby="weights-versions">
      <h2 id="weights-versions" className="side__title">
        历次版本
      </h2>
      <ul className="versions">
        {sets.map((set) => (
          <li key={set.id}>
            <p>
              <b>{set.name}</b> <StateTag tone={TONES[set.state]} word={WEIGHT_SET_STATE_WORDS[set.state]} />{' '}
              <span className="versions__when">{whenWords(set)}</span>
            </p>
            {set.note ? <p className="versions__note">{set.note}</p> : null}
            <details>
              <summary>
                各项权重<span className="only-spoken">：{set.name}</span>
              </summary>
              <p className="versions__weights">
                {[...set.weights]
                  .sort((a, b) => b.weight - a.weight)
                  .map(({ name, weight }) => `${name} ${percentWords(weight)}`)
                  .join('、')}
                。
              </p>
              {set.state === 'retired' ? <Button onClick={() => onTake(set)}>照 {set.name} 另拟草稿</Button> : null}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whenWords({ state, savedAt, activatedAt }: WeightSet): string {
  if (state === 'draft') return savedAt ? `${momentWords(savedAt)} 保存` : '';
  return activatedAt ? `${momentWords(activatedAt)} 启用` : '随系统开通启用';
}
