/** The viewer: who asks, with the roles that hold today. Made by the database from the session, never from the request. */
import type { EnteredViewer } from '@jiedui/db/connect.ts';
import type { Role } from '@jiedui/shared/account/role.ts';

/** One role of an account. A person may hold several at once; exactly one of the three ids is set. */
export interface RoleGrant {
  readonly role: Role;
  readonly stationId: string | null;
  readonly organizationId: string | null;
  readonly authorityId: string | null;
}

export interface Viewer {
  readonly accountId: string;
  readonly tenantId: string;
  readonly sessionId: string;
  readonly login: string;
  readonly name: string;
  readonly expiresAt: Date;
  /** Signed in with a password that somebody else told: may set another, and nothing else. */
  readonly mustChangePassword: boolean;
  readonly roles: readonly RoleGrant[];
}

const idsOf = (viewer: Viewer, key: 'stationId' | 'organizationId' | 'authorityId'): string[] => [
  ...new Set(viewer.roles.map((grant) => grant[key]).filter((id) => id !== null)),
];

export const stationIdsOf = (viewer: Viewer) => idsOf(viewer, 'stationId');
export const organizationIdsOf = (viewer: Viewer) => idsOf(viewer, 'organizationId');
export const authorityIdsOf = (viewer: Viewer) => idsOf(viewer, 'authorityId');

export const hasRole = (viewer: Viewer, ...roles: readonly Role[]) =>
  viewer.roles.some((grant) => roles.includes(grant.role));

/** The station, organization or authority for which this viewer acts: the first grant of that kind. */
export const stationIdOf = (viewer: Viewer): string | null => stationIdsOf(viewer)[0] ?? null;
export const organizationIdOf = (viewer: Viewer): string | null => organizationIdsOf(viewer)[0] ?? null;
export const authorityIdOf = (viewer: Viewer): string | null => authorityIdsOf(viewer)[0] ?? null;

/** From what `app.enter` of the database answered. */
export const viewerFrom = (entered: EnteredViewer | null): Viewer => {
  if (!entered) throw new Error('nobody entered this transaction');
  return { ...entered, expiresAt: new Date(entered.expiresAt) } as Viewer;
};
