-- The register of stations: facts, facilities, workers, the six haves (六有) with their evidence, the history of states, an
-- authority's own thresholds; and hand-overs of a unit's open work.
--
-- Purpose: what a station is said to have is stated by it and verified by its bureau, and a verification ends on a day; the
-- state of a station is changed by its bureau only, and each change is kept. A hand-over is a record: written once.
--
-- Request patterns: one station whole, by id; the register by authority in pages of ids, with facilities, workers and haves
-- of the stations of a page; the history by station, newest first; hand-overs by unit, newest first.

ALTER TABLE "stations" ADD COLUMN "tier" text DEFAULT 'station' NOT NULL;
--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "operator_organization_id" uuid REFERENCES "organizations" ("id");
--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "opened_on" date;
--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "hours" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "open_all_year" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_tier" CHECK ("stations"."tier" in ('center', 'station', 'point'));
--> statement-breakpoint
CREATE INDEX "stations_page" ON "stations" ("tenant_id", "id");
--> statement-breakpoint
CREATE TABLE "station_facilities" (
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations" ("id"),
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"area_m2" integer NOT NULL,
	"brand_name" text DEFAULT '' NOT NULL,
	CONSTRAINT "station_facilities_station_id_seq_pk" PRIMARY KEY ("station_id", "seq"),
	CONSTRAINT "station_facilities_kind" CHECK ("station_facilities"."kind" in ('office', 'archive', 'casework_room', 'group_room', 'activity_room', 'reception')),
	CONSTRAINT "station_facilities_area" CHECK ("station_facilities"."area_m2" between 1 and 100000)
);
--> statement-breakpoint
CREATE TABLE "station_workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations" ("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities" ("id"),
	"account_id" uuid REFERENCES "accounts" ("id"),
	"name" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"post" text NOT NULL,
	"licence_level" text NOT NULL,
	"certificate_number" text DEFAULT '' NOT NULL,
	"licence_valid_until" date,
	"employed_by" text DEFAULT '' NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "station_workers_post" CHECK ("station_workers"."post" in ('lead', 'social_worker', 'assistant')),
	CONSTRAINT "station_workers_licence_level" CHECK ("station_workers"."licence_level" in ('none', 'assistant', 'certified', 'senior')),
	CONSTRAINT "station_workers_term" CHECK ("station_workers"."to_on" is null or "station_workers"."from_on" <= "station_workers"."to_on")
);
--> statement-breakpoint
CREATE TABLE "station_haves" (
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations" ("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities" ("id"),
	"item" text NOT NULL,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"stated_by" uuid NOT NULL REFERENCES "accounts" ("id"),
	"stated_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid REFERENCES "accounts" ("id"),
	"decided_on" date,
	"expires_on" date,
	"return_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "station_haves_station_id_item_pk" PRIMARY KEY ("station_id", "item"),
	CONSTRAINT "station_haves_item" CHECK ("station_haves"."item" in ('venue', 'equipment', 'staff', 'rules', 'funds', 'services')),
	CONSTRAINT "station_haves_state" CHECK ("station_haves"."state" in ('stated', 'verified', 'returned')),
	CONSTRAINT "station_haves_verified" CHECK (("station_haves"."state" = 'verified') = ("station_haves"."expires_on" is not null)),
	CONSTRAINT "station_haves_returned" CHECK (("station_haves"."state" = 'returned') = ("station_haves"."return_reason" is not null)),
	CONSTRAINT "station_haves_decided" CHECK (("station_haves"."state" = 'stated') = ("station_haves"."decided_on" is null))
);
--> statement-breakpoint
CREATE TABLE "station_have_files" (
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"item" text NOT NULL,
	"seq" integer NOT NULL,
	"file_id" uuid NOT NULL REFERENCES "files" ("id"),
	CONSTRAINT "station_have_files_station_id_item_seq_pk" PRIMARY KEY ("station_id", "item", "seq"),
	CONSTRAINT "station_have_files_have_fk" FOREIGN KEY ("station_id", "item") REFERENCES "station_haves" ("station_id", "item")
);
--> statement-breakpoint
CREATE TABLE "station_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL REFERENCES "stations" ("id"),
	"authority_id" uuid NOT NULL REFERENCES "authorities" ("id"),
	"move" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"ground" text,
	"reason" text DEFAULT '' NOT NULL,
	"decided_by" uuid NOT NULL REFERENCES "accounts" ("id"),
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "station_changes_move" CHECK ("station_changes"."move" in ('hang_plaque', 'start', 'suspend', 'resume', 'close')),
	CONSTRAINT "station_changes_from" CHECK ("station_changes"."from_state" in ('planned', 'plaque_hung', 'operating', 'suspended', 'closed')),
	CONSTRAINT "station_changes_to" CHECK ("station_changes"."to_state" in ('planned', 'plaque_hung', 'operating', 'suspended', 'closed')),
	CONSTRAINT "station_changes_ground" CHECK ("station_changes"."ground" in ('no_service', 'haves_broken', 'other'))
);
--> statement-breakpoint
CREATE TABLE "station_thresholds" (
	"tenant_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL REFERENCES "authorities" ("id"),
	"name" text NOT NULL,
	"value" integer NOT NULL,
	CONSTRAINT "station_thresholds_authority_id_name_pk" PRIMARY KEY ("authority_id", "name"),
	CONSTRAINT "station_thresholds_name" CHECK ("station_thresholds"."name" in ('room_m2', 'workers', 'licensed_percent', 'services', 'service_days', 'idle_days')),
	CONSTRAINT "station_thresholds_value" CHECK ("station_thresholds"."value" between 0 and 1000)
);
--> statement-breakpoint
CREATE TABLE "hand_overs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"station_id" uuid REFERENCES "stations" ("id"),
	"organization_id" uuid REFERENCES "organizations" ("id"),
	"from_account_id" uuid NOT NULL REFERENCES "accounts" ("id"),
	"to_account_id" uuid NOT NULL REFERENCES "accounts" ("id"),
	"last_day" date NOT NULL,
	"passes_lead" boolean NOT NULL,
	"note" text NOT NULL,
	"done_by" uuid NOT NULL REFERENCES "accounts" ("id"),
	"done_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hand_overs_unit" CHECK (num_nonnulls("hand_overs"."station_id", "hand_overs"."organization_id") = 1),
	CONSTRAINT "hand_overs_two" CHECK ("hand_overs"."from_account_id" <> "hand_overs"."to_account_id")
);
--> statement-breakpoint
CREATE TABLE "hand_over_items" (
	"tenant_id" uuid NOT NULL,
	"hand_over_id" uuid NOT NULL REFERENCES "hand_overs" ("id"),
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"item_id" uuid NOT NULL,
	"title" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "hand_over_items_hand_over_id_seq_pk" PRIMARY KEY ("hand_over_id", "seq"),
	CONSTRAINT "hand_over_items_kind" CHECK ("hand_over_items"."kind" in ('claim_to_confirm', 'session_to_confirm', 'agreement_to_sign', 'invitation_to_answer', 'claim_held', 'session_to_record', 'order', 'order_draft', 'offer'))
);
--> statement-breakpoint
CREATE INDEX "station_workers_station" ON "station_workers" ("station_id");
--> statement-breakpoint
CREATE INDEX "station_workers_account" ON "station_workers" ("account_id");
--> statement-breakpoint
CREATE INDEX "station_have_files_file" ON "station_have_files" ("file_id");
--> statement-breakpoint
CREATE INDEX "station_changes_station" ON "station_changes" ("station_id", "id" DESC);
--> statement-breakpoint
CREATE INDEX "hand_overs_station" ON "hand_overs" ("station_id", "id" DESC);
--> statement-breakpoint
CREATE INDEX "hand_overs_organization" ON "hand_overs" ("organization_id", "id" DESC);
--> statement-breakpoint
CREATE INDEX "hand_over_items_item" ON "hand_over_items" ("item_id");
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['station_facilities', 'station_workers', 'station_haves', 'station_have_files', 'station_changes', 'station_thresholds', 'hand_overs', 'hand_over_items'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint
-- Records are written once: no update of changes and hand-overs. Parts that are rewritten as a whole may be deleted.
GRANT SELECT, INSERT ON station_changes, hand_overs, hand_over_items TO jiedui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON station_workers, station_haves TO jiedui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON station_facilities, station_have_files, station_thresholds TO jiedui_app;
--> statement-breakpoint

-- A station keeps its own facts; its state, place, code and authority are its bureau's.

CREATE POLICY station_updates ON stations FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND id = ANY ((SELECT app.station_ids())::uuid[]));
--> statement-breakpoint
CREATE FUNCTION app.guard_station() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.state, NEW.code, NEW.region_code, NEW.authority_id, NEW.tier, NEW.tenant_id)
			IS DISTINCT FROM (OLD.state, OLD.code, OLD.region_code, OLD.authority_id, OLD.tier, OLD.tenant_id)
		AND app.system() IS DISTINCT FROM 'install' AND NOT OLD.authority_id = ANY (app.authority_ids()) THEN
		RAISE EXCEPTION 'station % is changed by its authority only', OLD.id USING ERRCODE = 'JD007';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE UPDATE ON stations FOR EACH ROW EXECUTE FUNCTION app.guard_station();
--> statement-breakpoint
-- Rooms are public facts of a station; a station its own, the bureau those of its tenant.
CREATE POLICY tenant_reads ON station_facilities FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY own ON station_facilities TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR EXISTS (SELECT FROM public.stations s WHERE s.id = station_id AND s.authority_id = ANY ((SELECT app.authority_ids())::uuid[]))))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR EXISTS (SELECT FROM public.stations s WHERE s.id = station_id AND s.authority_id = ANY ((SELECT app.authority_ids())::uuid[]))));
--> statement-breakpoint

-- Workers, haves and their history: the station and its authorities, nobody else.

DO $$
DECLARE
	table_name text;
	mine text := '(tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[]) OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])))';
BEGIN
	FOREACH table_name IN ARRAY ARRAY['station_workers', 'station_haves'] LOOP
		EXECUTE format('CREATE POLICY parties ON %I TO jiedui_app USING %s WITH CHECK %s', table_name, mine, mine);
	END LOOP;
	EXECUTE format('CREATE POLICY parties_read ON station_changes FOR SELECT TO jiedui_app USING %s', mine);
END
$$;
--> statement-breakpoint
CREATE POLICY bureau_inserts ON station_changes FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY as_the_whole ON station_have_files TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.station_haves whole
		WHERE whole.station_id = station_have_files.station_id AND whole.item = station_have_files.item))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.station_haves whole
		WHERE whole.station_id = station_have_files.station_id AND whole.item = station_have_files.item));
--> statement-breakpoint
-- Whoever may see the have may see its evidence.
CREATE POLICY station_evidence_reads ON files FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.station_have_files evidence WHERE evidence.file_id = files.id));
--> statement-breakpoint
-- Only a bureau verifies or returns: a station's own hand leaves a have stated.
CREATE FUNCTION app.guard_station_have() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state <> 'stated' AND app.system() IS DISTINCT FROM 'install' AND NOT NEW.authority_id = ANY (app.authority_ids()) THEN
		RAISE EXCEPTION 'have % of station % is verified by its authority only', NEW.item, NEW.station_id USING ERRCODE = 'JD007';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE INSERT OR UPDATE ON station_haves FOR EACH ROW EXECUTE FUNCTION app.guard_station_have();
--> statement-breakpoint
CREATE POLICY tenant_reads ON station_thresholds FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY own ON station_thresholds TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint

-- Hand-overs: the unit and whoever governs it. A station is governed by its authorities; an organization by every bureau of
-- the tenant, as in the register.

CREATE POLICY parties_read ON hand_overs FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[]) OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR (organization_id IS NOT NULL AND (SELECT app.for_authority()))
		OR EXISTS (SELECT FROM public.stations s WHERE s.id = station_id AND s.authority_id = ANY ((SELECT app.authority_ids())::uuid[]))));
--> statement-breakpoint
CREATE POLICY parties_insert ON hand_overs FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND done_by = (SELECT app.account_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[]) OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR (organization_id IS NOT NULL AND (SELECT app.for_authority()))
		OR EXISTS (SELECT FROM public.stations s WHERE s.id = station_id AND s.authority_id = ANY ((SELECT app.authority_ids())::uuid[]))));
--> statement-breakpoint
CREATE POLICY as_the_whole ON hand_over_items TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.hand_overs whole WHERE whole.id = hand_over_id))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.hand_overs whole WHERE whole.id = hand_over_id));
--> statement-breakpoint

-- Colleagues see each other: the roles held at their own unit, and the names of those who hold them.

CREATE POLICY unit_reads ON role_grants FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[]) OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY unit_reads ON accounts FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.role_grants g WHERE g.account_id = accounts.id
		AND (g.station_id = ANY ((SELECT app.station_ids())::uuid[]) OR g.organization_id = ANY ((SELECT app.organization_ids())::uuid[]))));
--> statement-breakpoint
-- A role ends on a day; a unit may end one of its own, and a bureau any of its tenant. Nobody makes one longer here.
CREATE POLICY ends ON role_grants FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND ((SELECT app.for_authority())
		OR station_id = ANY ((SELECT app.station_ids())::uuid[]) OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND valid_to IS NOT NULL AND ((SELECT app.for_authority())
		OR station_id = ANY ((SELECT app.station_ids())::uuid[]) OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])));
--> statement-breakpoint
CREATE FUNCTION app.guard_role_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF app.system() IS DISTINCT FROM 'install' AND (
		(NEW.id, NEW.tenant_id, NEW.account_id, NEW.role, NEW.station_id, NEW.organization_id, NEW.authority_id, NEW.valid_from)
			IS DISTINCT FROM (OLD.id, OLD.tenant_id, OLD.account_id, OLD.role, OLD.station_id, OLD.organization_id, OLD.authority_id, OLD.valid_from)
		OR OLD.valid_to < NEW.valid_to) THEN
		RAISE EXCEPTION 'role % may only end earlier', OLD.id USING ERRCODE = 'JD007';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE UPDATE ON role_grants FOR EACH ROW EXECUTE FUNCTION app.guard_role_grant();
