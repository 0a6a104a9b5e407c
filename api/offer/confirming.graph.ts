/** 仍可提供吗 on the graph: all offers of an organization confirmed at once. One is confirmed by setOfferState. */
import { access, organization, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { confirmAllOffers, type OffersConfirmed } from './confirming.commands.ts';

const OffersConfirmedRef = builder.objectRef<OffersConfirmed>('OffersConfirmed').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    confirmed: t.exposeInt('confirmed'),
    left: t.exposeInt('left', { description: 'More than one tap confirms; they still wait.' }),
  }),
});
const ConfirmAllOffersInput = builder.inputType('ConfirmAllOffersInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }) }),
});

builder.mutationField('confirmAllOffers', (t) =>
  t.field({
    type: OffersConfirmedRef,
    description: '全部仍可提供: every listed offer of the viewer’s organizations that awaits the month’s word.',
    extensions: access(organization),
    args: { input: t.arg({ type: ConfirmAllOffersInput }) },
    resolve: (_root, { input }, context) => confirmAllOffers(context.command(), input),
  }),
);
