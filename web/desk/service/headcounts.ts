/** Headcounts in words: `医护人员 26 人`, `独居老人 350余 人`. */
import { HEADCOUNT_ROLE_WORDS, SERVED_ROLES, type HeadcountRole } from '@jiedui/shared/service/session.ts';
import { TARGET_GROUP_WORDS, type TargetGroup } from '@jiedui/shared/taxonomy/target-groups.ts';

interface Counted {
  readonly role: HeadcountRole;
  readonly targetGroup?: string | null | undefined;
  readonly quantity: { readonly text: string };
}

/** Whom the number counts: the target group where one is named, else the role. */
export function whomOf({ role, targetGroup }: Counted): string {
  const group = targetGroup ? (TARGET_GROUP_WORDS[targetGroup as TargetGroup] ?? targetGroup) : null;
  return group ?? HEADCOUNT_ROLE_WORDS[role];
}

export function isServed({ role }: Counted): boolean {
  return (SERVED_ROLES as readonly HeadcountRole[]).includes(role);
}
