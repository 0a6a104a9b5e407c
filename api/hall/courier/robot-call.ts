/**
 * The one call to an address that a person gave: to an allowed origin, whose name is resolved once, to a public
 * address, which is the one that is called; no redirect, five seconds, 64 KB. Origins that the installation's own
 * setting names may be inside, and plain HTTP.
 */
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Outcome } from '@jiedui/shared/notice/delivery.ts';
import { addressProblem, type RobotKind, robotOutcome } from '@jiedui/shared/notice/robot.ts';
import { isPublicAddress } from './public-address.ts';

const WHOLE_MS = 5_000;
const MOST_BYTES = 64 * 1024;

export interface RobotCall {
  readonly kind: RobotKind;
  readonly address: string;
  /** DingTalk's 加签; null without. */
  readonly secret: string | null;
  readonly body: string;
  readonly at: Date;
}

export type RobotCaller = (call: RobotCall) => Promise<Outcome>;
export type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const resolveByName: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/** @param origins that may be called besides the official ones, wherever they are */
export function robotCaller(origins: readonly string[], resolve: Resolve = resolveByName): RobotCaller {
  return async ({ kind, address, secret, body, at }) => {
    const problem = addressProblem(kind, address, origins);
    if (problem) return { kind: 'never', error: problem };
    const url = new URL(address);
    if (secret !== null) signDingTalk(url, secret, at);
    const found = await placeOf(url, origins.includes(url.origin), resolve);
    if ('kind' in found) return found;
    try {
      const { status, text } = await post(url, found, body);
      return robotOutcome(kind, status, text);
    } catch (error) {
      return { kind: 'again', error: reasonOf(error) };
    }
  };
}

/** HMAC-SHA256 over `timestamp\nsecret` with the secret, both added to the query: valid for an hour. */
function signDingTalk(url: URL, secret: string, at: Date): void {
  const timestamp = String(at.getTime());
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));
}

interface Place {
  readonly address: string;
  readonly family: number;
}

/** The address to call, resolved once. Every address of a public name must be public: one that is not is an attempt. */
async function placeOf(url: URL, trusted: boolean, resolve: Resolve): Promise<Place | Outcome> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const literal = isIP(host);
  let places: readonly Place[];
  try {
    places = literal === 0 ? await resolve(host) : [{ address: host, family: literal }];
  } catch {
    return { kind: 'again', error: `域名 ${host} 暂时无法解析` };
  }
  const [first] = places;
  if (!first) return { kind: 'again', error: `域名 ${host} 暂时无法解析` };
  if (!trusted && !places.every((place) => isPublicAddress(place.address)))
    return { kind: 'never', error: `域名 ${host} 指向内网地址，已拒绝发送。请联系系统管理员检查域名解析` };
  return first;
}

function post(url: URL, place: Place, body: string): Promise<{ status: number; text: string }> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const bytes = Buffer.from(body, 'utf8');
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length },
        // What was checked is what is called, whatever the name means by now.
        lookup: (_host, options, found) =>
          options.all ? found(null, [{ ...place }]) : found(null, place.address, place.family),
        signal: AbortSignal.timeout(WHOLE_MS),
      },
      (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (part: Buffer) => {
          size += part.length;
          if (MOST_BYTES < size) answer.destroy(new Error('the answer is too long'));
          else parts.push(part);
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        );
        answer.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(bytes);
  });
}

/** Never the address itself: it is a secret, and errors are shown. */
function reasonOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR')
    return `对方 ${WHOLE_MS / 1000} 秒内没有答复`;
  if (code === 'ECONNREFUSED') return '对方拒绝连接';
  return `连接中断（${code ?? '未知原因'}）`;
}
