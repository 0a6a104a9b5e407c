/**
 * Application (入驻申请): an organization asks to be registered, without an account. What it says is checked here for its
 * shape; what the officer must look at himself is listed by `reviewChecks`.
 * Source: GB 32100-2015 (the first two digits of a credit code tell who registers what); 基金会管理条例 §6.
 */
import { loginOf, loginProblem } from '../account/login.ts';
import { mobileOf, normalizedCode, usccProblem } from '../identity.ts';
import type { FieldProblem } from '../refusal.ts';
import { serviceTypeOf } from '../taxonomy/scheme.ts';
import type { ProviderKind } from './organization.ts';
import { ApplicationIncomplete } from './refusals.ts';

export interface ApplicationFields {
  readonly name: string;
  readonly providerKind: ProviderKind;
  /** 统一社会信用代码; null for a community group, which is filed and not registered. */
  readonly uscc: string | null;
  /** 备案号 of a community group. */
  readonly filingNumber: string | null;
  readonly regionCode: string;
  readonly businessScope: string;
  readonly serviceTypes: readonly string[];
  readonly areaCodes: readonly string[];
  readonly sessionsPerMonth: number;
  readonly contactName: string;
  readonly contactMobile: string;
  /** The login that its first coordinator (联络员) will have. */
  readonly login: string;
}

/** Kinds that are filed with the township and may have no credit code of their own. */
export const KINDS_WITHOUT_CODE: readonly ProviderKind[] = ['community_group', 'volunteer_team'];

/** First two digits of the codes that the civil affairs registry gives, and what each is. */
export const REGISTRY_DIGITS: Readonly<Record<string, string>> = {
  '51': '社会团体',
  '52': '社会服务机构（民办非企业单位）',
  '53': '基金会',
  '59': '民政部门登记的其他组织',
};

export const AREAS_MOST = 60;
const SERVICE_TYPES_MOST = 40;

/** The application as it is kept, or every problem with it at once. */
export function checkApplication(typed: ApplicationFields): ApplicationFields | ApplicationIncomplete {
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string) => problems.push({ field, message });
  const name = typed.name.trim();
  const length = [...name].length;
  if (length < 4 || 60 < length) say('name', `名称应为 4 至 60 字，与登记证书一致，您输入了 ${length} 字`);
  const uscc = typed.uscc === null || typed.uscc.trim() === '' ? null : normalizedCode(typed.uscc);
  const filingNumber = typed.filingNumber?.trim() || null;
  if (uscc !== null) {
    const problem = usccProblem(uscc) ?? registryProblem(typed.providerKind, uscc);
    if (problem) say('uscc', problem);
  } else if (!KINDS_WITHOUT_CODE.includes(typed.providerKind)) say('uscc', '请填写 18 位统一社会信用代码，见登记证书');
  else if (filingNumber === null || 40 < filingNumber.length)
    say('filingNumber', '没有统一社会信用代码的，请填写乡镇（街道）备案号（40 字以内）');
  const businessScope = typed.businessScope.trim();
  if ([...businessScope].length < 2 || 500 < [...businessScope].length)
    say('businessScope', '请按登记证书填写业务范围（500 字以内）');
  const serviceTypes = [...new Set(typed.serviceTypes)];
  if (serviceTypes.length === 0) say('serviceTypes', '请至少选择 1 个服务类型');
  else if (SERVICE_TYPES_MOST < serviceTypes.length || serviceTypes.some((code) => !serviceTypeOf(code)))
    say('serviceTypes', '服务类型不在目录中，请重新选择');
  const areaCodes = [...new Set(typed.areaCodes)];
  if (areaCodes.length === 0 || AREAS_MOST < areaCodes.length) say('areaCodes', `请选择 1 至 ${AREAS_MOST} 个服务区域`);
  if (!Number.isInteger(typed.sessionsPerMonth) || typed.sessionsPerMonth < 1 || 500 < typed.sessionsPerMonth)
    say('sessionsPerMonth', '每月可服务场次应为 1 至 500 的整数');
  const contactName = typed.contactName.trim();
  if ([...contactName].length < 2 || 30 < [...contactName].length) say('contactName', '联络员姓名应为 2 至 30 字');
  const contactMobile = mobileOf(typed.contactMobile);
  if (contactMobile === null) say('contactMobile', '联系电话应为 11 位手机号');
  const login = loginOf(typed.login);
  const unsoundLogin = loginProblem(login);
  if (unsoundLogin) say('login', unsoundLogin);
  if (0 < problems.length || contactMobile === null) return new ApplicationIncomplete(problems);
  return {
    ...typed,
    name,
    uscc,
    filingNumber,
    businessScope,
    serviceTypes,
    areaCodes,
    contactName,
    contactMobile,
    login,
  };
}

/** A social organization's code begins with 51, 52, 53 or 59; anything else is another kind of provider. */
export function registryProblem(kind: ProviderKind, uscc: string): string | null {
  if (kind !== 'social_organization' || uscc.slice(0, 2) in REGISTRY_DIGITS) return null;
  return `社会组织的代码应以 51、52、53 或 59 开头，您输入的以 ${uscc.slice(0, 2)} 开头，请核对代码或改选类别`;
}

/** What the register and the other applications know of the same organization; counts and nothing more. */
export interface KnownElsewhere {
  readonly registeredWithCode: number;
  readonly applicationsWithCode: number;
  readonly registeredWithName: number;
  readonly loginTaken: boolean;
}

export interface ReviewCheck {
  readonly code: 'credit_code' | 'registry' | 'foundation_level' | 'duplicate' | 'login' | 'lists';
  /** passed: settled by the machine; failed: cannot be approved; look: the officer looks himself. */
  readonly outcome: 'passed' | 'failed' | 'look';
  readonly words: string;
}

/** The checks as an officer reads them, in his order of work. */
export function reviewChecks(fields: ApplicationFields, known: KnownElsewhere): ReviewCheck[] {
  const { uscc, providerKind } = fields;
  const checks: ReviewCheck[] = [];
  const add = (code: ReviewCheck['code'], outcome: ReviewCheck['outcome'], words: string) =>
    checks.push({ code, outcome, words });
  if (uscc === null)
    add('credit_code', 'look', `没有统一社会信用代码，请核对备案号 ${fields.filingNumber ?? '（未填）'}`);
  else {
    const problem = usccProblem(uscc);
    add('credit_code', problem ? 'failed' : 'passed', problem ?? '统一社会信用代码两处校验码均正确');
    const registry = registryProblem(providerKind, uscc);
    const kind = REGISTRY_DIGITS[uscc.slice(0, 2)];
    add(
      'registry',
      registry ? 'failed' : 'passed',
      registry ?? (kind ? `民政部门登记：${kind}` : '非民政部门登记的单位'),
    );
    if (uscc.startsWith('53') && uscc.slice(4, 8) !== '0000')
      add('foundation_level', 'look', '基金会一般由省级以上登记，此代码的登记地不是省级，请核对证书');
  }
  const twins = known.registeredWithCode + known.applicationsWithCode;
  if (0 < known.registeredWithCode) add('duplicate', 'failed', '名录里已有同一代码的组织，不能重复开通');
  else if (0 < twins + known.registeredWithName) add('duplicate', 'look', duplicateWords(known));
  else add('duplicate', 'passed', '名录和其他申请里没有同一代码或同名的组织');
  add(
    'login',
    known.loginTaken ? 'failed' : 'passed',
    known.loginTaken ? `账号 ${fields.login} 已被使用，请退回更换` : `账号 ${fields.login} 可用`,
  );
  add('lists', 'look', '请在“中国社会组织政务服务平台”核对：登记状态、活动异常名录、严重违法失信名单、最近年检');
  return checks;
}

function duplicateWords({ applicationsWithCode, registeredWithName }: KnownElsewhere): string {
  const parts = [
    applicationsWithCode === 0 ? null : `另有 ${applicationsWithCode} 份申请使用同一代码`,
    registeredWithName === 0 ? null : `名录里有 ${registeredWithName} 家同名组织`,
  ];
  return `${parts.filter((part) => part !== null).join('，')}，请核对是否重复`;
}
