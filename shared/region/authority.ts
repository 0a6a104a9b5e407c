/**
 * Authority (主管单位): the body that leads a programme. Since the reform of 2023 this may be a
 * 民政局, a 社会工作部 or another body, so its kind is data, and its jurisdiction is a list of
 * regions, not a code prefix.
 */
export const AUTHORITY_KINDS = [
  'civil_affairs',
  'social_work_department',
  'street_office',
  'liaison_committee',
] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

export const AUTHORITY_KIND_WORDS: Record<AuthorityKind, string> = {
  civil_affairs: '民政部门',
  social_work_department: '社会工作部',
  street_office: '街道办事处',
  liaison_committee: '联席会议',
};

export interface Authority {
  readonly id: string;
  readonly kind: AuthorityKind;
  readonly name: string;
  readonly regionCode: string;
  readonly parentId: string | null;
}
