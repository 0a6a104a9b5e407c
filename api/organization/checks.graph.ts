/** Licences, the yearly staff check and leave on the graph. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import {
  QUALIFICATION_CODES,
  type Qualification,
  qualificationWords,
} from '@jiedui/shared/organization/qualification.ts';
import {
  ChecksUnsound,
  LeaveNotFound,
  LeaveUnsound,
  OrganizationNotFound,
} from '@jiedui/shared/organization/refusals.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import DataLoader from 'dataloader';
import { access, bureau, organization, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import type { Context } from '../context.ts';
import { inOrderOf } from '../hall/in-order.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { cancelLeave, declareLeave, recordOrganizationChecks } from './checks.commands.ts';
import { type ChecksRow, checksOf, type LeaveRow, leavesOf } from './checks.store.ts';
import { OrganizationRef } from './organization.graph.ts';

const QualificationCodeEnum = builder.enumType('QualificationCode', { values: QUALIFICATION_CODES });

const QualificationRef = builder.objectRef<Qualification>('Qualification').implement({
  description: '资质: a licence that the bureau has seen.',
  extensions: access(viaParent),
  fields: (t) => ({
    code: t.expose('code', { type: QualificationCodeEnum }),
    name: t.string({ resolve: ({ code }) => qualificationWords(code) }),
    validUntil: t.expose('validUntil', {
      type: 'LocalDate',
      nullable: true,
      description: 'Last day, inclusive; null when it has no end.',
    }),
  }),
});

export const LeaveRef = builder.objectRef<LeaveRow>('OrganizationLeave').implement({
  description: '休整期: a time in which the organization serves nobody, both days included.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    fromOn: t.expose('fromOn', { type: 'LocalDate' }),
    toOn: t.expose('toOn', { type: 'LocalDate' }),
  }),
});

const loadChecks = (context: Context, id: string): Promise<ChecksRow> =>
  context
    .loader(
      'organizationChecks',
      () =>
        new DataLoader<string, ChecksRow>(async (ids) =>
          inOrderOf(ids, await checksOf(await context.tx(), ids), (row) => row.id),
        ),
    )
    .load(id);

builder.objectField(OrganizationRef, 'version', (t) =>
  t.int({
    description: 'Counts the changes of what is registered; recordOrganizationChecks asks for it.',
    resolve: (o) => o.version,
  }),
);
builder.objectField(OrganizationRef, 'qualifications', (t) =>
  t.field({
    type: [QualificationRef],
    resolve: async (o, _args, context) => [...(await loadChecks(context, o.id)).qualifications],
  }),
);
builder.objectField(OrganizationRef, 'backgroundCheckedOn', (t) =>
  t.field({
    type: 'LocalDate',
    nullable: true,
    description: 'Last yearly staff check for work with minors (未成年人保护法 §62).',
    resolve: async (o, _args, context) => (await loadChecks(context, o.id)).backgroundCheckedOn,
  }),
);
builder.objectField(OrganizationRef, 'leaves', (t) =>
  t.field({
    type: [LeaveRef],
    description: 'Of today and later, the next one first.',
    resolve: async (o, _args, context) => leavesOf(await context.tx(), [o.id], localDateOf(context.at)),
  }),
);

for (const [refusal, name] of [
  [OrganizationNotFound, 'OrganizationNotFound'],
  [LeaveNotFound, 'LeaveNotFound'],
] as const)
  builder.objectType(refusal, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });
builder.objectType(ChecksUnsound, {
  name: 'ChecksUnsound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});
builder.objectType(LeaveUnsound, {
  name: 'LeaveUnsound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});

const QualificationInput = builder.inputType('QualificationInput', {
  fields: (t) => ({
    code: t.field({ type: QualificationCodeEnum }),
    validUntil: t.field({ type: 'LocalDate', required: false }),
  }),
});
const RecordOrganizationChecksInput = builder.inputType('RecordOrganizationChecksInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    expectedVersion: t.int(),
    qualifications: t.field({ type: [QualificationInput] }),
    backgroundCheckedOn: t.field({ type: 'LocalDate', required: false }),
  }),
});
const RecordOrganizationChecksResult = builder.errorUnion('RecordOrganizationChecksResult', {
  types: [OrganizationRef, OrganizationNotFound, ChecksUnsound, StaleVersion],
});
builder.mutationField('recordOrganizationChecks', (t) =>
  t.field({
    type: RecordOrganizationChecksResult,
    description: 'What the bureau has seen, as a whole: what is left out is no longer registered.',
    extensions: access(bureau),
    args: { input: t.arg({ type: RecordOrganizationChecksInput }) },
    resolve: (_root, { input }, context) =>
      recordOrganizationChecks(context.command(), {
        ...input,
        qualifications: input.qualifications.map(({ code, validUntil }) => ({ code, validUntil: validUntil ?? null })),
        backgroundCheckedOn: input.backgroundCheckedOn ?? null,
      }),
  }),
);

const DeclareLeaveInput = builder.inputType('DeclareLeaveInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    fromOn: t.field({ type: 'LocalDate' }),
    toOn: t.field({ type: 'LocalDate' }),
  }),
});
const DeclareLeaveResult = builder.errorUnion('DeclareLeaveResult', { types: [LeaveRef, LeaveUnsound] });
builder.mutationField('declareLeave', (t) =>
  t.field({
    type: DeclareLeaveResult,
    extensions: access(organization),
    args: { input: t.arg({ type: DeclareLeaveInput }) },
    resolve: (_root, { input }, context) => declareLeave(context.command(), input),
  }),
);

const CancelLeaveInput = builder.inputType('CancelLeaveInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), leaveId: t.id(), expectedVersion: t.int() }),
});
const CancelLeaveResult = builder.errorUnion('CancelLeaveResult', { types: [LeaveRef, LeaveNotFound, StaleVersion] });
builder.mutationField('cancelLeave', (t) =>
  t.field({
    type: CancelLeaveResult,
    extensions: access(organization),
    args: { input: t.arg({ type: CancelLeaveInput }) },
    resolve: (_root, { input }, context) => cancelLeave(context.command(), input),
  }),
);
