/**
 * The session of a request: an opaque token in an httpOnly cookie, stored hashed. The viewer is remembered for a few
 * seconds to spare the look-up; every transaction asks the database again whether the session still lives.
 */
import { createHash, randomBytes } from 'node:crypto';
import { inTransaction, SessionGone } from '@jiedui/db/connect.ts';
import { isSessionLive } from '@jiedui/shared/account/sign-in.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context, Hall } from '../context.ts';
import { type Viewer, viewerFrom } from '../viewer.ts';
import { findSession, touchSession } from './account.store.ts';

const REMEMBER_MS = 15_000;
const REMEMBER_MOST = 20_000;
/** `__Host-` binds the cookie to this host and to HTTPS; browsers refuse it over plain HTTP. */
const NAMES = { secure: '__Host-jiedui', plain: 'jiedui' };

export const newToken = () => randomBytes(32).toString('base64url');
export const hashToken = (token: string) => createHash('sha256').update(token).digest();

interface Remembered {
  readonly viewer: Viewer;
  readonly untilMs: number;
}
const memories = new WeakMap<Hall, Map<string, Remembered>>();

function memoryOf(hall: Hall): Map<string, Remembered> {
  const known = memories.get(hall);
  if (known) return known;
  const memory = new Map<string, Remembered>();
  memories.set(hall, memory);
  hall.live.listen((event) => {
    if (event.topic.startsWith('account.')) memory.clear();
  });
  return memory;
}

/** Forgets every viewer, so that the next request of each reads its roles anew. */
export const forgetViewers = (hall: Hall) => memoryOf(hall).clear();

/** Over HTTPS only the bound cookie counts: a plain one may have been set by another host of the same domain. */
export const dropPlainCookie = (request: FastifyRequest) => {
  delete request.cookies[NAMES.plain];
};

export const tokenOf = (request: FastifyRequest): string | null =>
  request.cookies[NAMES.secure] ?? request.cookies[NAMES.plain] ?? null;

export async function viewerOfRequest(hall: Hall, request: FastifyRequest): Promise<Viewer | null> {
  const token = tokenOf(request);
  if (!token || token.length !== 43) return null;
  const at = hall.clock();
  const hash = hashToken(token);
  const key = hash.toString('base64');
  const memory = memoryOf(hall);
  const known = memory.get(key);
  if (known && at.getTime() < known.untilMs) return known.viewer;
  const viewer = await lookUp(hall, hash, at);
  if (!viewer) {
    memory.delete(key);
    return null;
  }
  if (REMEMBER_MOST <= memory.size) memory.clear();
  memory.set(key, { viewer, untilMs: Math.min(at.getTime() + REMEMBER_MS, viewer.expiresAt.getTime()) });
  return viewer;
}

/** For the routes beside GraphQL, of which none is the own account: nobody, while the password is one that was told. */
export async function actingViewerOf(hall: Hall, request: FastifyRequest): Promise<Viewer | null> {
  const viewer = await viewerOfRequest(hall, request);
  return viewer?.mustChangePassword ? null : viewer;
}

async function lookUp(hall: Hall, hash: Buffer, at: Date): Promise<Viewer | null> {
  const session = await inTransaction(hall.pool, { system: 'sign_in' }, 'write', async (tx) => {
    const found = await findSession(tx, hash);
    if (!found || !isSessionLive(found.createdAt, found.seenAt, at)) return null;
    await touchSession(tx, found.id, at);
    return found;
  });
  if (!session) return null;
  try {
    return await viewerOfSession(hall, session.id, at);
  } catch (error) {
    // Nobody, if the session ended in between; an outage is not an answer to who is asking.
    if (error instanceof SessionGone) return null;
    throw error;
  }
}

/** Throws `SessionGone` when the session has ended or its account is disabled. */
export const viewerOfSession = (hall: Hall, sessionId: string, at: Date): Promise<Viewer> =>
  inTransaction(hall.pool, { session: sessionId, at }, 'read', async (_tx, entered) => viewerFrom(entered));

export function sessionCookie(reply: FastifyReply, secure: boolean): Context['setSession'] {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const name = secure ? NAMES.secure : NAMES.plain;
  return (session) => {
    if (session) reply.setCookie(name, session.token, { ...options, expires: session.expiresAt });
    else reply.clearCookie(name, options).header('clear-site-data', '"cache"');
  };
}
