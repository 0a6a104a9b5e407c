/**
 * The messages of PostgreSQL's extended query protocol, written into one buffer: the driver writes each to the socket by
 * itself, a dozen small writes for what is one. Source: PostgreSQL documentation, chapter Message Formats.
 */

type Parameter = string | Buffer | null;

const TEXT = 0;
const BINARY = 1;

export class Packet {
  private bytes = Buffer.allocUnsafe(1_024);
  private end = 0;

  /** Prepares `text` under `name`; the server infers the types of the parameters. */
  parse(name: string, text: string): void {
    const start = this.begin('P');
    this.cstring(name);
    this.cstring(text);
    this.int16(0);
    this.finish(start);
  }

  /** Binds values to the statement; all columns are to come as text. */
  bind(name: string, values: readonly Parameter[]): void {
    const start = this.begin('B');
    this.cstring('');
    this.cstring(name);
    this.int16(values.length);
    for (const value of values) this.int16(Buffer.isBuffer(value) ? BINARY : TEXT);
    this.int16(values.length);
    for (const value of values) this.parameter(value);
    this.int16(1);
    this.int16(TEXT);
    this.finish(start);
  }

  /** Asks for the columns of what was bound. */
  describe(): void {
    const start = this.begin('D');
    this.cstring('P');
    this.finish(start);
  }

  /** All rows of what was bound. */
  execute(): void {
    const start = this.begin('E');
    this.cstring('');
    this.int32(0);
    this.finish(start);
  }

  /** Forgets the statement, if the server knows it. */
  close(name: string): void {
    const start = this.begin('C');
    this.cstring(`S${name}`);
    this.finish(start);
  }

  sync(): void {
    this.finish(this.begin('S'));
  }

  toBuffer(): Buffer {
    return this.bytes.subarray(0, this.end);
  }

  private begin(code: string): number {
    this.room(5);
    this.bytes[this.end] = code.charCodeAt(0);
    this.end += 5;
    return this.end - 4;
  }

  /** The length counts itself and what follows. */
  private finish(start: number): void {
    this.bytes.writeInt32BE(this.end - start, start);
  }

  private parameter(value: Parameter): void {
    if (value === null) return this.int32(-1);
    if (Buffer.isBuffer(value)) {
      this.int32(value.length);
      this.room(value.length);
      value.copy(this.bytes, this.end);
      this.end += value.length;
      return;
    }
    // No character of UTF-16 takes more than three bytes in UTF-8.
    this.room(4 + 3 * value.length);
    const length = this.bytes.write(value, this.end + 4);
    this.bytes.writeInt32BE(length, this.end);
    this.end += 4 + length;
  }

  private cstring(text: string): void {
    this.room(3 * text.length + 1);
    this.end += this.bytes.write(text, this.end);
    this.bytes[this.end++] = 0;
  }

  private int16(value: number): void {
    this.room(2);
    this.end = this.bytes.writeInt16BE(value, this.end);
  }

  private int32(value: number): void {
    this.room(4);
    this.end = this.bytes.writeInt32BE(value, this.end);
  }

  private room(size: number): void {
    if (this.end + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.end + size));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}
