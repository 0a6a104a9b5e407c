/** The shapes of a dispatch round as this desk reads them. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import type { DeskRound } from './dispatch.documents.ts';

export type Round = NonNullable<ResultOf<typeof DeskRound>['dispatchRound']>;
export type RoundLine = Round['lines'][number];
export type RoundFigure = RoundLine['figures'][number];
