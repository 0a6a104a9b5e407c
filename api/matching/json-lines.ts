/**
 * On which line of a JSON text something stands. JSON.parse does not say, so the text is read once more, but only when
 * there is an error to be told. Grammar: RFC 8259.
 */
export type JsonPath = readonly (string | number)[];

/** The line, from 1, of the value at the path, or of the last of its parents that is there. */
export function lineOfValue(text: string, path: JsonPath): number {
  let at = 0;
  let depth = -1;
  walk(text, (here, offset) => {
    // A name that is there twice counts the last time, as it does for JSON.parse.
    if (here.length < depth || path.length < here.length || here.some((step, k) => step !== path[k])) return;
    depth = here.length;
    at = offset;
  });
  return lineAt(text, at);
}

export interface SyntaxFault {
  readonly line: number;
  /** Where the reader was. */
  readonly path: JsonPath;
  /** What stands there instead, on one line; empty at the end of the text. */
  readonly word: string;
}

/** The first thing that is not JSON; null if all is. */
export function syntaxFault(text: string): SyntaxFault | null {
  const fault = walk(text, () => {});
  if (!fault) return null;
  const word = /[^\s,:\]}]{0,20}/y;
  word.lastIndex = fault.at;
  const found = word.exec(text)![0] || text.slice(fault.at, fault.at + 1).trim();
  return { line: lineAt(text, fault.at), path: fault.path, word: found };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

const SPACE = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside strings.
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Calls `meet` at the beginning of each value; the path is the walker's own and changes afterwards. */
function walk(text: string, meet: (path: JsonPath, offset: number) => void): { at: number; path: JsonPath } | null {
  const path: (string | number)[] = [];
  let at = 0;
  const token = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found && found[0];
  };
  const sign = (expected: string): boolean => {
    token(SPACE);
    if (text[at] !== expected) return false;
    at++;
    return true;
  };
  // A loop rather than recursion: nesting may be as deep as the text is long.
  const closing: string[] = [];
  for (let expectsValue = true; ; ) {
    token(SPACE);
    if (expectsValue) {
      meet(path, at);
      const opening = text[at];
      if (opening === '{' || opening === '[') {
        at++;
        closing.push(opening === '{' ? '}' : ']');
        path.push(opening === '{' ? '' : 0);
        if (sign(closing.at(-1)!)) {
          closing.pop();
          path.pop();
          expectsValue = false;
        } else if (opening === '{' && !name()) return { at, path };
        continue;
      }
      if (token(TEXT) === null && token(PLAIN) === null) return { at, path };
      expectsValue = false;
      continue;
    }
    if (closing.length === 0) return at === text.length ? null : { at, path };
    if (sign(closing.at(-1)!)) {
      closing.pop();
      path.pop();
      continue;
    }
    if (!sign(',')) return { at, path };
    if (closing.at(-1) === ']') path.push((path.pop() as number) + 1);
    else if (!name()) return { at, path };
    expectsValue = true;
  }

  /** The name of a member and its colon. */
  function name(): boolean {
    token(SPACE);
    const found = token(TEXT);
    if (found === null) return false;
    path.splice(-1, 1, JSON.parse(found) as string);
    return sign(':');
  }
}
