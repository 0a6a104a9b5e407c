/**
 * Open work (在办事项) of an organization: what others expect of it. Suspension leaves it as it is; an exit first needs it
 * finished, handed over, or set free. The rule knows things only; they are collected by the last room, which sees all.
 */
import { OpenWorkLeft } from './refusals.ts';

/** In the order in which an officer looks: what a station waits for comes first. */
export const OPEN_WORK_KINDS = ['claim', 'invitation', 'agreement', 'pairing'] as const;
export type OpenWorkKind = (typeof OPEN_WORK_KINDS)[number];

export const OPEN_WORK_WORDS: Record<OpenWorkKind, string> = {
  claim: '在办的接单',
  invitation: '待答复的邀请',
  agreement: '未签完的协议',
  pairing: '结对中的社工站',
};

export interface OpenWork {
  readonly kind: OpenWorkKind;
  readonly id: string;
  readonly version: number;
  /** In words of published papers; of another bureau's, that it is another's. */
  readonly title: string;
  readonly dueAt: Date | null;
  /** Whether the deciding bureau may set it free; else the bureau in whose place the station lies must. */
  readonly isHere: boolean;
}

/** More open things than this are cleared up in several turns. */
export const OPEN_WORK_MOST = 500;

/**
 * Whether an organization with this work may leave now.
 *
 * @param setsFree the officer chose to set free what is here
 * @returns what is to be set free; `OpenWorkLeft` with what hinders when nothing may be, or some of it is not here
 */
export function workToSetFree(work: readonly OpenWork[], setsFree: boolean): readonly OpenWork[] | OpenWorkLeft {
  const hindering = setsFree ? work.filter(({ isHere }) => !isHere) : work;
  return 0 < hindering.length ? new OpenWorkLeft(hindering, setsFree) : work;
}
