/** What the file room may answer instead of taking a file. */
import { Refusal } from '@jiedui/shared/refusal.ts';

/** The upload is not a photo that this system keeps; the message says what to do instead. */
export class FileRefused extends Refusal {
  readonly code = 'FILE_REFUSED' as const;
}
