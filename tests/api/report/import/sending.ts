/** Sending a file as a page does, waiting until it was read or taken in, and making sheets to send. */
import { xlsxOf } from '@jiedui/api/hall/sheet/write-xlsx.ts';
import { jobsDone } from '@jiedui/api/report/import/jobs.ts';
import type { ImportKind } from '@jiedui/shared/report/import/layout.ts';
import type { World } from '../../../kit/world.ts';

export const JOB = `id state message notes fileName
  counts { total valid asked invalid imported unchanged refused takenBack } asks { ask value rows choices { code name } }
  rows(first: 30) { row state problems { letter heading value reason suggestion } cells { heading text bad } }`;

export async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A plain sheet: one header row and lines of texts and numbers. */
export const sheetOf = (lines: readonly (readonly (string | number | null)[])[], name = 'Sheet1') =>
  bytesOf(
    xlsxOf([
      {
        name,
        widths: lines[0]!.map(() => 12),
        rows: lines.map((cells) => ({
          cells: cells.map((value) => (value === null ? null : { value, style: 'plain' as const })),
        })),
      },
    ]),
  );

export function senderIn(world: World) {
  async function upload(login: string, kind: ImportKind, bytes: Buffer, name = '名单.xlsx') {
    const response = await world.app.inject({
      method: 'POST',
      url: `/imports?kind=${kind}&name=${encodeURIComponent(name)}`,
      headers: { 'content-type': 'application/octet-stream', 'x-jiedui': '1', cookie: await world.cookieOf(login) },
      payload: bytes,
    });
    return { status: response.statusCode, body: response.json() };
  }
  async function job(login: string, id: string) {
    const { data, errors } = await world.ask(login, `query($id: ID!) { import(id: $id) { ${JOB} } }`, { id });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.import;
  }
  async function sent(login: string, kind: ImportKind, bytes: Buffer) {
    const { status, body } = await upload(login, kind, bytes);
    if (status !== 201) throw new Error(`upload refused: ${JSON.stringify(body)}`);
    await jobsDone(world.hall);
    return job(login, body.id);
  }
  const step = async (
    login: string,
    name: 'answerImport' | 'commitImport' | 'discardImport' | 'takeBackImport',
    input: object,
  ) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await world.ask(
      login,
      `mutation($input: ${type}!) { ${name}(input: $input) { __typename ... on Refusal { code message } } }`,
      { input: { ...world.key(), ...input } },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    await jobsDone(world.hall);
    return data[name];
  };
  const commit = async (login: string, importId: string, mode = 'valid_rows') => {
    const answer = await step(login, 'commitImport', { importId, mode });
    return answer.code ? answer : job(login, importId);
  };
  return { upload, job, sent, step, commit };
}
