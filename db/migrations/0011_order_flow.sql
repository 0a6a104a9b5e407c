-- How an order comes to be published: who approves it, what repeats, what is copied, asked and changed.
--
-- Purpose: approval is a setting of each authority, kept in versions of which none changes; each submission of an order is a
-- row with what came of it, so that who decided, when and why is never lost. A series names the orders it produced. A
-- question shows its words to everybody who sees the order, and who asked to nobody but the station and the bureau. An
-- order from an offer (菜单点单) asks the organization for its consent by a claim that waits for the organization.
--
-- Request patterns: the rule in force by authority; approvals by order, and those waiting by approver; samples by authority;
-- series, dates, questions and changes by order; templates by station and by authority.

CREATE TABLE "approval_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"number" integer NOT NULL,
	"approver" text NOT NULL,
	"centre_id" uuid REFERENCES "authorities"("id"),
	"low_risk_types" text[] DEFAULT '{}' NOT NULL,
	"sample_percent" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"effective_on" date NOT NULL,
	"saved_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "approval_rules_number" UNIQUE("authority_id","number"),
	CONSTRAINT "approval_rules_approver" CHECK ("approval_rules"."approver" in ('none', 'bureau', 'centre', 'station_lead')),
	CONSTRAINT "approval_rules_centre" CHECK (("approval_rules"."approver" = 'centre') = ("approval_rules"."centre_id" is not null)),
	CONSTRAINT "approval_rules_percent" CHECK ("approval_rules"."sample_percent" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "order_approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL REFERENCES "orders"("id"),
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"rule_id" uuid NOT NULL REFERENCES "approval_rules"("id"),
	"approver" text NOT NULL,
	"approver_authority_id" uuid REFERENCES "authorities"("id"),
	"bypass" text,
	"submitted_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"decided_by" uuid REFERENCES "accounts"("id"),
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	"look" text,
	"look_reason" text,
	"looked_by" uuid REFERENCES "accounts"("id"),
	"looked_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "order_approvals_approver" CHECK ("order_approvals"."approver" in ('none', 'bureau', 'centre', 'station_lead')),
	CONSTRAINT "order_approvals_bypass" CHECK ("order_approvals"."bypass" in ('low_risk', 'emergency')),
	CONSTRAINT "order_approvals_outcome" CHECK ("order_approvals"."outcome" in ('approved', 'returned', 'rejected', 'recalled', 'cancelled')),
	CONSTRAINT "order_approvals_decided" CHECK (("order_approvals"."outcome" is null) = ("order_approvals"."decided_at" is null)),
	CONSTRAINT "order_approvals_reason" CHECK ("order_approvals"."outcome" not in ('returned', 'rejected') or "order_approvals"."reason" is not null),
	CONSTRAINT "order_approvals_look" CHECK ("order_approvals"."look" in ('waiting', 'fine', 'problem')),
	CONSTRAINT "order_approvals_looked" CHECK ("order_approvals"."look" is null or ("order_approvals"."look" = 'waiting') = ("order_approvals"."looked_at" is null))
);
--> statement-breakpoint
CREATE TABLE "order_series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"frequency" text NOT NULL,
	"every" integer NOT NULL,
	"times" integer NOT NULL,
	"first_on" date NOT NULL,
	"rest_days" text NOT NULL,
	"cancelled_from" integer,
	"created_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "order_series_frequency" CHECK ("order_series"."frequency" in ('weekly', 'monthly', 'series')),
	CONSTRAINT "order_series_rest_days" CHECK ("order_series"."rest_days" in ('keep', 'later', 'earlier')),
	CONSTRAINT "order_series_size" CHECK ("order_series"."every" > 0 and "order_series"."times" between 2 and 53)
);
--> statement-breakpoint
CREATE TABLE "order_dates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL REFERENCES "orders"("id"),
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"organization_id" uuid NOT NULL REFERENCES "organizations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"side" text NOT NULL,
	"proposed_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"on_day" date NOT NULL,
	"from_minute" integer NOT NULL,
	"state" text NOT NULL,
	"answered_by" uuid REFERENCES "accounts"("id"),
	"answered_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "order_dates_side" CHECK ("order_dates"."side" in ('station', 'organization')),
	CONSTRAINT "order_dates_state" CHECK ("order_dates"."state" in ('proposed', 'agreed', 'replaced')),
	CONSTRAINT "order_dates_minute" CHECK ("order_dates"."from_minute" between 0 and 1439)
);
--> statement-breakpoint
CREATE TABLE "order_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"station_id" uuid REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"name" text NOT NULL,
	"fields" jsonb NOT NULL,
	"saved_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"saved_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_menus" (
	"order_id" uuid PRIMARY KEY NOT NULL REFERENCES "orders"("id"),
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"offer_id" uuid NOT NULL REFERENCES "offers"("id"),
	"organization_id" uuid NOT NULL REFERENCES "organizations"("id"),
	"asked_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL REFERENCES "orders"("id"),
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"question" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid REFERENCES "accounts"("id"),
	"answered_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "order_questions_answered" CHECK (num_nonnulls("order_questions"."answer", "order_questions"."answered_by", "order_questions"."answered_at") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "order_question_askers" (
	"question_id" uuid PRIMARY KEY NOT NULL REFERENCES "order_questions"("id"),
	"tenant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL REFERENCES "orders"("id"),
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"organization_id" uuid NOT NULL REFERENCES "organizations"("id"),
	"asked_by" uuid NOT NULL REFERENCES "accounts"("id")
);
--> statement-breakpoint
CREATE TABLE "order_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL REFERENCES "orders"("id"),
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"order_version" integer NOT NULL,
	"revised_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"revised_at" timestamp (3) with time zone NOT NULL,
	"changes" jsonb NOT NULL,
	CONSTRAINT "order_revisions_version" UNIQUE("order_id","order_version")
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "approver_authority_id" uuid REFERENCES "authorities"("id");
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "cancel_reason_code" text;
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "series_id" uuid REFERENCES "order_series"("id");
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "series_seq" integer;
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "duration_minutes" integer;
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "agreed_on" date;
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "agreed_minute" integer;
--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "awaits" text DEFAULT 'station' NOT NULL;
--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_awaits" CHECK ("claims"."awaits" in ('station', 'organization'));
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_cancel_reason_code" CHECK ("orders"."cancel_reason_code" in ('done_by_others', 'duplicate', 'no_longer_wanted', 'out_of_scope', 'other'));
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_series" CHECK (("orders"."series_id" is null) = ("orders"."series_seq" is null));
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_duration" CHECK ("orders"."duration_minutes" between 15 and 1440);
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_agreed" CHECK (("orders"."agreed_on" is null) = ("orders"."agreed_minute" is null) and "orders"."agreed_minute" between 0 and 1439);
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_state";
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_state" CHECK ("orders"."state" in ('draft', 'submitted', 'returned', 'rejected', 'open', 'claimed', 'confirmed', 'completed', 'cancelled'));
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_window";
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_window" CHECK ("orders"."state" in ('draft', 'returned', 'cancelled') or "orders"."window_from" <= "orders"."window_to");
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_complete";
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_complete" CHECK ("orders"."state" in ('draft', 'returned', 'cancelled') or ("orders"."title" <> '' and "orders"."place" <> '' and cardinality("orders"."target_groups") > 0
        and num_nulls("orders"."scheme", "orders"."scheme_version", "orders"."service_type", "orders"."headcount_value", "orders"."headcount_qualifier", "orders"."headcount_unit",
          "orders"."window_from", "orders"."window_to", "orders"."need_type", "orders"."mode", "orders"."leg", "orders"."urgency", "orders"."claimable_until") = 0
        and ("orders"."state" in ('submitted', 'rejected') or "orders"."posted_at" is not null)));
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_claimant";
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_claimant" CHECK (("orders"."sharing" <> 'exclusive' and "orders"."claimed_organization_id" is null and "orders"."claimed_at" is null
          and ("orders"."state" = 'claimed') = ("orders"."claim_lapses_at" is not null))
        or ("orders"."sharing" = 'exclusive' and (
          ("orders"."state" in ('draft', 'submitted', 'returned', 'rejected', 'open') and num_nonnulls("orders"."claimed_organization_id", "orders"."claimed_at", "orders"."claim_lapses_at") = 0)
          or ("orders"."state" = 'claimed' and num_nulls("orders"."claimed_organization_id", "orders"."claimed_at", "orders"."claim_lapses_at") = 0)
          or ("orders"."state" in ('confirmed', 'completed') and "orders"."claimed_organization_id" is not null)
          or "orders"."state" = 'cancelled')));
--> statement-breakpoint
CREATE UNIQUE INDEX "order_approvals_one_waiting" ON "order_approvals" ("order_id") WHERE outcome is null;
--> statement-breakpoint
CREATE INDEX "order_approvals_order" ON "order_approvals" ("order_id","id");
--> statement-breakpoint
CREATE INDEX "order_approvals_waiting" ON "order_approvals" ("authority_id","id") WHERE outcome is null;
--> statement-breakpoint
CREATE INDEX "order_approvals_looks" ON "order_approvals" ("authority_id","id") WHERE look is not null;
--> statement-breakpoint
CREATE INDEX "order_series_station" ON "order_series" ("station_id","id");
--> statement-breakpoint
CREATE INDEX "orders_series_of" ON "orders" ("series_id","series_seq") WHERE series_id is not null;
--> statement-breakpoint
CREATE INDEX "orders_alike" ON "orders" ("station_id","service_type","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "order_dates_one_proposed" ON "order_dates" ("order_id") WHERE state = 'proposed';
--> statement-breakpoint
CREATE INDEX "order_dates_order" ON "order_dates" ("order_id","id");
--> statement-breakpoint
CREATE INDEX "order_templates_station" ON "order_templates" ("station_id","id");
--> statement-breakpoint
CREATE INDEX "order_templates_authority" ON "order_templates" ("authority_id","id");
--> statement-breakpoint
CREATE INDEX "order_menus_organization" ON "order_menus" ("organization_id");
--> statement-breakpoint
CREATE INDEX "order_questions_order" ON "order_questions" ("order_id","id");
--> statement-breakpoint
CREATE INDEX "order_question_askers_order" ON "order_question_askers" ("order_id");
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['approval_rules', 'order_approvals', 'order_series', 'order_dates', 'order_templates', 'order_menus', 'order_questions', 'order_question_askers', 'order_revisions'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
	FOREACH table_name IN ARRAY ARRAY['order_approvals', 'order_series', 'order_dates', 'order_templates', 'order_questions'] LOOP
		EXECUTE format('GRANT UPDATE ON %I TO jiedui_app', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- Rules in force are for all to read; only their authority, or one above it, sets one.

CREATE POLICY tenant_reads ON approval_rules FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY own_inserts ON approval_rules FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint

-- An order that is not published is its station's and its approver's. What left the market unpublished stays unseen.

DROP POLICY read ON orders;
--> statement-breakpoint
CREATE POLICY read ON orders FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR (state NOT IN ('draft', 'submitted', 'returned', 'rejected') AND posted_at IS NOT NULL AND (SELECT app.for_organization()))
		OR (state <> 'draft' AND (authority_id = ANY ((SELECT app.authority_ids())::uuid[]) OR approver_authority_id = ANY ((SELECT app.authority_ids())::uuid[])))));
--> statement-breakpoint
CREATE POLICY approver_updates ON orders FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND state IN ('submitted', 'open') AND approver_authority_id = ANY ((SELECT app.authority_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND state IN ('submitted', 'open', 'claimed', 'returned', 'rejected')
		AND approver_authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY parties ON order_approvals TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])
		OR approver_authority_id = ANY ((SELECT app.authority_ids())::uuid[])))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])
		OR approver_authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
-- Who works at one's own station, so that a lead who may not approve his own order is told whether somebody else can.
CREATE POLICY colleagues_read ON role_grants FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]));
--> statement-breakpoint

-- What was decided stays decided; only the later look is added.

CREATE FUNCTION app.freeze_order_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		RAISE EXCEPTION 'approval % is kept', OLD.id USING ERRCODE = 'JD005';
	END IF;
	IF (NEW.order_id, NEW.rule_id, NEW.approver, NEW.submitted_by, NEW.submitted_at) IS DISTINCT FROM (OLD.order_id, OLD.rule_id, OLD.approver, OLD.submitted_by, OLD.submitted_at)
		OR (OLD.outcome IS NOT NULL AND (NEW.outcome, NEW.decided_by, NEW.decided_at, NEW.reason) IS DISTINCT FROM (OLD.outcome, OLD.decided_by, OLD.decided_at, OLD.reason))
		OR (OLD.looked_at IS NOT NULL AND (NEW.look, NEW.look_reason, NEW.looked_by, NEW.looked_at) IS DISTINCT FROM (OLD.look, OLD.look_reason, OLD.looked_by, OLD.looked_at)) THEN
		RAISE EXCEPTION 'approval % is decided', OLD.id USING ERRCODE = 'JD005';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON order_approvals FOR EACH ROW EXECUTE FUNCTION app.freeze_order_approval();
--> statement-breakpoint

-- Series: the station's; its authority reads. Dates: between the two sides. Changes: whoever sees the order.

CREATE POLICY own ON order_series TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY order_reads ON order_series FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders o WHERE o.series_id = order_series.id));
--> statement-breakpoint
CREATE POLICY parties ON order_dates TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY order_reads ON order_revisions FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders o WHERE o.id = order_id));
--> statement-breakpoint
CREATE POLICY station_inserts ON order_revisions FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]));
--> statement-breakpoint

-- Templates: a station its own, everybody the authorities'.

CREATE POLICY read ON order_templates FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (station_id IS NULL OR station_id = ANY ((SELECT app.station_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY own ON order_templates TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR (station_id IS NULL AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]))))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR (station_id IS NULL AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]))));
--> statement-breakpoint

-- Menu: whoever sees the order reads whom it asks; the station writes it. The claim follows when the order opens, in the
-- hands of whoever opens it.

CREATE POLICY order_reads ON order_menus FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders o WHERE o.id = order_id));
--> statement-breakpoint
CREATE POLICY station_inserts ON order_menus FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY approver_asks ON claims FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND awaits = 'organization' AND state = 'pending'
		AND EXISTS (SELECT FROM public.orders o WHERE o.id = order_id AND o.approver_authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint

-- Questions: whoever sees the order reads them; an organization asks, the station answers. Who asked is for the asker, the
-- station and the authority.

CREATE POLICY order_reads ON order_questions FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders o WHERE o.id = order_id));
--> statement-breakpoint
CREATE POLICY organization_asks ON order_questions FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_organization()) AND answer IS NULL
		AND EXISTS (SELECT FROM public.orders o WHERE o.id = order_id));
--> statement-breakpoint
CREATE POLICY station_answers ON order_questions FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY concerned ON order_question_askers FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY organization_asks ON order_question_askers FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]));
