-- The life of a claim after it was confirmed, and of an order that nobody takes.
--
-- Purpose: a confirmed claim is a lease: it must begin by an instant, once extended; what ends it has a code, and tells
-- whether it was the organization's fault. Another organization may ask to take over. An order may be open to paired
-- organizations first, then to those of the county, then to all. An order whose invitations were turned down twice waits
-- for a ruling of its authority. Under which terms all this stands is a setting of the authority.
--
-- Request patterns: claim_terms by authority, with each posting and each claim; takeovers by claim (at most one waits), by
-- order, and by each party, newest first; rulings by order and by authority, newest first; the orders that wait for a
-- ruling from the invitations of the open orders of an authority; leases that run out from claims by order.

ALTER TABLE claims ADD COLUMN confirmed_at timestamp (3) with time zone, ADD COLUMN free_until timestamp (3) with time zone,
	ADD COLUMN start_until timestamp (3) with time zone, ADD COLUMN extended_at timestamp (3) with time zone, ADD COLUMN extension_reason text,
	ADD COLUMN first_session_on date, ADD COLUMN started_at timestamp (3) with time zone,
	ADD COLUMN end_code text, ADD COLUMN at_fault boolean NOT NULL DEFAULT false;
--> statement-breakpoint
UPDATE claims SET confirmed_at = decided_at, started_at = decided_at WHERE state = 'confirmed';
--> statement-breakpoint
ALTER TABLE claims DROP CONSTRAINT claims_state;
--> statement-breakpoint
ALTER TABLE claims ADD CONSTRAINT claims_state CHECK (state in ('pending', 'confirmed', 'declined', 'withdrawn', 'released', 'handed_over', 'lapsed'));
--> statement-breakpoint
ALTER TABLE claims ADD CONSTRAINT claims_end_code CHECK (end_code in ('capacity', 'people', 'documents', 'out_of_area', 'not_eligible', 'schedule', 'cost', 'not_started', 'no_contact', 'agreed', 'order_cancelled', 'other'));
--> statement-breakpoint
ALTER TABLE claims ADD CONSTRAINT claims_extension CHECK ((extended_at is null) = (extension_reason is null));
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN claim_mode text, ADD COLUMN opens_county_on date, ADD COLUMN opens_all_on date;
--> statement-breakpoint
ALTER TABLE orders ADD CONSTRAINT orders_claim_mode CHECK (claim_mode in ('open', 'paired_first'));
--> statement-breakpoint
ALTER TABLE orders ADD CONSTRAINT orders_opening CHECK ((opens_county_on is null) = (opens_all_on is null) and opens_county_on <= opens_all_on);
--> statement-breakpoint
ALTER TABLE invitations ALTER COLUMN run_id DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE invitations DROP CONSTRAINT invitations_decline_reason;
--> statement-breakpoint
ALTER TABLE invitations ADD CONSTRAINT invitations_decline_reason CHECK (decline_reason in ('capacity', 'people', 'documents', 'area', 'window', 'cost', 'not_qualified', 'other'));
--> statement-breakpoint
CREATE TABLE "claim_terms" (
	"authority_id" uuid PRIMARY KEY NOT NULL REFERENCES authorities (id),
	"tenant_id" uuid NOT NULL,
	"claim_mode" text NOT NULL,
	"paired_days" integer NOT NULL,
	"county_days" integer NOT NULL,
	"start_days" integer NOT NULL,
	"free_days" integer NOT NULL,
	"most_open" integer NOT NULL,
	"ended_from" integer NOT NULL,
	"close_percent" integer NOT NULL,
	"changed_by" uuid NOT NULL REFERENCES accounts (id),
	"changed_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "claim_terms_claim_mode" CHECK (claim_mode in ('open', 'paired_first')),
	CONSTRAINT "claim_terms_ranges" CHECK (paired_days between 1 and 20 and county_days between 1 and 20 and start_days between 1 and 60
		and free_days between 0 and 20 and most_open between 1 and 1000 and ended_from between 1 and 1000 and close_percent between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "takeovers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL REFERENCES claims (id),
	"order_id" uuid NOT NULL REFERENCES orders (id),
	"station_id" uuid NOT NULL REFERENCES stations (id),
	"authority_id" uuid NOT NULL REFERENCES authorities (id),
	"holder_id" uuid NOT NULL REFERENCES organizations (id),
	"organization_id" uuid NOT NULL REFERENCES organizations (id),
	"state" text NOT NULL,
	"request_reason" text NOT NULL,
	"asked_by" uuid NOT NULL REFERENCES accounts (id),
	"asked_at" timestamp (3) with time zone NOT NULL,
	"holder_until" timestamp (3) with time zone NOT NULL,
	"holder_agreed_at" timestamp (3) with time zone,
	"station_until" timestamp (3) with time zone NOT NULL,
	"end_code" text,
	"reason" text,
	"answered_by" uuid REFERENCES accounts (id),
	"answered_at" timestamp (3) with time zone,
	"new_claim_id" uuid REFERENCES claims (id),
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "takeovers_state" CHECK (state in ('asked', 'agreed', 'done', 'refused', 'rejected', 'withdrawn', 'lapsed', 'void')),
	CONSTRAINT "takeovers_done" CHECK ((state = 'done') = (new_claim_id is not null)),
	CONSTRAINT "takeovers_two" CHECK (holder_id <> organization_id)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "takeovers_one_waiting" ON "takeovers" ("claim_id") WHERE state in ('asked', 'agreed');
--> statement-breakpoint
CREATE INDEX "takeovers_order" ON "takeovers" ("order_id");
--> statement-breakpoint
CREATE INDEX "takeovers_station" ON "takeovers" ("station_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "takeovers_holder" ON "takeovers" ("holder_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "takeovers_organization" ON "takeovers" ("organization_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "takeovers_authority" ON "takeovers" ("authority_id","id" DESC);
--> statement-breakpoint
CREATE TABLE "rulings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL REFERENCES orders (id),
	"station_id" uuid NOT NULL REFERENCES stations (id),
	"authority_id" uuid NOT NULL REFERENCES authorities (id),
	"choice" text NOT NULL,
	"reason" text NOT NULL,
	"to_authority_id" uuid REFERENCES authorities (id),
	"claimable_until" timestamp (3) with time zone,
	"window_to" date,
	"ruled_by" uuid NOT NULL REFERENCES accounts (id),
	"ruled_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rulings_choice" CHECK (choice in ('reopen', 'widen', 'coordinate', 'unmet')),
	CONSTRAINT "rulings_coordinate" CHECK ((choice = 'coordinate') = (to_authority_id is not null))
);
--> statement-breakpoint
CREATE INDEX "rulings_order" ON "rulings" ("order_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "rulings_authority" ON "rulings" ("authority_id","id" DESC);
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['claim_terms', 'takeovers', 'rulings'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- Terms are rules that all in the tenant may read; the authority changes its own.

CREATE POLICY tenant_reads ON claim_terms FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY own_inserts ON claim_terms FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY own_updates ON claim_terms FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint

-- A take-over concerns the holder, who asks, the station and its authority. Only who asks makes one.

CREATE POLICY parties_read ON takeovers FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR holder_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY organization_asks ON takeovers FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]) AND state = 'asked');
--> statement-breakpoint
CREATE POLICY holder_answers ON takeovers FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND holder_id = ANY ((SELECT app.organization_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND holder_id = ANY ((SELECT app.organization_ids())::uuid[]) AND state IN ('agreed', 'refused', 'void'));
--> statement-breakpoint
CREATE POLICY asker_withdraws ON takeovers FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]) AND state = 'withdrawn');
--> statement-breakpoint
CREATE POLICY station_answers ON takeovers FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]) AND state IN ('done', 'rejected', 'void'));
--> statement-breakpoint
CREATE POLICY settle_reads ON takeovers FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle');
--> statement-breakpoint
CREATE POLICY settle ON takeovers FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state IN ('asked', 'agreed'))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state IN ('lapsed', 'void'));
--> statement-breakpoint

-- A ruling is the authority's word on an order: the station reads it, its authority and the one that is asked to help;
-- organizations hear of it, because the order is open to them again.

CREATE POLICY parties_read ON rulings FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[]) OR (SELECT app.for_organization())
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[]) OR to_authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY bureau_rules ON rulings FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE FUNCTION app.freeze_ruling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'ruling % was made', OLD.id USING ERRCODE = 'JD005';
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON rulings FOR EACH ROW EXECUTE FUNCTION app.freeze_ruling();
--> statement-breakpoint
CREATE FUNCTION app.freeze_takeover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' OR OLD.state NOT IN ('asked', 'agreed')
		OR (NEW.claim_id, NEW.order_id, NEW.holder_id, NEW.organization_id, NEW.request_reason, NEW.asked_by, NEW.asked_at, NEW.holder_until)
			IS DISTINCT FROM (OLD.claim_id, OLD.order_id, OLD.holder_id, OLD.organization_id, OLD.request_reason, OLD.asked_by, OLD.asked_at, OLD.holder_until) THEN
		RAISE EXCEPTION 'take-over % is answered', OLD.id USING ERRCODE = 'JD005';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON takeovers FOR EACH ROW EXECUTE FUNCTION app.freeze_takeover();
--> statement-breakpoint

-- Leases: whoever records the first session marks the claims of all who served; whoever claims next puts a lapsed lease away.

CREATE POLICY settle_lease_reads ON claims FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'confirmed');
--> statement-breakpoint
CREATE POLICY settle_lease ON claims FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'confirmed')
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state IN ('confirmed', 'lapsed'));
--> statement-breakpoint
CREATE POLICY settle_lease_reads ON orders FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'open');
--> statement-breakpoint
CREATE POLICY settle_lease ON orders FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'confirmed' AND claim_lapses_at IS NOT NULL)
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state IN ('confirmed', 'open') AND claim_lapses_at IS NULL);
--> statement-breakpoint

-- Changed terms change what every open order of the authority asks.

CREATE FUNCTION app.note_claim_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM app.note_matching_change(o.tenant_id, 'order', o.id) FROM public.orders o
		WHERE o.authority_id = NEW.authority_id AND o.state IN ('open', 'claimed', 'confirmed');
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER matching_notes AFTER INSERT OR UPDATE ON claim_terms FOR EACH ROW EXECUTE FUNCTION app.note_claim_terms();
