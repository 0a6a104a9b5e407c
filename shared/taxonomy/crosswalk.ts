/**
 * The crosswalk (对照) between schemes: an order and an offer may speak in different ones; they meet where both point to
 * one type of ours. Codes of ours point to themselves, so that two different types of ours never meet.
 */
import { ALTERNATE_TYPES } from './alternates.ts';
import { SERVICE_TYPES } from './scheme.ts';

/** Our types that each foreign code stands for. */
const OWN_TYPES = new Map(
  ALTERNATE_TYPES.map(({ code, targets }) => [
    code,
    SERVICE_TYPES.filter((type) => targets.includes(type.code) || targets.includes(type.area)).map((type) => type.code),
  ]),
);

/** Every code that meets it, by code: itself first. */
const MEETING = new Map<string, readonly string[]>();
const CODES = [...SERVICE_TYPES, ...ALTERNATE_TYPES].map((type) => type.code);
for (const code of CODES) {
  const own = ownTypes(code);
  const others = CODES.filter((other) => other !== code && ownTypes(other).some((type) => own.includes(type)));
  MEETING.set(code, [code, ...others]);
}

/** Our types that the code stands for: itself when it is one of ours, or unknown. */
export function ownTypes(code: string): readonly string[] {
  return OWN_TYPES.get(code) ?? [code];
}

/** The codes under which an offer may meet an order of this type, itself first: what an index is asked for. */
export function meetingTypes(code: string): readonly string[] {
  return MEETING.get(code) ?? [code];
}

/** Whether the two codes are different and point to one type of ours. */
export function meetsByCrosswalk(code: string, other: string): boolean {
  return code !== other && meetingTypes(code).includes(other);
}
