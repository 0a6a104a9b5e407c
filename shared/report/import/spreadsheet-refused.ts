/** Why an upload is not read. It travels over HTTP beside the graph, as the refusal of a photo does. */
import { Refusal } from '../../refusal.ts';

/** The file cannot be read, or may not be; the message says which and what to do. */
export class SpreadsheetRefused extends Refusal {
  readonly code = 'SPREADSHEET_REFUSED' as const;
}
