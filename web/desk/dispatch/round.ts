/** The shapes of a dispatch round as this desk reads them. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import type { DeskRound } from './dispatch.documents.ts';

export type Round = NonNullable<ResultOf<typeof DeskRound>['dispatchRound']>;
export type RoundLine = Round['lines'][number];
export type RoundFigure = RoundLine['figures'][number];

/** `12 单`, `376 余人次`, `4.6（3 份评价）`: the figure's text with its unit, where it is a count. */
export function figureWords({
  key,
  text,
  unit,
  value,
}: Pick<RoundFigure, 'key' | 'text' | 'unit'> & { value?: number | null | undefined }): string {
  if (key === 'satisfaction' || value === null) return text;
  return `${text}${text.endsWith('余') ? '' : ' '}${unit}`;
}
