/** What may leave this installation: nothing, until a setting says so. */
import type { Mailer } from './mailer.ts';
import type { RobotCaller } from './robot-call.ts';
import type { Sealing } from './sealing.ts';

export interface Outbound {
  /** Null: no mail server is set, and no e-mail is offered. */
  readonly mailer: Mailer | null;
  /** Null: no SECRET_KEY is set, and no robot can be kept. */
  readonly robots: {
    readonly sealing: Sealing;
    readonly caller: RobotCaller;
    readonly origins: readonly string[];
  } | null;
  /** Where people reach this installation, `https://jiedui.example.gov.cn`; null when it is not set: messages then name no link. */
  readonly publicUrl: string | null;
}

/** An installation that calls nobody. */
export const NOTHING_OUTBOUND: Outbound = { mailer: null, robots: null, publicUrl: null };

/** A page of this installation as a link for a message. */
export const wholeLink = ({ publicUrl }: Outbound, path: string): string | null =>
  publicUrl === null ? null : `${publicUrl}${path}`;
