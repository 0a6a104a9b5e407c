-- What matching asks beyond type, area and time: licences and the yearly staff check, leave, price and distance, who must
-- not be paired with whom, and the weights by which an authority ranks.
--
-- Request patterns: matching reads, for the organizations near one order, their licences, leave, declared interests and
-- blocks by organization; the bureau and the parties list theirs by authority and station; each ranking reads the one
-- active weight set of the order's authority.

CREATE TABLE "blocked_pairs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"until_on" date,
	"blocked_by" uuid NOT NULL,
	"blocked_at" timestamp (3) with time zone NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conflicts_of_interest" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"declared_by" uuid NOT NULL,
	"declared_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "weight_sets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"weights" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp (3) with time zone,
	"activated_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "weight_sets_number" UNIQUE("authority_id","number"),
	CONSTRAINT "weight_sets_state" CHECK ("weight_sets"."state" in ('draft', 'active', 'retired')),
	CONSTRAINT "weight_sets_draft" CHECK ("weight_sets"."state" <> 'draft' or "weight_sets"."activated_at" is null)
);
--> statement-breakpoint
CREATE TABLE "organization_leaves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "organization_leaves_window" CHECK ("organization_leaves"."from_on" <= "organization_leaves"."to_on")
);
--> statement-breakpoint
CREATE TABLE "organization_qualifications" (
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"code" text NOT NULL,
	"valid_until" date,
	CONSTRAINT "organization_qualifications_organization_id_code_pk" PRIMARY KEY("organization_id","code"),
	CONSTRAINT "organization_qualifications_code" CHECK ("organization_qualifications"."code" in ('medical_practice', 'food_business', 'psychological_counselling', 'social_work', 'childcare', 'legal_service', 'public_fundraising'))
);
--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "unit_price_fen" integer;
--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "farthest_km" integer;
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "required_qualifications" text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "budget_cap_fen" integer;
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "background_checked_on" date;
--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "latitude" double precision;
--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "longitude" double precision;
--> statement-breakpoint
ALTER TABLE "blocked_pairs" ADD CONSTRAINT "blocked_pairs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id");
--> statement-breakpoint
ALTER TABLE "blocked_pairs" ADD CONSTRAINT "blocked_pairs_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id");
--> statement-breakpoint
ALTER TABLE "blocked_pairs" ADD CONSTRAINT "blocked_pairs_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id");
--> statement-breakpoint
ALTER TABLE "blocked_pairs" ADD CONSTRAINT "blocked_pairs_blocked_by_accounts_id_fk" FOREIGN KEY ("blocked_by") REFERENCES "public"."accounts"("id");
--> statement-breakpoint
ALTER TABLE "conflicts_of_interest" ADD CONSTRAINT "conflicts_of_interest_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id");
--> statement-breakpoint
ALTER TABLE "conflicts_of_interest" ADD CONSTRAINT "conflicts_of_interest_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id");
--> statement-breakpoint
ALTER TABLE "conflicts_of_interest" ADD CONSTRAINT "conflicts_of_interest_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id");
--> statement-breakpoint
ALTER TABLE "conflicts_of_interest" ADD CONSTRAINT "conflicts_of_interest_declared_by_accounts_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."accounts"("id");
--> statement-breakpoint
ALTER TABLE "weight_sets" ADD CONSTRAINT "weight_sets_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id");
--> statement-breakpoint
ALTER TABLE "weight_sets" ADD CONSTRAINT "weight_sets_saved_by_accounts_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."accounts"("id");
--> statement-breakpoint
ALTER TABLE "organization_leaves" ADD CONSTRAINT "organization_leaves_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id");
--> statement-breakpoint
ALTER TABLE "organization_qualifications" ADD CONSTRAINT "organization_qualifications_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id");
--> statement-breakpoint
CREATE INDEX "blocked_pairs_organization" ON "blocked_pairs" ("organization_id") WHERE lifted_at is null;
--> statement-breakpoint
CREATE INDEX "blocked_pairs_station" ON "blocked_pairs" ("station_id");
--> statement-breakpoint
CREATE INDEX "blocked_pairs_authority" ON "blocked_pairs" ("authority_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "conflicts_of_interest_one" ON "conflicts_of_interest" ("organization_id","station_id") WHERE ended_at is null;
--> statement-breakpoint
CREATE INDEX "conflicts_of_interest_station" ON "conflicts_of_interest" ("station_id");
--> statement-breakpoint
CREATE INDEX "conflicts_of_interest_authority" ON "conflicts_of_interest" ("authority_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "weight_sets_one_active" ON "weight_sets" ("authority_id") WHERE state = 'active';
--> statement-breakpoint
CREATE UNIQUE INDEX "weight_sets_one_draft" ON "weight_sets" ("authority_id") WHERE state = 'draft';
--> statement-breakpoint
CREATE INDEX "weight_sets_tenant" ON "weight_sets" ("tenant_id","state");
--> statement-breakpoint
CREATE INDEX "organization_leaves_organization" ON "organization_leaves" ("organization_id","to_on");
--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_unit_price" CHECK ("offers"."unit_price_fen" >= 0);
--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_farthest" CHECK ("offers"."farthest_km" > 0);
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_budget_cap" CHECK ("orders"."budget_cap_fen" >= 0);
--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_seat" CHECK (("regions"."latitude" is null) = ("regions"."longitude" is null) and "regions"."latitude" between -90 and 90 and "regions"."longitude" between -180 and 180);
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['organization_qualifications', 'organization_leaves', 'conflicts_of_interest', 'blocked_pairs', 'weight_sets'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
		EXECUTE format('CREATE POLICY matching_reads ON %I FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = ''matching'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- organization: licences are open to the tenant as the organization is, and the bureau rewrites them as a whole. Leave is
-- the organization's own word.

GRANT DELETE ON organization_qualifications TO jiedui_app;
--> statement-breakpoint
CREATE POLICY tenant_reads ON organization_qualifications FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY bureau_inserts ON organization_qualifications FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()));
--> statement-breakpoint
CREATE POLICY bureau_deletes ON organization_qualifications FOR DELETE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()));
--> statement-breakpoint
CREATE POLICY tenant_reads ON organization_leaves FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY own ON organization_leaves TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]));
--> statement-breakpoint

-- A declared interest: both parties and their authority. A block: the two who may set it, and the organization it concerns
-- may read it, for whoever is turned away may ask why (个人信息保护法 §24).

CREATE POLICY parties ON conflicts_of_interest TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY blockers ON blocked_pairs TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[]) OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[]) OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY blocked_reads ON blocked_pairs FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]));
--> statement-breakpoint

-- Weights in force are rules that all may read; a draft is its authority's. The first set comes with the authority.

CREATE POLICY published_reads ON weight_sets FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (state <> 'draft' OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY own_updates ON weight_sets FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY own_inserts ON weight_sets FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority())
		AND (authority_id = ANY ((SELECT app.authority_ids())::uuid[]) OR (number = 1 AND saved_by IS NULL)));
--> statement-breakpoint
CREATE FUNCTION app.first_weights() RETURNS jsonb LANGUAGE sql IMMUTABLE
	RETURN '{"type_fit": 1400, "group_fit": 1300, "travel": 1700, "pairing": 1800, "satisfaction": 900, "on_time": 500,
		"acceptance": 300, "rating": 400, "load": 500, "continuity": 500, "mix": 200, "waiting": 300, "text_fit": 200}'::jsonb;
--> statement-breakpoint
-- One authority has one first set: its id serves for both.
CREATE FUNCTION app.give_first_weights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO public.weight_sets (id, tenant_id, authority_id, number, state, weights, version)
		VALUES (NEW.id, NEW.tenant_id, NEW.id, 1, 'active', app.first_weights(), 1);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER authorities_first_weights AFTER INSERT ON authorities FOR EACH ROW EXECUTE FUNCTION app.give_first_weights();
--> statement-breakpoint
-- What was once in force stays as it was: a ranking can be computed anew from the version it names.
CREATE FUNCTION app.freeze_weights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state <> 'draft' AND (NEW.weights, NEW.number, NEW.authority_id) IS DISTINCT FROM (OLD.weights, OLD.number, OLD.authority_id) THEN
		RAISE EXCEPTION 'weight set % was in force', OLD.id USING ERRCODE = 'JD002';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE ON weight_sets FOR EACH ROW EXECUTE FUNCTION app.freeze_weights();
--> statement-breakpoint

-- What was there before. The owner passes no policy, so the application's role does it. County and prefecture seats of
-- 天水市, degrees north and east, to a hundredth; a township without its own coordinate stands at its county's seat.

SET ROLE jiedui_app;
--> statement-breakpoint
SELECT app.enter_system('install');
--> statement-breakpoint
INSERT INTO weight_sets (id, tenant_id, authority_id, number, state, weights, version)
	SELECT id, tenant_id, id, 1, 'active', app.first_weights(), 1 FROM authorities;
--> statement-breakpoint
UPDATE regions SET latitude = seats.latitude, longitude = seats.longitude
	FROM (VALUES
		('620500000000', 34.58, 105.72), ('620502000000', 34.58, 105.72), ('620503000000', 34.57, 105.89),
		('620521000000', 34.75, 106.14), ('620522000000', 34.86, 105.67), ('620523000000', 34.74, 105.34),
		('620524000000', 34.72, 104.89), ('620525000000', 34.99, 106.21)) AS seats (code, latitude, longitude)
	WHERE regions.code = seats.code;
--> statement-breakpoint
RESET ROLE;
