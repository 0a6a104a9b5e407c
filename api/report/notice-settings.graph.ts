/** Notice settings (通知设置) on the graph. An address leaves the server masked. */
import {
  CodeGone,
  CodeTooSoon,
  CodeWrong,
  codeValidUntil,
  EmailNotOpen,
  EmailUnsound,
  maskedEmail,
  QuietHoursUnsound,
} from '@jiedui/shared/notice/email.ts';
import {
  CADENCES,
  type Cadence,
  DEFAULT_CADENCES,
  NOTICE_GROUPS,
  type NoticeGroup,
} from '@jiedui/shared/notice/notice.ts';
import { minuteWords } from '@jiedui/shared/notice/quiet-hours.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, signedIn, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { NoticeGroupEnum } from './inbox.graph.ts';
import { changeNoticeSettings, requestEmailCode, verifyEmail } from './notice-settings.commands.ts';
import { type NoticeSettings, noticeSettingsOf } from './notice-settings.store.ts';

const CadenceEnum = builder.enumType('NoticeCadence', { values: CADENCES });

const ChoiceRef = builder.objectRef<{ group: NoticeGroup; cadence: Cadence }>('NoticeChoice').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    group: t.expose('group', { type: NoticeGroupEnum }),
    cadence: t.expose('cadence', { type: CadenceEnum }),
  }),
});

const NoticeSettingsRef = builder.objectRef<NoticeSettings>('NoticeSettings').implement({
  description: '通知设置: how the viewer is told. In the inbox everything is; the choices are about e-mail.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.id({ resolve: ({ accountId }) => accountId }),
    version: t.exposeInt('version', { nullable: true, description: 'Null until something was chosen.' }),
    choices: t.field({
      type: [ChoiceRef],
      resolve: ({ choices }) =>
        NOTICE_GROUPS.map((group) => ({ group, cadence: choices[group] ?? DEFAULT_CADENCES[group] })),
    }),
    quietFrom: t.string({ description: '`21:00`', resolve: ({ quietFrom }) => minuteWords(quietFrom) }),
    quietTo: t.string({ resolve: ({ quietTo }) => minuteWords(quietTo) }),
    email: t.string({
      nullable: true,
      description: 'The verified address, masked.',
      resolve: ({ email }) => (email === null ? null : maskedEmail(email)),
    }),
    pendingEmail: t.string({
      nullable: true,
      description: 'The address that waits for its code, masked.',
      resolve: ({ pending }, _args, { at }) =>
        pending && at <= codeValidUntil(pending.sentAt) ? maskedEmail(pending.email) : null,
    }),
    emailIsOpen: t.boolean({
      description: 'Whether this installation sends e-mail at all.',
      resolve: (_settings, _args, { hall }) => Boolean(hall.outbound?.mailer),
    }),
  }),
});

const plainRefusal = { interfaces: [RefusalInterface], extensions: access(viaParent) };
builder.objectType(QuietHoursUnsound, { name: 'QuietHoursUnsound', ...plainRefusal });
builder.objectType(EmailNotOpen, { name: 'EmailNotOpen', ...plainRefusal });
builder.objectType(EmailUnsound, { name: 'EmailUnsound', ...plainRefusal });
builder.objectType(CodeGone, { name: 'CodeGone', ...plainRefusal });
builder.objectType(CodeTooSoon, {
  name: 'CodeTooSoon',
  ...plainRefusal,
  fields: (t) => ({ waitSeconds: t.exposeInt('waitSeconds') }),
});
builder.objectType(CodeWrong, {
  name: 'CodeWrong',
  ...plainRefusal,
  fields: (t) => ({ remainingAttempts: t.exposeInt('remainingAttempts') }),
});

builder.queryField('noticeSettings', (t) =>
  t.field({
    type: NoticeSettingsRef,
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => noticeSettingsOf(await context.tx(), viewerOf(context).accountId),
  }),
);

const NoticeChoiceInput = builder.inputType('NoticeChoiceInput', {
  fields: (t) => ({ group: t.field({ type: NoticeGroupEnum }), cadence: t.field({ type: CadenceEnum }) }),
});
const ChangeNoticeSettingsInput = builder.inputType('ChangeNoticeSettingsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    expectedVersion: t.int({ required: false, description: 'Without it: nothing was chosen yet.' }),
    choices: t.field({ type: [NoticeChoiceInput] }),
    quietFrom: t.string({ description: '`21:00`; equal to `quietTo` for no quiet hours.' }),
    quietTo: t.string(),
    removeEmail: t.boolean({ required: false }),
  }),
});
builder.mutationField('changeNoticeSettings', (t) =>
  t.field({
    type: builder.errorUnion('ChangeNoticeSettingsResult', {
      types: [NoticeSettingsRef, QuietHoursUnsound, StaleVersion],
    }),
    extensions: access(signedIn),
    args: { input: t.arg({ type: ChangeNoticeSettingsInput }) },
    resolve: (_root, { input }, context) =>
      changeNoticeSettings(context.command(), {
        ...input,
        expectedVersion: input.expectedVersion ?? null,
        removeEmail: input.removeEmail ?? false,
      }),
  }),
);

const RequestEmailCodeInput = builder.inputType('RequestEmailCodeInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), email: t.string() }),
});
builder.mutationField('requestEmailCode', (t) =>
  t.field({
    type: builder.errorUnion('RequestEmailCodeResult', {
      types: [NoticeSettingsRef, EmailNotOpen, EmailUnsound, CodeTooSoon],
    }),
    extensions: access(signedIn),
    args: { input: t.arg({ type: RequestEmailCodeInput }) },
    resolve: (_root, { input }, context) =>
      requestEmailCode(context.command(), input, Boolean(context.hall.outbound?.mailer)),
  }),
);

const VerifyEmailInput = builder.inputType('VerifyEmailInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), code: t.string() }),
});
builder.mutationField('verifyEmail', (t) =>
  t.field({
    type: builder.errorUnion('VerifyEmailResult', { types: [NoticeSettingsRef, CodeWrong, CodeGone] }),
    extensions: access(signedIn),
    args: { input: t.arg({ type: VerifyEmailInput }) },
    resolve: (_root, { input }, context) => verifyEmail(context.command(), input),
  }),
);
