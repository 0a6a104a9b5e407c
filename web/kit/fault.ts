/** Fault: something broke on the way (no network, the server failed). A refusal is not one: it has its own words. */

export interface Fault {
  readonly kind: 'offline' | 'server' | 'unauthenticated' | 'forbidden';
  readonly title: string;
  readonly remedy: string;
  /** To be read over the phone. */
  readonly code: string;
}

interface ErrorLike {
  readonly networkError?: unknown;
  readonly graphQLErrors?: readonly { readonly extensions?: Record<string, unknown> | undefined }[];
  readonly response?: { readonly status?: number; readonly headers?: { get(name: string): string | null } } | undefined;
}

/** The first code the server gave, or null. */
export function codeOf(error: ErrorLike): string | null {
  for (const one of error.graphQLErrors ?? []) {
    const code = one.extensions?.['code'];
    if (typeof code === 'string') return code;
  }
  return null;
}

/** Words for an error that urql reports. */
export function faultOf(error: ErrorLike): Fault {
  const status = error.response?.status;
  const request =
    error.response?.headers?.get('x-request-id') ??
    (error.graphQLErrors?.[0]?.extensions?.['requestId'] as string | undefined) ??
    null;
  const code = codeOf(error);
  const spoken = (name: string) => (request === null ? name : `${name}-${request.slice(-6)}`);
  if (code === 'UNAUTHENTICATED') {
    return {
      kind: 'unauthenticated',
      title: '登录已到期',
      remedy: '请重新登录，登录后会回到这一页。',
      code: spoken('SIGN-IN'),
    };
  }
  if (code === 'FORBIDDEN') {
    return {
      kind: 'forbidden',
      title: '这项内容不在您的权限内',
      remedy: '请联系县区民政局确认您的角色。',
      code: spoken('FORBIDDEN'),
    };
  }
  if (code === 'PERSISTED_DOCUMENTS_ONLY') {
    return { kind: 'server', title: '页面已有新版本', remedy: '请刷新页面后继续。', code: spoken('VERSION') };
  }
  if (error.networkError !== undefined && error.networkError !== null && (status === undefined || status === 0)) {
    return { kind: 'offline', title: '网络没有连上', remedy: '请检查网络，再试一次。', code: 'NET-0' };
  }
  return {
    kind: 'server',
    title: '这一步没有办成',
    remedy: '请稍后再试；仍不行的，请联系县区民政局。',
    code: spoken(code ?? `HTTP-${status ?? 0}`),
  };
}
