/** A local HTTP receiver in the place of a robot's service. */
import { createServer, type IncomingMessage } from 'node:http';

export interface Received {
  readonly url: URL;
  readonly body: any;
  readonly headers: IncomingMessage['headers'];
}

export interface Receiver {
  readonly origin: string;
  readonly port: number;
  readonly received: Received[];
  /** Status, body and headers of the next answers; `hang` never answers. */
  answer(with_: { status?: number; body?: string; headers?: Record<string, string> } | 'hang'): void;
  close(): Promise<void>;
}

export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: Parameters<Receiver['answer']>[0] = {};
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({
        url: new URL(request.url ?? '/', 'http://receiver'),
        body: JSON.parse(Buffer.concat(parts).toString('utf8')),
        headers: request.headers,
      });
      if (answer === 'hang') return;
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      response.end(answer.body ?? '{"errcode":0,"errmsg":"ok"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    received,
    answer(with_) {
      answer = with_;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
