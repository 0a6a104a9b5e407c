/** What one request knows: who asks, at which instant, and the reader that its fields share. */
import type DataLoader from 'dataloader';
import type { Pool } from '@jiedui/db/connect.ts';
import { type Tx, reader } from '@jiedui/db/connect.ts';
import type { Clock } from './clock.ts';
import { unauthenticated } from './errors.ts';
import type { CommandContext } from './hall/command.ts';
import type { Outbound } from './hall/courier/outbound.ts';
import type { Live } from './hall/live.ts';
import type { Viewer } from './viewer.ts';

/** What the server was built from; the same for every request. */
export interface Hall {
  readonly pool: Pool;
  /** Connects as the role that may read nothing but the open board. */
  readonly openPool: Pool;
  readonly live: Live;
  readonly clock: Clock;
  readonly dataDir: string;
  /** What may leave this installation; without it, nothing. */
  readonly outbound?: Outbound;
}

export interface Context {
  readonly hall: Hall;
  /** Null until somebody signs in. */
  viewer: Viewer | null;
  readonly at: Date;
  readonly requestId: string;
  /** Where the request comes from; what is open to anyone is bounded by it. */
  readonly address: string;
  /** For the reads of all fields, entered with the viewer's session. Refuses when nobody is signed in. */
  tx(): Promise<Tx>;
  /** For commands. Refuses when nobody is signed in. */
  command(): CommandContext;
  /** One loader a room and key for each request. */
  loader<K, V>(name: string, make: () => DataLoader<K, V>): DataLoader<K, V>;
  /** Cookies to set on the answer, `null` to clear the session's. */
  setSession(session: { token: string; expiresAt: Date } | null): void;
  /** After a successful sign-in, for the rest of this request. */
  become(viewer: Viewer): void;
}

export interface ContextFacts {
  readonly hall: Hall;
  readonly viewer: Viewer | null;
  readonly requestId: string;
  readonly address: string;
  readonly setSession: Context['setSession'];
}

export function contextOf({ hall, viewer: asked, requestId, address, setSession }: ContextFacts): Context {
  const at = hall.clock();
  const loaders = new Map<string, unknown>();
  let reads: Promise<Tx> | null = null;

  const context: Context = {
    hall,
    viewer: asked,
    at,
    requestId,
    address,
    setSession,
    tx() {
      if (!context.viewer) return Promise.reject(unauthenticated());
      reads ??= Promise.resolve(reader(hall.pool, { session: context.viewer.sessionId, at }));
      return reads;
    },
    command() {
      if (!context.viewer) throw unauthenticated();
      return { pool: hall.pool, live: hall.live, sessionId: context.viewer.sessionId, at, requestId };
    },
    loader(name, make) {
      let found = loaders.get(name);
      if (!found) {
        found = make();
        loaders.set(name, found);
      }
      return found as never;
    },
    become(viewer) {
      context.viewer = viewer;
    },
  };
  return context;
}

/** The viewer of a field whose rule requires one. */
export function viewerOf(context: Context): Viewer {
  if (!context.viewer) throw unauthenticated();
  return context.viewer;
}
