/** A service record's state as a tag. */
import { SESSION_STATE_WORDS, type SessionState } from '@jiedui/shared/service/session.ts';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';

const TONES: Record<SessionState, Tone> = { draft: 'rest', submitted: 'decide', returned: 'late', confirmed: 'done' };

export function SessionTag({ state }: { state: SessionState }) {
  return <StateTag tone={TONES[state]} word={SESSION_STATE_WORDS[state]} />;
}
