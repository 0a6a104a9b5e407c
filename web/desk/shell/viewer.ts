/** Who sits at the desk, which programme they look at, and whether the desk is theirs. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { createContext, useContext } from 'react';
import type { DeskProgrammes, DeskViewer } from './desk.documents.ts';

export type Viewer = NonNullable<ResultOf<typeof DeskViewer>['viewer']>;
export type Programme = ResultOf<typeof DeskProgrammes>['programmes'][number];

/** Who may use the desk, in the words of a sentence. */
export const BUREAU = '民政局（主管单位）经办人或负责人';

export interface Desk {
  readonly viewer: Viewer;
  readonly programme: Programme;
}

export const DeskContext = createContext<Desk | null>(null);

/** Only under the shell, which renders nothing below it without a desk. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('no desk above this component');
  return desk;
}
