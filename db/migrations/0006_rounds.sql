-- The rounds of an authority: runs that an officer saved, what became of each proposed pair, and the invitations that went out.
--
-- Purpose: a run is evidence. What it was computed from and what came out never change, so that it can be computed anew; a
-- pair is decided once; an invitation is answered once.
--
-- Request patterns: runs are listed by authority, newest month first, without their large columns; one run is read whole;
-- pairs by run. Invitations are listed by organization, by station and by authority, newest first, and by order: a round
-- asks which orders wait for an answer and which pairs were declined in its month.

CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"month" text NOT NULL,
	"order_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"state" text NOT NULL,
	"sentence" text NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"respond_until" timestamp (3) with time zone NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"decline_reason" text,
	"reason" text,
	"claim_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "invitations_state" CHECK ("invitations"."state" in ('pending', 'accepted', 'declined', 'withdrawn', 'lapsed')),
	CONSTRAINT "invitations_decline_reason" CHECK ("invitations"."decline_reason" in ('capacity', 'area', 'window', 'not_qualified', 'other')),
	CONSTRAINT "invitations_accepted" CHECK (("invitations"."state" = 'accepted') = ("invitations"."claim_id" is not null)),
	CONSTRAINT "invitations_declined" CHECK (("invitations"."state" = 'declined') = ("invitations"."decline_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "matching_run_pairs" (
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"decision" text,
	"reason" text,
	CONSTRAINT "matching_run_pairs_run_id_order_id_pk" PRIMARY KEY("run_id","order_id"),
	CONSTRAINT "matching_run_pairs_decision" CHECK ("matching_run_pairs"."decision" in ('taken', 'overridden', 'ignored')),
	CONSTRAINT "matching_run_pairs_reason" CHECK (("matching_run_pairs"."decision" is not distinct from 'overridden') = ("matching_run_pairs"."reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "matching_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"month" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"objective" text NOT NULL,
	"weights_version" text NOT NULL,
	"engine" text NOT NULL,
	"seed" integer NOT NULL,
	"day" date NOT NULL,
	"facts_at" timestamp (3) with time zone NOT NULL,
	"order_ids" uuid[] NOT NULL,
	"served" integer NOT NULL,
	"total" bigint NOT NULL,
	"basis" jsonb NOT NULL,
	"what_if" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"result_hash" text NOT NULL,
	"words" jsonb NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"sent_by" uuid,
	"sent_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "matching_runs_number" UNIQUE("authority_id","month","number"),
	CONSTRAINT "matching_runs_state" CHECK ("matching_runs"."state" in ('saved', 'sent')),
	CONSTRAINT "matching_runs_objective" CHECK ("matching_runs"."objective" in ('total', 'coverage', 'fair')),
	CONSTRAINT "matching_runs_month_shape" CHECK ("matching_runs"."month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "matching_runs_hash" CHECK ("matching_runs"."result_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "matching_runs_sent" CHECK (("matching_runs"."state" = 'sent') = ("matching_runs"."sent_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_run_id_matching_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."matching_runs"("id");
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id");
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id");
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id");
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id");
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_sent_by_accounts_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."accounts"("id");
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_answered_by_accounts_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."accounts"("id");
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id");
--> statement-breakpoint
ALTER TABLE "matching_run_pairs" ADD CONSTRAINT "matching_run_pairs_run_id_matching_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."matching_runs"("id");
--> statement-breakpoint
ALTER TABLE "matching_run_pairs" ADD CONSTRAINT "matching_run_pairs_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id");
--> statement-breakpoint
ALTER TABLE "matching_run_pairs" ADD CONSTRAINT "matching_run_pairs_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id");
--> statement-breakpoint
ALTER TABLE "matching_run_pairs" ADD CONSTRAINT "matching_run_pairs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id");
--> statement-breakpoint
ALTER TABLE "matching_runs" ADD CONSTRAINT "matching_runs_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id");
--> statement-breakpoint
ALTER TABLE "matching_runs" ADD CONSTRAINT "matching_runs_saved_by_accounts_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."accounts"("id");
--> statement-breakpoint
ALTER TABLE "matching_runs" ADD CONSTRAINT "matching_runs_sent_by_accounts_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."accounts"("id");
--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_pending" ON "invitations" ("order_id") WHERE state = 'pending';
--> statement-breakpoint
CREATE INDEX "invitations_order" ON "invitations" ("order_id");
--> statement-breakpoint
CREATE INDEX "invitations_run" ON "invitations" ("run_id");
--> statement-breakpoint
CREATE INDEX "invitations_station" ON "invitations" ("station_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "invitations_organization" ON "invitations" ("organization_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "invitations_authority" ON "invitations" ("authority_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "matching_run_pairs_order" ON "matching_run_pairs" ("order_id");
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['matching_runs', 'matching_run_pairs', 'invitations'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- A run is its authority's, and of those above it.

CREATE POLICY own ON matching_runs TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY own ON matching_run_pairs TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint

-- An invitation: who sent it, who is asked, whose order it is. Only the one asked answers, only the sender takes it back.

CREATE POLICY parties_read ON invitations FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY bureau_sends ON invitations FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]) AND state = 'pending');
--> statement-breakpoint
CREATE POLICY bureau_withdraws ON invitations FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]) AND state = 'withdrawn');
--> statement-breakpoint
CREATE POLICY organization_answers ON invitations FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		AND state IN ('accepted', 'declined'));
--> statement-breakpoint
CREATE POLICY matching_reads ON invitations FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'matching');
--> statement-breakpoint
CREATE POLICY settle_reads ON invitations FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state IN ('pending', 'lapsed'));
--> statement-breakpoint
CREATE POLICY settle ON invitations FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'pending')
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'lapsed');
--> statement-breakpoint

-- What was computed stays; what was decided or answered stays.

CREATE FUNCTION app.freeze_matching_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		RAISE EXCEPTION 'matching run % is kept', OLD.id USING ERRCODE = 'JD003';
	END IF;
	IF OLD.state <> 'saved'
		OR (to_jsonb(NEW) - ARRAY['state', 'sent_by', 'sent_at', 'version']) <> (to_jsonb(OLD) - ARRAY['state', 'sent_by', 'sent_at', 'version']) THEN
		RAISE EXCEPTION 'matching run % was saved', OLD.id USING ERRCODE = 'JD003';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON matching_runs FOR EACH ROW EXECUTE FUNCTION app.freeze_matching_run();
--> statement-breakpoint
CREATE FUNCTION app.freeze_matching_run_pair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' OR OLD.decision IS NOT NULL
		OR (NEW.run_id, NEW.order_id, NEW.organization_id, NEW.authority_id, NEW.tenant_id)
			IS DISTINCT FROM (OLD.run_id, OLD.order_id, OLD.organization_id, OLD.authority_id, OLD.tenant_id) THEN
		RAISE EXCEPTION 'a pair of matching run % is decided', OLD.run_id USING ERRCODE = 'JD003';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON matching_run_pairs FOR EACH ROW EXECUTE FUNCTION app.freeze_matching_run_pair();
--> statement-breakpoint
CREATE FUNCTION app.freeze_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' OR OLD.state <> 'pending'
		OR (NEW.run_id, NEW.month, NEW.order_id, NEW.station_id, NEW.authority_id, NEW.organization_id, NEW.sentence, NEW.sent_by, NEW.sent_at, NEW.respond_until)
			IS DISTINCT FROM (OLD.run_id, OLD.month, OLD.order_id, OLD.station_id, OLD.authority_id, OLD.organization_id, OLD.sentence, OLD.sent_by, OLD.sent_at, OLD.respond_until) THEN
		RAISE EXCEPTION 'invitation % is answered', OLD.id USING ERRCODE = 'JD004';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON invitations FOR EACH ROW EXECUTE FUNCTION app.freeze_invitation();
