-- Shares live like whole claims: a confirmed share has a term to begin (DECISIONS.md 0047).
--
-- What is asked: "which orders are open / taken / confirmed" for lists, counts and exports of a station, an organization
-- and an authority. Past its deadline a partly taken order follows from who still holds a part, and an organization may not
-- read the claims of others; so the order keeps the instants on which that turns, written whenever one of its claims is:
--
--   until rest_pending_until      a claim waits for the station      → claimed
--   until rest_held_until         a confirmed share may still lapse  → confirmed
--   afterwards                                                       → rest_after
--
-- Nothing is stored that a date implies: the three are dates and what remains after the last of them.
ALTER TABLE "orders" ADD COLUMN "rest_pending_until" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rest_held_until" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rest_after" text;
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_rest_after" CHECK ("orders"."rest_after" in ('open', 'confirmed', 'completed'));
--> statement-breakpoint
-- A confirmed order that is shared may be open again by a date, as a whole one: the first of its shares that can lapse.
ALTER TABLE "orders" DROP CONSTRAINT "orders_claimant";
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_claimant" CHECK (("orders"."sharing" <> 'exclusive' and "orders"."claimed_organization_id" is null and "orders"."claimed_at" is null
          and ("orders"."state" <> 'claimed' or "orders"."claim_lapses_at" is not null)
          and ("orders"."state" in ('claimed', 'confirmed') or "orders"."claim_lapses_at" is null))
        or ("orders"."sharing" = 'exclusive' and (
          ("orders"."state" in ('draft', 'submitted', 'returned', 'rejected', 'open') and num_nonnulls("orders"."claimed_organization_id", "orders"."claimed_at", "orders"."claim_lapses_at") = 0)
          or ("orders"."state" = 'claimed' and num_nulls("orders"."claimed_organization_id", "orders"."claimed_at", "orders"."claim_lapses_at") = 0)
          or ("orders"."state" in ('confirmed', 'completed') and "orders"."claimed_organization_id" is not null)
          or "orders"."state" = 'cancelled')));
--> statement-breakpoint

-- What stands today. Shares confirmed so far have no term, so nothing of them lapses; their history is not written anew.
-- The owner passes no policy, so the application's role does it.
ALTER TABLE orders DISABLE TRIGGER kept_when_changed;
--> statement-breakpoint
SET ROLE jiedui_app;
--> statement-breakpoint
SELECT app.enter_system('install');
--> statement-breakpoint
UPDATE orders o SET rest_pending_until = h.pending_until, rest_after = h.afterwards
	FROM (SELECT c.order_id, max(c.confirm_until) FILTER (WHERE c.state = 'pending') AS pending_until,
			CASE WHEN count(*) FILTER (WHERE c.state = 'confirmed') = 0 THEN 'open'
				WHEN bool_and(c.delivered_at IS NOT NULL) FILTER (WHERE c.state = 'confirmed') AND cardinality(w.member_station_ids) = 0 THEN 'completed'
				ELSE 'confirmed' END AS afterwards
		FROM claims c JOIN orders w ON w.id = c.order_id
		WHERE NOT c.exclusive AND c.state IN ('pending', 'confirmed') GROUP BY c.order_id, w.member_station_ids) h
	WHERE o.id = h.order_id AND o.sharing <> 'exclusive' AND o.state IN ('open', 'claimed', 'confirmed');
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
ALTER TABLE orders ENABLE TRIGGER kept_when_changed;
--> statement-breakpoint

-- What an organization holds: a share counts until its station's term to decide, then until its own term to begin.
CREATE OR REPLACE VIEW held_orders WITH (security_invoker = true) AS
	SELECT o.claimed_organization_id AS organization_id, o.id, o.station_id, o.mode, o.window_from, o.window_to, o.state,
			o.claim_lapses_at, o.completed_at
		FROM orders o WHERE o.claimed_organization_id IS NOT NULL
	UNION ALL
	SELECT c.organization_id, o.id, o.station_id, o.mode, o.window_from, o.window_to,
			CASE WHEN o.state = 'cancelled' THEN 'cancelled' WHEN c.delivered_at IS NOT NULL THEN 'completed'
				WHEN c.state = 'pending' THEN 'claimed' ELSE 'confirmed' END,
			CASE WHEN c.state = 'pending' THEN c.confirm_until WHEN c.started_at IS NULL THEN c.start_until END, c.delivered_at
		FROM claims c JOIN orders o ON o.id = c.order_id
		WHERE NOT c.exclusive AND c.state IN ('pending', 'confirmed');
