/** What is wrong with a form, on the graph: problems at fields, spots of personal data, a stale version, a missing reason. */
import { type FieldSpot, PERSONAL_DATA_KINDS } from '@jiedui/shared/personal-data.ts';
import { type FieldProblem, ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, viaParent } from '../access.ts';
import { RefusalInterface, builder } from '../builder.ts';

export const FieldProblemRef = builder.objectRef<FieldProblem>('FieldProblem').implement({
  extensions: access(viaParent),
  fields: (t) => ({ field: t.exposeString('field'), message: t.exposeString('message') }),
});

const PersonalDataKindEnum = builder.enumType('PersonalDataKind', { values: PERSONAL_DATA_KINDS });

export const PersonalDataSpotRef = builder.objectRef<FieldSpot>('PersonalDataSpot').implement({
  description: 'Where in a field personal data stands, in code points, from inclusive to exclusive.',
  extensions: access(viaParent),
  fields: (t) => ({
    field: t.exposeString('field'),
    kind: t.expose('kind', { type: PersonalDataKindEnum }),
    from: t.exposeInt('from'),
    to: t.exposeInt('to'),
    excerpt: t.exposeString('excerpt', { description: 'Masked.' }),
  }),
});

builder.objectType(StaleVersion, {
  name: 'StaleVersion',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ currentVersion: t.exposeInt('currentVersion') }),
});
builder.objectType(ReasonMissing, {
  name: 'ReasonMissing',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
