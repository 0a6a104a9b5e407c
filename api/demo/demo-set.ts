/** The shapes of a demo data set: plain facts by key, which load.ts plays through the commands as people would. */
import type { AgreementFields } from '@jiedui/shared/pairing/agreement.ts';
import type { OfferFields } from '@jiedui/shared/offer/offer.ts';
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import type { ProviderKind } from '@jiedui/shared/organization/organization.ts';
import type { Quantity } from '@jiedui/shared/quantity.ts';
import type { Goods, Headcount, SessionFields } from '@jiedui/shared/service/session.ts';

/** What is printed at the start of the server, so that a newcomer can sign in. */
export interface DemoAccount {
  readonly roleZh: string;
  readonly unit: string;
  readonly login: string;
  readonly password: string;
}

/** `login` is the key of a unit everywhere in the set; `person` is invented. */
export interface DemoStation {
  readonly login: string;
  readonly name: string;
  readonly code: string;
  readonly regionCode: string;
  /** Key of the authority that manages it, whatever its code says. */
  readonly authority: string;
  readonly person: string;
}

export interface DemoOrganization {
  readonly login: string;
  readonly name: string;
  readonly providerKind: ProviderKind;
  /** Null for the institutions that the article names: their codes are not ours to give. */
  readonly uscc: string | null;
  readonly ratingGrade: number | null;
  readonly businessScope: string;
  readonly regionCode: string;
  readonly sessionsPerMonth: number;
  readonly person: string;
}

/** Dates are left to the plan of days. */
export interface DemoOffer extends Omit<OfferFields, 'windowFrom' | 'windowTo'> {
  readonly organization: string;
}

export interface DemoOrder extends Omit<OrderFields, 'windowFrom' | 'windowTo' | 'claimableUntil'> {
  readonly key: string;
  readonly station: string;
}

/** The agreement made from an order's claim; its term is left to the plan of days. */
export type DemoAgreement = Pick<AgreementFields, 'goal' | 'tasks' | 'funding' | 'indicators'>;

export interface DemoSession
  extends Pick<
    SessionFields,
    'title' | 'theme' | 'category' | 'method' | 'serviceTypes' | 'place' | 'contents' | 'partners' | 'summary'
  > {
  readonly key: string;
  /** Who records it; `providers` are all that served, this one among them. */
  readonly organization: string;
  readonly providers: readonly string[];
  /** Each listed station with its mark, 1 to 5, and its words. */
  readonly stations: readonly { readonly station: string; readonly satisfaction: number; readonly opinion: string }[];
  /** Keys of the orders that it completes. */
  readonly orders: readonly string[];
  /** `HH:MM`, Shanghai. */
  readonly from: string;
  readonly to: string;
  readonly headcounts: readonly Headcount[];
  readonly goods: readonly (Omit<Goods, 'recipientStationId'> & { readonly recipientStation: string | null })[];
}

export const persons = (value: number, qualifier: Quantity['qualifier'] = 'exact'): Quantity => ({
  value,
  qualifier,
  unit: 'person',
});
export const personTimes = (value: number): Quantity => ({ value, qualifier: 'exact', unit: 'person_time' });
export const sets = (value: number): Quantity => ({ value, qualifier: 'exact', unit: 'set' });
