/** Accounts on the graph: the viewer, signing in and out. */
import { AccountLocked, SignInRefused } from '@jiedui/shared/account/refusals.ts';
import { ROLES } from '@jiedui/shared/account/role.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { access, anyone, ownAccount, viaParent } from '../access.ts';
import { RefusalInterface, builder } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { AuthorityRef, loadAuthority } from '../region/region.graph.ts';
import { authorityIdOf, type RoleGrant, type Viewer } from '../viewer.ts';
import { type SignedIn, signIn, signOut } from './account.commands.ts';

export const RoleEnum = builder.enumType('Role', { values: ROLES });

export const RoleGrantRef = builder.objectRef<RoleGrant>('RoleGrant').implement({
  description: '角色: what an account may do, and where.',
  extensions: access(viaParent),
  fields: (t) => ({
    role: t.expose('role', { type: RoleEnum }),
    authority: t.field({
      type: AuthorityRef,
      nullable: true,
      resolve: (grant, _args, context) => (grant.authorityId ? loadAuthority(context, grant.authorityId) : null),
    }),
  }),
});

export const ViewerRef = builder.objectRef<Viewer>('Viewer').implement({
  description: 'The person who is signed in.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.id({ resolve: (viewer) => viewer.accountId }),
    login: t.exposeString('login'),
    name: t.exposeString('name'),
    mustChangePassword: t.exposeBoolean('mustChangePassword', {
      description: 'The password was told by somebody else and must be changed before anything else.',
    }),
    roles: t.field({ type: [RoleGrantRef], resolve: (viewer) => [...viewer.roles] }),
    authority: t.field({
      type: AuthorityRef,
      nullable: true,
      resolve: (viewer, _args, context) => {
        const id = authorityIdOf(viewer);
        return id ? loadAuthority(context, id) : null;
      },
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    nullable: true,
    // Open, because the sign-in page asks it to find out that nobody is signed in.
    extensions: access(anyone),
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);

const SignedInRef = builder.objectRef<SignedIn>('SignedIn').implement({
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    viewer: t.field({ type: ViewerRef, resolve: (signedIn) => signedIn.viewer }),
  }),
});

builder.objectType(SignInRefused, {
  name: 'SignInRefused',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ remainingAttempts: t.exposeInt('remainingAttempts') }),
});
builder.objectType(AccountLocked, {
  name: 'AccountLocked',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ lockedUntil: t.expose('lockedUntil', { type: 'Instant' }) }),
});

const SignInResult = builder.errorUnion('SignInResult', { types: [SignedInRef, SignInRefused, AccountLocked] });

const SignInInput = builder.inputType('SignInInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), login: t.string(), password: t.string() }),
});

builder.mutationField('signIn', (t) =>
  t.field({
    type: SignInResult,
    // Open, because this is how a person becomes known.
    extensions: access(anyone),
    args: { input: t.arg({ type: SignInInput }) },
    resolve: async (_root, { input }, context) => {
      const outcome = await signIn(context.hall, input.login, input.password, context.at, context.requestId);
      if (!(outcome instanceof Refusal)) {
        context.setSession(outcome);
        context.become(outcome.viewer);
      }
      return outcome;
    },
  }),
);

const SignOutInput = builder.inputType('SignOutInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }) }),
});
const SignedOutRef = builder.objectRef<{ ok: boolean }>('SignedOut').implement({
  extensions: access(viaParent),
  fields: (t) => ({ ok: t.exposeBoolean('ok') }),
});

builder.mutationField('signOut', (t) =>
  t.field({
    type: SignedOutRef,
    extensions: access(ownAccount),
    args: { input: t.arg({ type: SignOutInput }) },
    resolve: async (_root, _args, context) => {
      await signOut(context.hall, viewerOf(context), context.at, context.requestId);
      context.setSession(null);
      return { ok: true };
    },
  }),
);
