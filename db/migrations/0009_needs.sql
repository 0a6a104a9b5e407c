-- Surveys, the needs they find, and what becomes of the needs: merged, screened into orders, or out.
--
-- Purpose: a need is written down once and never lost. Merging changes neither of the two, only says which stays; a need and
-- its orders know of each other; the bureau counts needs by township and never reads below it. So what a station alone may
-- read (findings, names, villages, places) stands in tables of its own, which no policy opens to the bureau.
--
-- Request patterns: surveys by station and by authority, newest first; one survey with its parts and needs; needs by station
-- and by authority, newest first, filtered by state, type, need type and mode, and counted by them; the live needs of one
-- station for near-duplicates; the needs of an order, and the orders of a need.

CREATE TABLE "surveys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"number" text NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"region_code" text NOT NULL REFERENCES "regions"("code"),
	"method" text,
	"held_on" date,
	"population_value" integer,
	"population_qualifier" text,
	"population_unit" text,
	"organization_ids" uuid[] DEFAULT '{}' NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"created_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "surveys_number" UNIQUE("tenant_id","number"),
	CONSTRAINT "surveys_method" CHECK ("surveys"."method" in ('household_visit', 'phone', 'questionnaire', 'meeting', 'hotline', 'data_check')),
	CONSTRAINT "surveys_state" CHECK ("surveys"."state" in ('draft', 'submitted')),
	CONSTRAINT "surveys_population" CHECK ("surveys"."population_value" >= 0),
	CONSTRAINT "surveys_population_qualifier" CHECK ("surveys"."population_qualifier" in ('exact', 'about', 'over', 'nearly')),
	CONSTRAINT "surveys_population_unit" CHECK ("surveys"."population_unit" in ('person', 'person_time', 'household', 'session', 'hour', 'set', 'piece', 'yuan')),
	CONSTRAINT "surveys_complete" CHECK ("surveys"."state" = 'draft' or num_nulls("surveys"."method", "surveys"."held_on", "surveys"."population_value", "surveys"."population_qualifier", "surveys"."population_unit", "surveys"."submitted_at") = 0)
);
--> statement-breakpoint
CREATE TABLE "survey_records" (
	"survey_id" uuid PRIMARY KEY NOT NULL REFERENCES "surveys"("id"),
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"organization_ids" uuid[] DEFAULT '{}' NOT NULL,
	"submitted" boolean DEFAULT false NOT NULL,
	"workers" text[] DEFAULT '{}' NOT NULL,
	"village" text DEFAULT '' NOT NULL,
	"findings" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "survey_parts" (
	"survey_id" uuid NOT NULL REFERENCES "surveys"("id"),
	"organization_id" uuid NOT NULL REFERENCES "organizations"("id"),
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"state" text NOT NULL,
	"decided_by" uuid REFERENCES "accounts"("id"),
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "survey_parts_survey_id_organization_id_pk" PRIMARY KEY("survey_id","organization_id"),
	CONSTRAINT "survey_parts_state" CHECK ("survey_parts"."state" in ('pending', 'confirmed', 'declined')),
	CONSTRAINT "survey_parts_decided" CHECK (("survey_parts"."state" = 'pending') = ("survey_parts"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "survey_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"survey_id" uuid NOT NULL REFERENCES "surveys"("id"),
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"reason" text NOT NULL,
	"changed" text[] NOT NULL,
	"before" jsonb NOT NULL,
	"corrected_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"corrected_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "needs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"number" text NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"region_code" text NOT NULL REFERENCES "regions"("code"),
	"survey_id" uuid REFERENCES "surveys"("id"),
	"source" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"service_type" text,
	"target_groups" text[] DEFAULT '{}' NOT NULL,
	"need_type" text,
	"mode" text,
	"headcount_value" integer,
	"headcount_qualifier" text,
	"headcount_unit" text,
	"urgency" text,
	"wanted_from" date,
	"wanted_to" date,
	"state" text NOT NULL,
	"screened_out_reason" text,
	"screened_out_note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"created_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "needs_number" UNIQUE("tenant_id","number"),
	CONSTRAINT "needs_state" CHECK ("needs"."state" in ('draft', 'recorded', 'merged', 'screened_in', 'screened_out', 'dropped')),
	CONSTRAINT "needs_source" CHECK ("needs"."source" in ('survey', 'hotline', 'written')),
	CONSTRAINT "needs_found" CHECK (("needs"."source" = 'survey') = ("needs"."survey_id" is not null)),
	CONSTRAINT "needs_need_type" CHECK ("needs"."need_type" in ('normative', 'felt', 'expressed', 'comparative')),
	CONSTRAINT "needs_mode" CHECK ("needs"."mode" in ('relief', 'capacity')),
	CONSTRAINT "needs_urgency" CHECK ("needs"."urgency" in ('normal', 'urgent', 'emergency')),
	CONSTRAINT "needs_headcount" CHECK ("needs"."headcount_value" >= 0),
	CONSTRAINT "needs_headcount_qualifier" CHECK ("needs"."headcount_qualifier" in ('exact', 'about', 'over', 'nearly')),
	CONSTRAINT "needs_headcount_unit" CHECK ("needs"."headcount_unit" in ('person', 'person_time', 'household', 'session', 'hour', 'set', 'piece', 'yuan')),
	CONSTRAINT "needs_headcount_whole" CHECK (num_nulls("needs"."headcount_value", "needs"."headcount_qualifier", "needs"."headcount_unit") in (0, 3)),
	CONSTRAINT "needs_screened_out_reason" CHECK ("needs"."screened_out_reason" in ('out_of_scope', 'already_served', 'not_verified', 'duplicate', 'referred')),
	CONSTRAINT "needs_screened_out" CHECK (("needs"."state" = 'screened_out') = ("needs"."screened_out_reason" is not null)),
	CONSTRAINT "needs_complete" CHECK ("needs"."state" in ('draft', 'dropped') or ("needs"."title" <> '' and cardinality("needs"."target_groups") > 0
        and num_nulls("needs"."service_type", "needs"."need_type", "needs"."mode", "needs"."urgency", "needs"."recorded_at") = 0))
);
--> statement-breakpoint
CREATE TABLE "need_whereabouts" (
	"need_id" uuid PRIMARY KEY NOT NULL REFERENCES "needs"("id"),
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"village" text DEFAULT '' NOT NULL,
	"place" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "need_merges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"source_id" uuid NOT NULL REFERENCES "needs"("id"),
	"target_id" uuid NOT NULL REFERENCES "needs"("id"),
	"added_value" integer,
	"added_qualifier" text,
	"added_unit" text,
	"merged_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"merged_at" timestamp (3) with time zone NOT NULL,
	"undone_by" uuid REFERENCES "accounts"("id"),
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "need_merges_two" CHECK ("need_merges"."source_id" <> "need_merges"."target_id"),
	CONSTRAINT "need_merges_added" CHECK (num_nulls("need_merges"."added_value", "need_merges"."added_qualifier", "need_merges"."added_unit") in (0, 3)),
	CONSTRAINT "need_merges_undone" CHECK (("need_merges"."undone_by" is null) = ("need_merges"."undone_at" is null))
);
--> statement-breakpoint
CREATE TABLE "needs_apart" (
	"earlier_id" uuid NOT NULL REFERENCES "needs"("id"),
	"later_id" uuid NOT NULL REFERENCES "needs"("id"),
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"said_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"said_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "needs_apart_earlier_id_later_id_pk" PRIMARY KEY("earlier_id","later_id"),
	CONSTRAINT "needs_apart_order" CHECK ("needs_apart"."earlier_id" < "needs_apart"."later_id")
);
--> statement-breakpoint
CREATE TABLE "need_orders" (
	"need_id" uuid NOT NULL REFERENCES "needs"("id"),
	"order_id" uuid NOT NULL REFERENCES "orders"("id"),
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations"("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities"("id"),
	"linked_by" uuid NOT NULL REFERENCES "accounts"("id"),
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "need_orders_need_id_order_id_pk" PRIMARY KEY("need_id","order_id")
);
--> statement-breakpoint
CREATE INDEX "surveys_station" ON "surveys" ("station_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "surveys_authority" ON "surveys" ("authority_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "surveys_organizations" ON "surveys" USING gin ("organization_ids");
--> statement-breakpoint
CREATE INDEX "survey_parts_organization" ON "survey_parts" ("organization_id","state");
--> statement-breakpoint
CREATE INDEX "survey_corrections_survey" ON "survey_corrections" ("survey_id","id");
--> statement-breakpoint
CREATE INDEX "needs_station" ON "needs" ("station_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "needs_authority" ON "needs" ("authority_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "needs_survey" ON "needs" ("survey_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "need_merges_one" ON "need_merges" ("source_id") WHERE undone_at is null;
--> statement-breakpoint
CREATE INDEX "need_merges_target" ON "need_merges" ("target_id");
--> statement-breakpoint
CREATE INDEX "need_orders_order" ON "need_orders" ("order_id");
--> statement-breakpoint
CREATE INDEX "needs_apart_station" ON "needs_apart" ("station_id");
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['surveys', 'survey_records', 'survey_parts', 'survey_corrections', 'needs', 'need_whereabouts', 'need_merges', 'needs_apart', 'need_orders'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
		-- All of it is the station's own.
		EXECUTE format('CREATE POLICY own ON %I TO jiedui_app
			USING (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]))
			WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]))', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint
-- A correction, a pair kept apart and a link stay as they were written.
GRANT UPDATE ON "surveys", "survey_records", "survey_parts", "needs", "need_whereabouts", "need_merges" TO jiedui_app;
--> statement-breakpoint
-- The organizations of a draft are chosen anew with each save.
GRANT DELETE ON "survey_parts" TO jiedui_app;
--> statement-breakpoint

-- The bureau reads what has left the draft, without the tables that say where below the township, and who.

CREATE POLICY bureau_reads ON surveys FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND state <> 'draft' AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY bureau_reads ON survey_parts FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY bureau_reads ON needs FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND state NOT IN ('draft', 'dropped') AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY bureau_reads ON need_merges FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY bureau_reads ON need_orders FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint

-- An organization reads the surveys in which it took part, once they are submitted, and answers for its own part.

CREATE POLICY participants_read ON surveys FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND state <> 'draft' AND organization_ids && (SELECT app.organization_ids())::uuid[]);
--> statement-breakpoint
CREATE POLICY participants_read ON survey_records FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND submitted AND organization_ids && (SELECT app.organization_ids())::uuid[]);
--> statement-breakpoint
CREATE POLICY participants_read ON survey_parts FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY participants_answer ON survey_parts FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]) AND state <> 'pending');
