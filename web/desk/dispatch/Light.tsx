/** A line's light as word + shape + colour. */
import { LIGHT_WORDS, type Light } from '@jiedui/shared/dispatch/round.ts';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';

const TONES: Record<Light, Tone> = { red: 'late', yellow: 'decide', green: 'done' };

export function LightTag({ light }: { light: Light }) {
  return <StateTag tone={TONES[light]} word={LIGHT_WORDS[light]} />;
}
