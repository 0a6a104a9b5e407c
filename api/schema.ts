/** The whole graph: each room adds its part by being imported, in the order in which an order lives. */
import './region/region.graph.ts';
import './account/account.graph.ts';
import './account/hand-over.graph.ts';
import './station/station.graph.ts';
import './organization/organization.graph.ts';
import './organization/checks.graph.ts';
import './offer/offer.graph.ts';
import './order/order.graph.ts';
import './order/survey.graph.ts';
import './order/need.graph.ts';
import './order/need-acts.graph.ts';
import './matching/matching.graph.ts';
import './matching/weights.graph.ts';
import './matching/pair.graph.ts';
import './matching/round.graph.ts';
import './claim/claim.graph.ts';
import './claim/invitation.graph.ts';
import './claim/invitation-answers.graph.ts';
import './pairing/pairing.graph.ts';
import './service/service.graph.ts';
import './dispatch/dispatch.graph.ts';
import './report/report.graph.ts';
import { enforceAccess } from './access.ts';
import { builder } from './builder.ts';

export const schema = enforceAccess(builder.toSchema());
