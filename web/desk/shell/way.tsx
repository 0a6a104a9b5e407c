/**
 * The ways between the desk's pages, typed. The router's own types are registered once for the whole web package, by the
 * phone; the desk names its addresses here.
 */
import type { NoticeGroup } from '@jiedui/shared/notice/notice.ts';
import type { ApprovalView } from '../order/approval-views.ts';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, FunctionComponent, ReactNode } from 'react';
import type { OrganizationState, ProviderKind } from '@jiedui/shared/organization/organization.ts';
import type { ExpirySpan } from '@jiedui/shared/organization/expiry.ts';
import type { Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import type { ImportKind } from '@jiedui/shared/report/import/layout.ts';
import type { NextKind } from '@jiedui/shared/report/next-task.ts';
import type { ActivityCategory, SessionState } from '@jiedui/shared/service/session.ts';
import type { NeedType, OrderMode } from '@jiedui/shared/order/order.ts';
import type { OrderSearch } from '@jiedui/shared/order/search.ts';
import type { SurveyMethod } from '@jiedui/shared/order/survey.ts';
import type { NeedView, OrderView } from '../order/views.ts';
import type { Have } from '@jiedui/shared/station/haves.ts';
import type { StationState } from '@jiedui/shared/station/station.ts';

/** A view by `show`, or, when one of its conditions is there, a search. */
export interface OrdersSearch extends OrderSearch {
  show?: OrderView | undefined;
  /** The order open at the side. */
  order?: string | undefined;
}

export interface GapsSearch {
  /** Only the townships of this county. */
  county?: string | undefined;
  /** The cell whose rows are listed: a service type and a place. */
  type?: string | undefined;
  place?: string | undefined;
  /** Working days after which an open order counts as long unmet. */
  days?: number | undefined;
  rows?: 'unmet' | 'offers' | 'idle' | undefined;
}

export interface ListsSearch {
  /** Which list; without it, the need list. */
  list?: 'orders' | 'offers' | undefined;
  /** The day at whose end it is looked at; without it, now. */
  on?: string | undefined;
}

export interface ListChangesSearch {
  /** The day after whose end; without it, since the last dispatch. */
  since?: string | undefined;
  list?: 'orders' | 'offers' | undefined;
  kind?: string | undefined;
}

export interface NeedsSearch {
  show?: NeedView | undefined;
  /** A service type by its code. */
  type?: string | undefined;
  need?: NeedType | undefined;
  mode?: OrderMode | undefined;
  /** A station's id. */
  station?: string | undefined;
}

export interface SurveysSearch {
  method?: SurveyMethod | undefined;
}

export interface ApprovalsSearch {
  show?: ApprovalView | undefined;
  /** The order open at the side. */
  order?: string | undefined;
}

export interface ImportsSearch {
  /** Which list; without it, needs. */
  kind?: ImportKind | undefined;
}

export interface PairingsSearch {
  /** The pairing open at the side. */
  pairing?: string | undefined;
}

export interface SessionsSearch {
  state?: SessionState | undefined;
  category?: ActivityCategory | undefined;
}

export interface WeightsSearch {
  /** Whose weights; without it, the viewer's own authority's. */
  authority?: string | undefined;
}

export interface OrganizationsSearch {
  /** The organization open at the side. */
  organization?: string | undefined;
}

export interface RegisterSearch {
  state?: OrganizationState | undefined;
  kind?: ProviderKind | undefined;
  /** Only those on a list. */
  listed?: boolean | undefined;
  /** Only those of which something runs out within so many days. */
  expiring?: ExpirySpan | undefined;
  text?: string | undefined;
}

export interface AccountsSearch {
  text?: string | undefined;
  /** The account open at the side; `new` for the form of a new one. */
  account?: string | undefined;
}

export interface ApplicationsSearch {
  /** All of them; without it, those that wait for a decision. */
  all?: boolean | undefined;
  /** The application open at the side. */
  application?: string | undefined;
}

export interface RoundsSearch {
  month?: string | undefined;
  /** What the round puts first. */
  objective?: Objective | undefined;
  /** The part of the round on the desk; without it, the pairs. */
  show?: RoundPart | undefined;
  /** The order whose pair is looked at. */
  order?: string | undefined;
}

export const ROUND_PARTS = ['pairs', 'unserved', 'townships', 'slots'] as const;
export type RoundPart = (typeof ROUND_PARTS)[number];

export interface RoundSearch {
  /** The line on the desk; without it, the first that waits. */
  line?: string | undefined;
}

export interface InboxSearch {
  show?: 'unread' | undefined;
  group?: NoticeGroup | undefined;
}

export interface UndeliveredSearch {
  show?: 'dismissed' | undefined;
}

export interface StationsSearch {
  state?: StationState | undefined;
  /** Code of the county. */
  county?: string | undefined;
  /** The have that is not met. */
  gap?: Have | undefined;
  show?: 'waiting' | 'proposed' | undefined;
}

export interface TownshipsSearch {
  only?: 'without' | undefined;
}

export interface RulingsSearch {
  /** The order open at the side. */
  order?: string | undefined;
}

export interface NextSearch {
  whose?: 'mine' | 'others' | undefined;
  kind?: NextKind | undefined;
  /** More than the first page. */
  all?: boolean | undefined;
}

export type Way =
  | { to: '/claim-terms' }
  | { to: '/rulings'; search?: RulingsSearch }
  | { to: '/next'; search?: NextSearch }
  | { to: '/inbox'; search?: InboxSearch }
  | { to: '/notice-settings' }
  | { to: '/undelivered'; search?: UndeliveredSearch }
  | { to: '/' }
  | { to: '/dispatch' }
  | { to: '/dispatch/$month'; params: { month: string }; search?: RoundSearch }
  | { to: '/gaps'; search?: GapsSearch }
  | { to: '/lists'; search?: ListsSearch }
  | { to: '/lists/changes'; search?: ListChangesSearch }
  | { to: '/orders'; search?: OrdersSearch }
  | { to: '/needs'; search?: NeedsSearch }
  | { to: '/surveys'; search?: SurveysSearch }
  | { to: '/approvals'; search?: ApprovalsSearch }
  | { to: '/approvals/settings' }
  | { to: '/templates' }
  | { to: '/pairings'; search?: PairingsSearch }
  | { to: '/sessions'; search?: SessionsSearch }
  | { to: '/sessions/$id'; params: { id: string } }
  | { to: '/rounds'; search?: RoundsSearch }
  | { to: '/imports'; search?: ImportsSearch }
  | { to: '/imports/$id'; params: { id: string } }
  | { to: '/rounds/history' }
  | { to: '/rounds/$id'; params: { id: string } }
  | { to: '/matching' }
  | { to: '/matching/weights'; search?: WeightsSearch }
  | { to: '/matching/limits' }
  | { to: '/matching/organizations'; search?: OrganizationsSearch }
  | { to: '/applications'; search?: ApplicationsSearch }
  | { to: '/organizations'; search?: RegisterSearch }
  | { to: '/organizations/$id'; params: { id: string } }
  | { to: '/accounts'; search?: AccountsSearch }
  | { to: '/me' }
  | { to: '/stations'; search?: StationsSearch }
  | { to: '/stations/setup' }
  | { to: '/stations/townships'; search?: TownshipsSearch }
  | { to: '/stations/$id'; params: { id: string } }
  | { to: '/sign-in'; search?: { next?: string } };

type WayLinkProps = Way &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { exact?: boolean; replace?: boolean; children?: ReactNode };

const Untyped = Link as unknown as FunctionComponent<Record<string, unknown>>;

export function WayLink({ exact = false, ...way }: WayLinkProps) {
  return <Untyped activeOptions={{ exact, includeSearch: false }} {...way} />;
}

type Loosely = (options: { strict: false }) => unknown;

export function useGo(): (way: Way & { replace?: boolean; resetScroll?: boolean }) => void {
  const navigate = useNavigate() as unknown as (way: object) => Promise<void>;
  return (way) => void navigate(way);
}

export function useSearchOf<Search>(): Search {
  return (useSearch as unknown as Loosely)({ strict: false }) as Search;
}

export function useParamsOf<Params>(): Params {
  return (useParams as unknown as Loosely)({ strict: false }) as Params;
}
