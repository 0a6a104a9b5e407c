/**
 * The stage on which a demo set is played: every action goes through the command that the screens use, as the account of
 * the person who would do it, at the instant at which they would have done it. Keys of actions come from their names, so
 * a load that was cut off goes on where it stopped, and a second one changes nothing.
 */
import { inTransaction, type Pool } from '@jiedui/db/connect.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { v5 as uuidOf } from 'uuid';
import { endSession } from '../account/account.store.ts';
import type { CommandContext } from '../hall/command.ts';
import { silent } from '../hall/live.ts';
import { openSessionFor } from '../install.ts';

const KEYS = '6f0d9f0a-3f5b-5c1e-9a57-0b6c5b8f2a11';

interface Action {
  readonly at: Date;
  readonly name: string;
  readonly run: () => Promise<void>;
}

export class Stage {
  private readonly pool: Pool;
  private readonly loadedAt: Date;
  private readonly sessions = new Map<string, string>();
  private readonly ids = new Map<string, string>();
  private readonly actions: Action[] = [];

  constructor(pool: Pool, loadedAt: Date) {
    this.pool = pool;
    this.loadedAt = loadedAt;
  }

  /** `login` may act from now on. */
  async enter(login: string, account: { readonly id: string; readonly tenantId: string }): Promise<void> {
    this.sessions.set(login, await openSessionFor(this.pool, account, this.loadedAt));
  }

  /** Ends every session that was opened for the load. */
  async leave(): Promise<void> {
    await inTransaction(this.pool, { system: 'sign_in' }, 'write', async (tx) => {
      for (const id of this.sessions.values()) await endSession(tx, id, this.loadedAt);
    });
  }

  as(login: string, at: Date): CommandContext {
    const sessionId = this.sessions.get(login);
    if (!sessionId) throw new RangeError(`no account ${login} on the stage`);
    return { pool: this.pool, live: silent, sessionId, at, requestId: 'demo' };
  }

  /** The idempotency key of the action of that name. */
  key(name: string): string {
    return uuidOf(name, KEYS);
  }

  /** Remembers what came of an action under a name for the later ones. */
  keep(name: string, id: string): void {
    this.ids.set(name, id);
  }

  id(name: string): string {
    const id = this.ids.get(name);
    if (!id) throw new RangeError(`nothing on the stage is called ${name}`);
    return id;
  }

  /** Puts an action on the list, to be played at its instant, whenever it was written down. */
  plan(at: Date, name: string, run: (at: Date) => Promise<unknown>): void {
    this.actions.push({
      at,
      name,
      run: async () => {
        const outcome = await run(at);
        if (outcome instanceof Refusal)
          throw new Error(`demo: ${name} at ${at.toISOString()} was refused: ${outcome.code} ${outcome.message}`);
      },
    });
  }

  /** Plays the list in the order of time; actions of one instant in the order in which they were written down. */
  async play(): Promise<void> {
    const inOrder = this.actions.map((action, order) => ({ ...action, order }));
    inOrder.sort((a, b) => a.at.getTime() - b.at.getTime() || a.order - b.order);
    for (const { run } of inOrder) await run();
  }
}
