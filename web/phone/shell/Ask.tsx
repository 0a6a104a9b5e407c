/** Ask: one question to the API as a part of a page: the shape while loading, the fault, or the answer. */
import { useRef, type ReactNode } from 'react';
import { useQuery, type AnyVariables, type TypedDocumentNode } from 'urql';
import { ErrorState, Loading, NoPermission } from '../../kit/Blank.tsx';
import { faultOf } from '../../kit/fault.ts';

interface AskProps<Data, Variables extends AnyVariables> {
  query: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  rows?: number;
  /** Nothing is drawn but the answer: another part of the page asks the same, and says how it goes. */
  quiet?: boolean;
  children: (data: Data) => ReactNode;
}

export function Ask<Data, Variables extends AnyVariables>({
  query,
  variables,
  rows = 4,
  quiet = false,
  children,
}: AskProps<Data, Variables>) {
  const [{ data, error }, ask] = useQuery<Data, Variables>({ query, variables } as never);
  // A failed refetch must not take away what was being read: the last answer to the same question stays.
  const question = JSON.stringify(variables);
  const last = useRef<{ question: string; data: Data } | null>(null);
  if (data !== undefined && data !== null) last.current = { question, data };
  const shown = last.current?.question === question ? last.current.data : null;
  if (shown !== null) return <>{children(shown)}</>;
  if (quiet) return null;
  if (error) {
    const fault = faultOf(error);
    if (fault.kind === 'forbidden') return <NoPermission who="有权限的同事" />;
    return <ErrorState fault={fault} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  }
  return <Loading rows={rows} />;
}
