/** Roles (角色): relations between an account and a station, an organization or an authority; several at once. */

export const ROLES = [
  'station_worker',
  'station_lead',
  'organization_coordinator',
  'organization_lead',
  'bureau_officer',
  'bureau_leader',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, string> = {
  station_worker: '驻站社工',
  station_lead: '社工站负责人',
  organization_coordinator: '社会组织联络员',
  organization_lead: '社会组织负责人',
  bureau_officer: '主管单位经办人',
  bureau_leader: '主管单位负责人',
};

export const SIDES = ['station', 'organization', 'bureau'] as const;
export type Side = (typeof SIDES)[number];

export const SIDE_WORDS: Record<Side, string> = {
  station: '社工站',
  organization: '社会组织',
  bureau: '主管单位',
};

export const ROLE_SIDES: Record<Role, Side> = {
  station_worker: 'station',
  station_lead: 'station',
  organization_coordinator: 'organization',
  organization_lead: 'organization',
  bureau_officer: 'bureau',
  bureau_leader: 'bureau',
};

/** The roles that may sign an agreement for their side: 甲方 the organization, 乙方 the station. */
export const SIGNING_ROLES = { organization: 'organization_lead', station: 'station_lead' } as const satisfies Partial<
  Record<Side, Role>
>;

/** A role as granted; exactly one of the three ids names what it is held at. */
export interface RoleGrant {
  readonly role: Role;
  readonly stationId: string | null;
  readonly organizationId: string | null;
  readonly authorityId: string | null;
}

/** The sides an account stands on, in the order of SIDES, each once. */
export function sidesOf(grants: readonly Pick<RoleGrant, 'role'>[]): Side[] {
  return SIDES.filter((side) => grants.some((grant) => ROLE_SIDES[grant.role] === side));
}
