/**
 * Who may ask for what: every object type and every root field names one of these rules, or the schema does not build.
 * The first wall; row-level security in the database is the second, and does not trust this one.
 */
import { type GraphQLFieldResolver, type GraphQLSchema, defaultFieldResolver, isObjectType } from 'graphql';
import type { Context } from './context.ts';
import { forbidden, passwordChangeFirst, unauthenticated } from './errors.ts';
import { type Viewer, hasRole } from './viewer.ts';

export interface AccessRule {
  readonly name: string;
  /** Who may, in the words of the refusal: 需要……办理. */
  readonly who: string;
  /** Without it, a viewer must be signed in. */
  readonly open?: true;
  /** Also while the password is one that somebody else told. */
  readonly beforeOwnPassword?: true;
  readonly admits: (viewer: Viewer) => boolean;
}

/** Open to people without an account. Each use says why in a comment beside it. */
export const anyone: AccessRule = { name: 'anyone', who: '任何人', open: true, admits: () => true };
export const signedIn: AccessRule = { name: 'signedIn', who: '已登录人员', admits: () => true };
/** The own password and sessions: all that somebody may do before the told password is changed. */
export const ownAccount: AccessRule = { ...signedIn, name: 'ownAccount', beforeOwnPassword: true };
/**
 * An object that is only reached through a guarded field, from rows that row-level security let pass.
 * Not a rule for a root field.
 */
export const viaParent: AccessRule = { name: 'viaParent', who: '上级字段的使用者', open: true, admits: () => true };

export const station: AccessRule = {
  name: 'station',
  who: '社工站人员',
  admits: (viewer) => hasRole(viewer, 'station_worker', 'station_lead'),
};
export const organization: AccessRule = {
  name: 'organization',
  who: '社会组织联络员',
  admits: (viewer) => hasRole(viewer, 'organization_coordinator', 'organization_lead'),
};
export const bureau: AccessRule = {
  name: 'bureau',
  who: '主管单位工作人员',
  admits: (viewer) => hasRole(viewer, 'bureau_officer', 'bureau_leader'),
};
export const stationOrBureau: AccessRule = {
  name: 'stationOrBureau',
  who: '社工站或主管单位',
  admits: (viewer) => station.admits(viewer) || bureau.admits(viewer),
};
export const stationOrOrganization: AccessRule = {
  name: 'stationOrOrganization',
  who: '社工站或社会组织',
  admits: (viewer) => station.admits(viewer) || organization.admits(viewer),
};

export const organizationOrBureau: AccessRule = {
  name: 'organizationOrBureau',
  who: '社会组织或主管单位',
  admits: (viewer) => organization.admits(viewer) || bureau.admits(viewer),
};

/** The `extensions` of a type or field that declares its rule. */
export const access = (rule: AccessRule) => ({ access: rule });

const ruleOf = (extensions: Readonly<Record<string, unknown>>): AccessRule | undefined =>
  extensions.access as AccessRule | undefined;

/** Fields without a rule of their own or of their type; a root field needs its own. Empty, or the build fails. */
export function fieldsWithoutRule(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const missing: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const typeRule = ruleOf(type.extensions);
    for (const field of Object.values(type.getFields())) {
      const rule = ruleOf(field.extensions) ?? (roots.includes(type) ? undefined : typeRule);
      if (!rule || (roots.includes(type) && rule === viaParent)) missing.push(`${type.name}.${field.name}`);
    }
  }
  return missing;
}

/** Puts each declared rule before its resolver. Fields whose rule admits everybody keep their resolver untouched. */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  const missing = fieldsWithoutRule(schema);
  if (missing.length > 0) throw new Error(`no access rule for: ${missing.join(', ')}`);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const rule = ruleOf(field.extensions) ?? ruleOf(type.extensions);
      if (rule && !rule.open) field.resolve = guarded(rule, field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

function guarded(
  rule: AccessRule,
  resolve: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> {
  return (parent, args, context, info) => {
    if (!context.viewer) throw unauthenticated();
    if (context.viewer.mustChangePassword && !rule.beforeOwnPassword) throw passwordChangeFirst();
    if (!rule.admits(context.viewer)) throw forbidden(rule.who);
    return resolve(parent, args, context, info);
  };
}
