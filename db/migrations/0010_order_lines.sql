-- Orders with several lines and several organizations, and orders of several stations.
--
-- Purpose: an order may be taken in part. Its lines say what is asked and how much; each live claim says how much of which
-- line it takes, or that it takes one seat. `order_lines.taken` and `orders.seats_taken` count what live claims hold and
-- are checked against what was asked: the second wall behind the lock on the order, so that no race commits more.
-- A joint order of several stations keeps who was asked to take part, with what share, and what they answered.
--
-- Request patterns: an order is read with its lines (by order, in sequence); a claim on a shared order locks the order,
-- reads its live claims with their lines, inserts its own, recounts; the market and the round ask who holds a seat of an
-- order; matching counts what an organization holds, whole orders and shares alike, through `held_orders`.

ALTER TABLE orders
	ADD COLUMN sharing text NOT NULL DEFAULT 'exclusive',
	ADD COLUMN seats integer NOT NULL DEFAULT 1,
	ADD COLUMN seats_taken integer NOT NULL DEFAULT 0,
	ADD COLUMN line_count integer NOT NULL DEFAULT 0,
	ADD COLUMN member_station_ids uuid[] NOT NULL DEFAULT '{}';
--> statement-breakpoint
ALTER TABLE orders ADD CONSTRAINT orders_sharing CHECK (sharing in ('exclusive', 'partial', 'joint'));
--> statement-breakpoint
ALTER TABLE orders ADD CONSTRAINT orders_seats CHECK (1 <= seats and (sharing = 'joint' or seats = 1));
--> statement-breakpoint
ALTER TABLE orders ADD CONSTRAINT orders_seats_taken CHECK (0 <= seats_taken and seats_taken <= seats);
--> statement-breakpoint
-- A shared order is held by its claims, not by one organization; its claim_lapses_at is the first of its pending claims.
ALTER TABLE orders DROP CONSTRAINT orders_claimant;
--> statement-breakpoint
ALTER TABLE orders ADD CONSTRAINT orders_claimant CHECK (
	(sharing <> 'exclusive' and claimed_organization_id is null and claimed_at is null and (state = 'claimed') = (claim_lapses_at is not null))
	or (sharing = 'exclusive' and (
		(state in ('draft', 'open') and num_nonnulls(claimed_organization_id, claimed_at, claim_lapses_at) = 0)
		or (state = 'claimed' and num_nulls(claimed_organization_id, claimed_at, claim_lapses_at) = 0)
		or (state in ('confirmed', 'completed') and claimed_organization_id is not null)
		or state = 'cancelled')));
--> statement-breakpoint
CREATE INDEX orders_members ON orders USING gin (member_station_ids) WHERE member_station_ids <> '{}';
--> statement-breakpoint

CREATE TABLE order_lines (
	tenant_id uuid NOT NULL,
	order_id uuid NOT NULL REFERENCES orders (id),
	seq integer NOT NULL,
	service_type text,
	what text NOT NULL DEFAULT '',
	value integer NOT NULL,
	qualifier text NOT NULL,
	unit text NOT NULL,
	note text NOT NULL DEFAULT '',
	taken integer NOT NULL DEFAULT 0,
	CONSTRAINT order_lines_order_id_seq_pk PRIMARY KEY (order_id, seq),
	CONSTRAINT order_lines_qualifier CHECK (qualifier in ('exact', 'about', 'over', 'nearly')),
	CONSTRAINT order_lines_unit CHECK (unit in ('person', 'person_time', 'household', 'session', 'hour', 'set', 'piece', 'yuan')),
	CONSTRAINT order_lines_value CHECK (0 <= value and 1 <= seq),
	CONSTRAINT order_lines_taken CHECK (0 <= taken and taken <= value)
);
--> statement-breakpoint

-- At most one live claim of an order that one organization takes whole; of every order, one live claim an organization.
ALTER TABLE claims
	ADD COLUMN exclusive boolean NOT NULL DEFAULT true,
	ADD COLUMN delivered_at timestamp (3) with time zone;
--> statement-breakpoint
DROP INDEX claims_one_live;
--> statement-breakpoint
CREATE UNIQUE INDEX claims_one_live ON claims (order_id) WHERE exclusive AND state in ('pending', 'confirmed');
--> statement-breakpoint
CREATE UNIQUE INDEX claims_one_seat ON claims (order_id, organization_id) WHERE state in ('pending', 'confirmed');
--> statement-breakpoint
CREATE TABLE claim_lines (
	tenant_id uuid NOT NULL,
	claim_id uuid NOT NULL REFERENCES claims (id),
	order_id uuid NOT NULL,
	seq integer NOT NULL,
	value integer NOT NULL,
	CONSTRAINT claim_lines_claim_id_seq_pk PRIMARY KEY (claim_id, seq),
	CONSTRAINT claim_lines_line FOREIGN KEY (order_id, seq) REFERENCES order_lines (order_id, seq),
	CONSTRAINT claim_lines_value CHECK (1 <= value)
);
--> statement-breakpoint
CREATE INDEX claim_lines_order ON claim_lines (order_id);
--> statement-breakpoint

-- 多站联合点单: the stations asked to take part. The lead is the order's own station and stands in no row here.
CREATE TABLE order_stations (
	tenant_id uuid NOT NULL,
	order_id uuid NOT NULL REFERENCES orders (id),
	station_id uuid NOT NULL REFERENCES stations (id),
	share integer NOT NULL,
	answer text NOT NULL,
	asked_at timestamp (3) with time zone NOT NULL,
	answered_at timestamp (3) with time zone,
	answered_by uuid REFERENCES accounts (id),
	reason text,
	CONSTRAINT order_stations_order_id_station_id_pk PRIMARY KEY (order_id, station_id),
	CONSTRAINT order_stations_answer CHECK (answer in ('asked', 'joins', 'stays_out')),
	CONSTRAINT order_stations_answered CHECK ((answer = 'asked') = (answered_at is null)),
	CONSTRAINT order_stations_share CHECK (1 <= share)
);
--> statement-breakpoint
CREATE INDEX order_stations_station ON order_stations (station_id);
--> statement-breakpoint

-- Several invitations of one order may wait, one for each organization.
DROP INDEX invitations_one_pending;
--> statement-breakpoint
CREATE UNIQUE INDEX invitations_one_pending ON invitations (order_id, organization_id) WHERE state = 'pending';
--> statement-breakpoint

DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['order_lines', 'claim_lines', 'order_stations'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
		EXECUTE format('CREATE POLICY matching_reads ON %I FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = ''matching'')', table_name);
		EXECUTE format('CREATE POLICY settle_reads ON %I FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = ''settle'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint
GRANT DELETE ON order_lines, order_stations TO jiedui_app;
--> statement-breakpoint

-- Lines are open where the order is; only its station writes them, and only the count moves after posting (settle).
CREATE POLICY as_the_order ON order_lines FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_lines.order_id));
--> statement-breakpoint
CREATE POLICY station_inserts ON order_lines FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_lines.order_id
		AND whole.state = 'draft' AND whole.station_id = ANY ((SELECT app.station_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY station_deletes ON order_lines FOR DELETE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_lines.order_id
		AND whole.state = 'draft' AND whole.station_id = ANY ((SELECT app.station_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY settle_counts ON order_lines FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle')
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle');
--> statement-breakpoint
-- What a claim takes is open to its parties; it is written once, with the claim.
CREATE POLICY as_the_claim ON claim_lines FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.claims whole WHERE whole.id = claim_lines.claim_id));
--> statement-breakpoint
CREATE POLICY with_the_claim ON claim_lines FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.claims whole WHERE whole.id = claim_lines.claim_id
		AND whole.order_id = claim_lines.order_id AND whole.state = 'pending' AND whole.organization_id = ANY ((SELECT app.organization_ids())::uuid[])));
--> statement-breakpoint
-- Who takes part in a joint order is open where the order is. The lead asks; only the one asked answers.
CREATE POLICY as_the_order ON order_stations FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_stations.order_id));
--> statement-breakpoint
CREATE POLICY lead_asks ON order_stations FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND answer = 'asked' AND EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_stations.order_id
		AND whole.state = 'draft' AND whole.station_id = ANY ((SELECT app.station_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY lead_takes_back ON order_stations FOR DELETE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_stations.order_id
		AND whole.state = 'draft' AND whole.station_id = ANY ((SELECT app.station_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY lead_asks_anew ON order_stations FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_stations.order_id
		AND whole.state = 'draft' AND whole.station_id = ANY ((SELECT app.station_ids())::uuid[])))
	WITH CHECK (answer = 'asked');
--> statement-breakpoint
CREATE POLICY member_answers ON order_stations FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]) AND answer <> 'asked');
--> statement-breakpoint

-- A member reads the joint order from the day on which it is asked, as a draft too: it says yes or no to what stands there.
CREATE POLICY members_read ON orders FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND member_station_ids && (SELECT app.station_ids())::uuid[]);
--> statement-breakpoint

-- A shared order is moved by the machine's count of its claims, whoever made or ended one of them.
CREATE POLICY settle_reads_shared ON orders FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND sharing <> 'exclusive' AND state <> 'draft');
--> statement-breakpoint
CREATE POLICY settle_shared ON orders FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND sharing <> 'exclusive' AND state in ('open', 'claimed', 'confirmed'))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND sharing <> 'exclusive' AND state in ('open', 'claimed', 'confirmed', 'completed'));
--> statement-breakpoint
CREATE POLICY settle_counts ON claims FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND not exclusive);
--> statement-breakpoint
-- What a session delivered is noted on the confirmed claims of those who took part, by the last station to confirm it.
CREATE POLICY settle_delivers ON claims FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND not exclusive AND state = 'confirmed')
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND not exclusive AND state = 'confirmed');
--> statement-breakpoint

-- Whole orders and shares of orders that an organization holds or has delivered, one row each: what matching counts.
CREATE VIEW held_orders WITH (security_invoker = true) AS
	SELECT o.claimed_organization_id AS organization_id, o.id, o.station_id, o.mode, o.window_from, o.window_to, o.state,
			o.claim_lapses_at, o.completed_at
		FROM orders o WHERE o.claimed_organization_id IS NOT NULL
	UNION ALL
	SELECT c.organization_id, o.id, o.station_id, o.mode, o.window_from, o.window_to,
			CASE WHEN o.state = 'cancelled' THEN 'cancelled' WHEN c.delivered_at IS NOT NULL THEN 'completed'
				WHEN c.state = 'pending' THEN 'claimed' ELSE 'confirmed' END,
			CASE WHEN c.state = 'pending' THEN c.confirm_until END, c.delivered_at
		FROM claims c JOIN orders o ON o.id = c.order_id
		WHERE NOT c.exclusive AND c.state IN ('pending', 'confirmed');
--> statement-breakpoint
GRANT SELECT ON held_orders TO jiedui_app;
