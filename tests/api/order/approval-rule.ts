/** The rule of approval that a bureau sets: by default its own approval of every order, from today on. */
import { saveApprovalRule, type SaveApprovalRuleInput } from '@jiedui/api/order/approval.commands.ts';
import type { Acts, Who } from '../../kit/acts.ts';

export const saveRule = async (acts: Acts, officer: Who, change: Partial<SaveApprovalRuleInput>) =>
  saveApprovalRule(await acts.as(officer), {
    ...acts.key(),
    authorityId: null,
    approver: 'bureau',
    centreId: null,
    lowRiskTypes: [],
    samplePercent: 0,
    note: '',
    effectiveOn: '2026-11-24',
    ...change,
  });
