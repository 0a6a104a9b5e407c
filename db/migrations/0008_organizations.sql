-- The organization register: applications, the history behind each fact, staff, corrections; and accounts kept by the bureau.
--
-- Purpose: an organization asks to be registered without an account; the bureau decides. What counts of a rating, a yearly
-- check or a list on a day is derived from rows that are never overwritten. `organizations` keeps the grade with its last
-- day and the graver list in force beside them, for matching reads these of thousands at once; one function writes both.
--
-- Request patterns: an application is inserted and found by the hash of its tracking code, before anybody is known; the
-- desk lists them by authority and state, newest first. Register rows are read by organization. The desk's register pages
-- through organizations by id; accounts are listed by the unit at which they hold a role.

ALTER TABLE organizations
	ADD COLUMN rating_until date,
	ADD COLUMN filing_number text,
	ADD COLUMN registration_status text DEFAULT 'normal' NOT NULL,
	ADD COLUMN service_types text[] DEFAULT '{}' NOT NULL,
	ADD COLUMN area_codes text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE organizations ADD CONSTRAINT "organizations_registration_status" CHECK ("organizations"."registration_status" in ('normal', 'cancelled', 'revoked'));
--> statement-breakpoint
-- An application has a table of its own.
ALTER TABLE organizations DROP CONSTRAINT organizations_state;
--> statement-breakpoint
ALTER TABLE organizations ADD CONSTRAINT "organizations_state" CHECK ("organizations"."state" in ('active', 'suspended', 'exited'));
--> statement-breakpoint
CREATE INDEX "organizations_page" ON "organizations" ("tenant_id", "id");
--> statement-breakpoint
CREATE TABLE "organization_applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL REFERENCES authorities (id),
	"code_hash" bytea NOT NULL,
	"request_hash" text NOT NULL,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"provider_kind" text NOT NULL,
	"uscc" text,
	"filing_number" text,
	"region_code" text NOT NULL REFERENCES regions (code),
	"business_scope" text NOT NULL,
	"service_types" text[] NOT NULL,
	"area_codes" text[] NOT NULL,
	"sessions_per_month" integer NOT NULL,
	"contact_name" text NOT NULL,
	"contact_mobile" text NOT NULL,
	"login" text NOT NULL,
	"reason" text,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"taken_by" uuid REFERENCES accounts (id),
	"decided_by" uuid REFERENCES accounts (id),
	"decided_at" timestamp (3) with time zone,
	"organization_id" uuid REFERENCES organizations (id),
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "organization_applications_code" UNIQUE("code_hash"),
	CONSTRAINT "organization_applications_state" CHECK ("organization_applications"."state" in ('applied', 'under_review', 'returned', 'rejected', 'active')),
	CONSTRAINT "organization_applications_provider_kind" CHECK ("organization_applications"."provider_kind" in ('social_organization', 'community_group', 'medical_institution', 'school', 'enterprise', 'government_unit', 'volunteer_team', 'association_of_commerce')),
	CONSTRAINT "organization_applications_accepted" CHECK (("organization_applications"."state" = 'active') = ("organization_applications"."organization_id" is not null)),
	CONSTRAINT "organization_applications_reason" CHECK ("organization_applications"."state" not in ('returned', 'rejected') or "organization_applications"."reason" is not null)
);
--> statement-breakpoint
CREATE INDEX "organization_applications_authority" ON "organization_applications" ("authority_id", "state", "id" DESC);
--> statement-breakpoint
CREATE INDEX "organization_applications_submitted" ON "organization_applications" ("submitted_at");
--> statement-breakpoint
CREATE INDEX "organization_applications_uscc" ON "organization_applications" ("tenant_id", "uscc") WHERE uscc is not null;
--> statement-breakpoint
CREATE TABLE "organization_ratings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL REFERENCES organizations (id),
	"grade" smallint NOT NULL,
	"issuer" text NOT NULL,
	"rated_on" date NOT NULL,
	"valid_until" date NOT NULL,
	"recorded_by" uuid NOT NULL REFERENCES accounts (id),
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organization_ratings_grade" CHECK ("organization_ratings"."grade" between 1 and 5),
	CONSTRAINT "organization_ratings_validity" CHECK ("organization_ratings"."rated_on" <= "organization_ratings"."valid_until")
);
--> statement-breakpoint
CREATE INDEX "organization_ratings_organization" ON "organization_ratings" ("organization_id", "rated_on");
--> statement-breakpoint
CREATE TABLE "organization_annual_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL REFERENCES organizations (id),
	"year" integer NOT NULL,
	"result" text NOT NULL,
	"recorded_by" uuid NOT NULL REFERENCES accounts (id),
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organization_annual_checks_result" CHECK ("organization_annual_checks"."result" in ('passed', 'basically_passed', 'failed', 'absent'))
);
--> statement-breakpoint
CREATE INDEX "organization_annual_checks_organization" ON "organization_annual_checks" ("organization_id", "year");
--> statement-breakpoint
CREATE TABLE "organization_listings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL REFERENCES organizations (id),
	"list" text NOT NULL,
	"listed_on" date NOT NULL,
	"basis" text NOT NULL,
	"removed_on" date,
	"removal_basis" text,
	"recorded_by" uuid NOT NULL REFERENCES accounts (id),
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organization_listings_list" CHECK ("organization_listings"."list" in ('abnormal', 'serious_breach')),
	CONSTRAINT "organization_listings_removal" CHECK ("organization_listings"."removed_on" is null or "organization_listings"."listed_on" <= "organization_listings"."removed_on")
);
--> statement-breakpoint
CREATE INDEX "organization_listings_organization" ON "organization_listings" ("organization_id", "listed_on");
--> statement-breakpoint
-- What the bureau did with an organization, and why: states, edits, entries. Names of fields, never values.
CREATE TABLE "organization_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL REFERENCES organizations (id),
	"what" text NOT NULL,
	"changed" text[] DEFAULT '{}' NOT NULL,
	"reason" text,
	"by_account_id" uuid NOT NULL REFERENCES accounts (id),
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organization_events_what" CHECK ("organization_events"."what" in ('approved', 'edited', 'suspended', 'resumed', 'exited', 'rated', 'checked', 'listed', 'unlisted'))
);
--> statement-breakpoint
CREATE INDEX "organization_events_organization" ON "organization_events" ("organization_id", "id" DESC);
--> statement-breakpoint
CREATE TABLE "organization_staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL REFERENCES organizations (id),
	"name" text NOT NULL,
	"post" text NOT NULL,
	"mobile" text,
	"licence_level" text DEFAULT 'none' NOT NULL,
	"licence_until" date,
	"background_checked_on" date,
	"left_on" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "organization_staff_licence_level" CHECK ("organization_staff"."licence_level" in ('none', 'assistant', 'social_worker', 'senior')),
	CONSTRAINT "organization_staff_licence" CHECK (("organization_staff"."licence_level" = 'none') = ("organization_staff"."licence_until" is null))
);
--> statement-breakpoint
CREATE INDEX "organization_staff_organization" ON "organization_staff" ("organization_id", "id");
--> statement-breakpoint
CREATE TABLE "organization_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL REFERENCES organizations (id),
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"answer" text,
	"requested_by" uuid NOT NULL REFERENCES accounts (id),
	"requested_at" timestamp (3) with time zone NOT NULL,
	"answered_by" uuid REFERENCES accounts (id),
	"answered_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "organization_corrections_state" CHECK ("organization_corrections"."state" in ('open', 'corrected', 'declined')),
	CONSTRAINT "organization_corrections_subject" CHECK ("organization_corrections"."subject" in ('name', 'uscc', 'business_scope', 'region', 'rating', 'annual_check', 'listing', 'qualification', 'capacity', 'other')),
	CONSTRAINT "organization_corrections_answered" CHECK (("organization_corrections"."state" = 'open') = ("organization_corrections"."answered_at" is null))
);
--> statement-breakpoint
CREATE INDEX "organization_corrections_organization" ON "organization_corrections" ("organization_id", "id" DESC);
--> statement-breakpoint

-- Who governs what. The authority over all others governs the whole tenant; any other, the regions of its jurisdiction
-- with all below them, and its own region. A code of twelve digits lies in itself and in the code of each level above.

CREATE FUNCTION app.governs_region(p_code text) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT EXISTS (SELECT FROM public.authorities a WHERE a.id = ANY ((SELECT app.authority_ids())::uuid[])
			AND (a.parent_id IS NULL OR a.region_code = p_code))
		OR EXISTS (SELECT FROM public.authority_jurisdictions j WHERE j.authority_id = ANY ((SELECT app.authority_ids())::uuid[])
			AND j.region_code IN (p_code, rpad(left(p_code, 9), 12, '0'), rpad(left(p_code, 6), 12, '0'), rpad(left(p_code, 4), 12, '0'), rpad(left(p_code, 2), 12, '0')))
$$;
--> statement-breakpoint
CREATE FUNCTION app.governs_organization(p_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT EXISTS (SELECT FROM public.organizations g WHERE g.id = p_id AND g.tenant_id = (SELECT app.tenant_id()) AND app.governs_region(g.region_code))
$$;
--> statement-breakpoint
-- An account is kept by a bureau when every unit at which it holds a role is the bureau's, or below it; and no colleague's
-- own authority counts as below. An account without any role is nobody's.
CREATE FUNCTION app.keeps_account(p_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT coalesce(bool_and(CASE
			WHEN r.station_id IS NOT NULL THEN EXISTS (SELECT FROM public.stations s WHERE s.id = r.station_id AND s.authority_id = ANY ((SELECT app.authority_ids())::uuid[]))
			WHEN r.organization_id IS NOT NULL THEN app.governs_organization(r.organization_id)
			ELSE r.authority_id = ANY ((SELECT app.authority_ids())::uuid[]) END), false)
		FROM public.role_grants r WHERE r.account_id = p_id AND r.tenant_id = (SELECT app.tenant_id())
$$;
--> statement-breakpoint

DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['organization_applications', 'organization_ratings', 'organization_annual_checks', 'organization_listings', 'organization_events', 'organization_staff', 'organization_corrections'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
	FOREACH table_name IN ARRAY ARRAY['organization_ratings', 'organization_annual_checks', 'organization_listings', 'organization_events', 'organization_staff', 'organization_corrections'] LOOP
		EXECUTE format('CREATE POLICY own_reads ON %I FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]))', table_name);
		EXECUTE format('CREATE POLICY bureau ON %I TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()) AND app.governs_organization(organization_id)) WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()) AND app.governs_organization(organization_id))', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint
GRANT SELECT, INSERT ON organization_ratings, organization_annual_checks, organization_events TO jiedui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (removed_on, removal_basis) ON organization_listings TO jiedui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON organization_applications, organization_staff, organization_corrections TO jiedui_app;
--> statement-breakpoint

-- Its own people keep the staff list, and ask for corrections; the bureau answers.

CREATE POLICY own_keeps ON organization_staff TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY own_asks ON organization_corrections FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]) AND state = 'open');
--> statement-breakpoint

-- An application: whoever is not known yet hands it in and mends what was returned; the desk that it goes to decides.

CREATE POLICY unknown_reads ON organization_applications FOR SELECT TO jiedui_app USING ((SELECT app.system()) = 'sign_in');
--> statement-breakpoint
CREATE POLICY unknown_applies ON organization_applications FOR INSERT TO jiedui_app
	WITH CHECK ((SELECT app.system()) = 'sign_in' AND state = 'applied');
--> statement-breakpoint
CREATE POLICY unknown_mends ON organization_applications FOR UPDATE TO jiedui_app
	USING ((SELECT app.system()) = 'sign_in' AND state = 'returned') WITH CHECK ((SELECT app.system()) = 'sign_in' AND state = 'applied');
--> statement-breakpoint
CREATE POLICY desk_reads ON organization_applications FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY desk_decides ON organization_applications FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint

-- A decided application stays as it was decided, and its tracking code is nobody else's.

CREATE FUNCTION app.freeze_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' OR OLD.state IN ('active', 'rejected') OR NEW.code_hash <> OLD.code_hash OR NEW.tenant_id <> OLD.tenant_id THEN
		RAISE EXCEPTION 'application % is decided', OLD.id USING ERRCODE = 'JD005';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON organization_applications FOR EACH ROW EXECUTE FUNCTION app.freeze_application();
--> statement-breakpoint

-- accounts: the bureau resets passwords and closes accounts of those whom it keeps; their sessions, which hold the hashes
-- of tokens, the machine ends for it.

CREATE POLICY bureau_updates ON accounts FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()) AND app.keeps_account(id))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()));
