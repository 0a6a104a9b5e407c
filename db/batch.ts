/**
 * Statements that travel together: written in one flush, answered in one, with a single Sync at their end. Outside a
 * BEGIN they are one transaction of their own, inside it a part of it. The driver would send each by itself, and the
 * flushes, not the statements, are what a small request costs.
 */
import type pg from 'pg';
import { Packet } from './packet.ts';
import { TYPES } from './values.ts';

export interface Statement {
  /** Prepared under this name, once a connection; without it the statement is planned each time. */
  readonly name?: string;
  readonly text: string;
  readonly values: readonly (string | Buffer | null)[];
  /** What drizzle asks for. */
  readonly rowMode?: 'array';
  readonly types?: pg.CustomTypesConfig;
}

/** The part of the driver's result that drizzle reads too. */
export interface Answer {
  readonly rows: unknown[];
  readonly command: string;
  readonly rowCount: number | null;
}

/** One answer for each statement, up to the one that failed. */
export interface Answers {
  readonly answers: readonly Answer[];
  readonly error: Error | null;
}

type Parser = (text: string) => unknown;

/** The columns of an answer. */
interface Shape {
  readonly names: readonly string[];
  readonly parsers: readonly Parser[];
  /** Copied for each row, so that all have one hidden class. */
  readonly empty: Readonly<Record<string, null>>;
}
const NO_COLUMNS: Shape = { names: [], parsers: [], empty: {} };

/** What a connection has prepared, and how the server described it; null until it has answered once. */
type Prepared = Map<string, Shape | null>;
const connections = new WeakMap<pg.PoolClient, Prepared>();

/** The driver's connection, as far as its own queries and its cursors use it too. */
interface Connection {
  readonly stream: { readonly writable: boolean; write(bytes: Buffer): void };
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
  readonly format: 'text' | 'binary';
}

/** Never rejects: an error stands beside the answers that came before it. */
export function send(client: pg.PoolClient, statements: readonly Statement[]): Promise<Answers> {
  let prepared = connections.get(client);
  if (!prepared) {
    prepared = new Map();
    connections.set(client, prepared);
  }
  const known = prepared;
  return new Promise((resolve) => {
    client.query(new Batch(statements, known, resolve) as unknown as pg.Submittable);
  });
}

/** What `client.query` takes besides text: the driver calls these as the server's messages arrive. */
class Batch {
  /** The driver puts its read timeout around it. */
  callback: (error: Error | null) => void = () => {};
  private readonly statements: readonly Statement[];
  private readonly prepared: Prepared;
  private readonly done: (answers: Answers) => void;
  private readonly answers: Answer[] = [];
  private current: Statement | undefined;
  private shape: Shape = NO_COLUMNS;
  private rows: unknown[] = [];

  constructor(statements: readonly Statement[], prepared: Prepared, done: (answers: Answers) => void) {
    this.statements = statements;
    this.prepared = prepared;
    this.done = done;
  }

  submit({ stream }: Connection): null {
    const packet = new Packet();
    for (const statement of this.statements) this.write(packet, statement);
    packet.sync();
    // When it is not, the driver is about to report why.
    if (stream.writable) stream.write(packet.toBuffer());
    this.next();
    return null;
  }

  private write(packet: Packet, { name = '', text, values }: Statement): void {
    const shape = name ? this.prepared.get(name) : undefined;
    if (!shape) {
      // Sent before but never answered: an error came between, and only the server knows whether it has it.
      if (shape === null) packet.close(name);
      packet.parse(name, text);
      if (name) this.prepared.set(name, null);
    }
    packet.bind(name, values);
    if (!shape) packet.describe();
    packet.execute();
  }

  private next(): void {
    this.current = this.statements[this.answers.length];
    this.shape = (this.current?.name && this.prepared.get(this.current.name)) || NO_COLUMNS;
    this.rows = [];
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    const types = this.current?.types ?? TYPES;
    this.shape = {
      names: fields.map((field) => field.name),
      parsers: fields.map((field) => types.getTypeParser(field.dataTypeID, field.format) as Parser),
      empty: Object.fromEntries(fields.map((field) => [field.name, null])),
    };
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const { names, parsers, empty } = this.shape;
    if (this.current?.rowMode === 'array') {
      this.rows.push(fields.map((field, at) => (field === null ? null : (parsers[at] as Parser)(field))));
      return;
    }
    const row: Record<string, unknown> = { ...empty };
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at] as string | null;
      if (field !== null) row[names[at] as string] = (parsers[at] as Parser)(field);
    }
    this.rows.push(row);
  }

  /** @param message `SELECT 50`, `INSERT 0 1`, `COMMIT` */
  handleCommandComplete({ text }: { text: string }): void {
    if (this.current?.name) this.prepared.set(this.current.name, this.shape);
    const words = text.split(' ');
    const rowCount = 1 < words.length ? Number(words.at(-1)) : null;
    this.answers.push({ rows: this.rows, command: words[0] ?? '', rowCount });
    this.next();
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  /** The server refused a statement and skipped those after it, or the connection is gone. */
  handleError(error: Error): void {
    this.callback(error);
    this.done({ answers: this.answers, error });
  }

  handleReadyForQuery(): void {
    this.callback(null);
    this.done({ answers: this.answers, error: null });
  }
}
