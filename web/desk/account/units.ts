/** Units and roles to choose from: a unit is written as its side and id. */
import { ROLE_SIDES, ROLE_WORDS, ROLES, type Role, type Side } from '@jiedui/shared/account/role.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useQuery } from 'urql';
import { type DeskAccounts, DeskAccountUnits } from './accounts.documents.ts';

export type Kept = ResultOf<typeof DeskAccounts>['accounts']['edges'][number]['node'];
export const unitOf = ({ station, organization, authority }: Kept['roles'][number]) =>
  station ?? organization ?? authority ?? null;

/** One line a unit, however many roles the person holds there. */
export function byUnit(roles: Kept['roles']): { id: string; name: string; words: string[] }[] {
  const units = new Map<string, { id: string; name: string; words: string[] }>();
  for (const grant of roles) {
    const { id, name } = unitOf(grant) ?? { id: '', name: '单位不在管理范围' };
    const unit = units.get(id) ?? { id, name, words: [] };
    unit.words.push(ROLE_WORDS[grant.role]);
    units.set(id, unit);
  }
  return [...units.values()];
}

export interface UnitChosen {
  readonly side: Side;
  readonly input: { stationId: string | null; organizationId: string | null; authorityId: string | null };
}

/** `station:<id>` and so on; null for anything else. */
export function unitChosen(written: string): UnitChosen | null {
  const [side, id] = written.split(':');
  if (!id || (side !== 'station' && side !== 'organization' && side !== 'bureau')) return null;
  const idOf = (each: Side) => (each === side ? id : null);
  return {
    side,
    input: { stationId: idOf('station'), organizationId: idOf('organization'), authorityId: idOf('bureau') },
  };
}

export function useUnitGroups() {
  const [{ data }] = useQuery({ query: DeskAccountUnits });
  const own = (data?.viewer?.roles ?? []).flatMap(({ authority }) => (authority ? [authority] : []));
  const optionsOf = (side: Side, units: readonly { id: string; name: string }[]) =>
    units.map(({ id, name }) => ({ value: `${side}:${id}`, label: name }));
  return [
    { label: '社工站', options: optionsOf('station', data?.stations ?? []) },
    { label: '社会组织', options: optionsOf('organization', data?.organizations ?? []) },
    { label: '主管单位', options: optionsOf('bureau', own) },
  ];
}

export const rolesOf = (side: Side | undefined): readonly Role[] => ROLES.filter((role) => ROLE_SIDES[role] === side);
export const roleOptions = (side: Side | undefined) =>
  rolesOf(side).map((role) => ({ value: role, label: ROLE_WORDS[role] }));
