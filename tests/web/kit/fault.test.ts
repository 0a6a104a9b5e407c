/** A fault is said in words a person can act on, with a code to read over the phone. */
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../web/kit/fault.ts';

const said = (code: string) => ({ graphQLErrors: [{ extensions: { code } }] });

describe('a fault', () => {
  it('tells no network from a failing server', () => {
    expect(faultOf({ networkError: new Error('gone') })).toMatchObject({ kind: 'offline', code: 'NET-0' });
    expect(faultOf({ networkError: new Error('bad gateway'), response: { status: 502 } })).toMatchObject({
      kind: 'server',
      code: 'HTTP-502',
    });
  });

  it('tells an ended session and a missing right by their codes', () => {
    expect(faultOf(said('UNAUTHENTICATED')).kind).toBe('unauthenticated');
    expect(faultOf(said('FORBIDDEN')).kind).toBe('forbidden');
  });

  it('carries the end of the request id', () => {
    const headers = {
      get: (name: string) => (name === 'x-request-id' ? '01a20c18-4c10-77af-b7c1-3a62a135a9a8' : null),
    };
    expect(faultOf({ ...said('INTERNAL'), response: { status: 500, headers } }).code).toBe('INTERNAL-35a9a8');
  });

  it('asks for a new page when the page is older than the server', () => {
    expect(faultOf(said('PERSISTED_DOCUMENTS_ONLY')).remedy).toBe('请刷新页面后继续。');
  });
});
