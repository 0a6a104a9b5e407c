/** A need as it is shown and as it is being written: its tag, and text of controls turned into the API's input. */
import { isLocalDate } from '@jiedui/shared/calendar.ts';
import { type NeedState, NEED_STATE_WORDS } from '@jiedui/shared/order/need.ts';
import type { NeedType, OrderMode, Urgency } from '@jiedui/shared/order/order.ts';
import { graphql } from '../../gql/gql.ts';
import type { NeedFormFragment, SaveNeedInput } from '../../gql/graphql.ts';
import { readCount, type QuantityText } from '../../kit/QuantityField.tsx';
import type { Tone } from '../../kit/StateTag.tsx';

export const NEED_FORM = graphql(/* GraphQL */ `
  fragment NeedForm on Need {
    id
    version
    number
    state
    title
    description
    serviceType
    targetGroups
    needType
    mode
    headcount {
      value
      qualifier
      unit
    }
    urgency
    village
    place
    wantedFrom
    wantedTo
    survey {
      id
      state
    }
  }
`);

const TONES: Record<NeedState, Tone> = {
  draft: 'rest',
  recorded: 'decide',
  merged: 'rest',
  screened_in: 'info',
  met: 'done',
  screened_out: 'rest',
  dropped: 'rest',
};
export const needTag = (state: NeedState) => ({ tone: TONES[state], word: NEED_STATE_WORDS[state] });

export interface NeedText {
  title: string;
  description: string;
  serviceType: string;
  targetGroups: readonly string[];
  needType: NeedType | '';
  mode: OrderMode | '';
  headcount: QuantityText;
  urgency: Urgency;
  village: string;
  place: string;
  wantedFrom: string;
  wantedTo: string;
}

export const BLANK_NEED: NeedText = {
  title: '',
  description: '',
  serviceType: '',
  targetGroups: [],
  needType: '',
  mode: '',
  headcount: { value: '', qualifier: 'exact', unit: 'person' },
  urgency: 'normal',
  village: '',
  place: '',
  wantedFrom: '',
  wantedTo: '',
};

export const textOfNeed = (need: NeedFormFragment): NeedText => ({
  title: need.title,
  description: need.description,
  serviceType: need.serviceType ?? '',
  targetGroups: need.targetGroups,
  needType: need.needType ?? '',
  mode: need.mode ?? '',
  headcount: need.headcount
    ? { value: String(need.headcount.value), qualifier: need.headcount.qualifier, unit: need.headcount.unit }
    : BLANK_NEED.headcount,
  urgency: need.urgency ?? 'normal',
  village: need.village ?? '',
  place: need.place ?? '',
  wantedFrom: need.wantedFrom ?? '',
  wantedTo: need.wantedTo ?? '',
});

export function needInput(
  text: NeedText,
): Omit<SaveNeedInput, 'clientMutationId' | 'id' | 'expectedVersion' | 'surveyId' | 'hotline' | 'record'> {
  const value = readCount(text.headcount.value);
  return {
    ...text,
    serviceType: text.serviceType || null,
    targetGroups: [...text.targetGroups],
    needType: text.needType || null,
    mode: text.mode || null,
    headcount: value === null ? null : { value, qualifier: text.headcount.qualifier, unit: text.headcount.unit },
    wantedFrom: isLocalDate(text.wantedFrom) ? text.wantedFrom : null,
    wantedTo: isLocalDate(text.wantedTo) ? text.wantedTo : null,
  };
}
