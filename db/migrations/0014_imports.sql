-- Imports: a file that somebody sent, the rows it brought, and the lines that have been taken in once and for all.
--
-- Purpose: a job outlives the page that started it; every row says what became of it; the same line sent twice, by
-- whomever and however fast, is taken in once (import_marks). A pairing that was agreed on paper keeps what its paper says.
-- An officer may bring in a station's or an organization's list as drafts in their name, which they read and publish.
--
-- Request patterns: the jobs of an account or of its unit, newest first; one job with its rows by state, in sheet order;
-- the marks of a batch of rows by their identities.

CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"station_id" uuid,
	"organization_id" uuid,
	"authority_id" uuid,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" integer NOT NULL,
	"state" text NOT NULL,
	"mode" text,
	"message" text,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"answers" jsonb DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "imports_kind" CHECK ("imports"."kind" in ('needs', 'offers', 'stations', 'organizations', 'pairings')),
	CONSTRAINT "imports_state" CHECK ("imports"."state" in ('reading', 'ready', 'committing', 'done', 'refused', 'discarded')),
	CONSTRAINT "imports_mode" CHECK ("imports"."mode" in ('all_or_nothing', 'valid_rows'))
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"state" text NOT NULL,
	"written" text[] NOT NULL,
	"problems" jsonb NOT NULL,
	"asked" jsonb NOT NULL,
	"fields" jsonb,
	"identity" text,
	"content" text,
	"entity_id" uuid,
	CONSTRAINT "import_rows_import_id_row_pk" PRIMARY KEY("import_id","row"),
	CONSTRAINT "import_rows_state" CHECK ("import_rows"."state" in ('valid', 'asked', 'invalid', 'imported', 'unchanged', 'refused')),
	CONSTRAINT "import_rows_whole" CHECK (("import_rows"."fields" is null) = ("import_rows"."identity" is null))
);
--> statement-breakpoint
CREATE TABLE "import_marks" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"identity" text NOT NULL,
	"content" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "import_marks_tenant_id_kind_identity_pk" PRIMARY KEY("tenant_id","kind","identity")
);
--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id");
--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id");
--> statement-breakpoint
ALTER TABLE "import_marks" ADD CONSTRAINT "import_marks_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id");
--> statement-breakpoint
CREATE INDEX "imports_account" ON "imports" ("account_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "imports_authority" ON "imports" ("authority_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "imports_station" ON "imports" ("station_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "imports_organization" ON "imports" ("organization_id","id" DESC);
--> statement-breakpoint
CREATE INDEX "import_rows_state_row" ON "import_rows" ("import_id","state","row");
--> statement-breakpoint
CREATE INDEX "import_marks_import" ON "import_marks" ("import_id");
--> statement-breakpoint
ALTER TABLE "pairings"
	ADD COLUMN "paper_number" text,
	ADD COLUMN "paper_help" text,
	ADD COLUMN "paper_goal" text,
	ADD COLUMN "paper_filed_on" date;
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['imports', 'import_rows', 'import_marks'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint
-- Read anew after an answer, or given up: what was only read may go; what was taken in stays.
GRANT DELETE ON import_rows TO jiedui_app;
--> statement-breakpoint

-- A job is its account's to move; the unit for which it was sent may read it.

CREATE POLICY unit_reads ON imports FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		account_id = (SELECT app.account_id())
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])
		OR station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY own_inserts ON imports FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND account_id = (SELECT app.account_id()));
--> statement-breakpoint
CREATE POLICY own_updates ON imports FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND account_id = (SELECT app.account_id()));
--> statement-breakpoint
CREATE POLICY as_the_whole ON import_rows TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.imports whole WHERE whole.id = import_rows.import_id))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND EXISTS (
		SELECT FROM public.imports whole WHERE whole.id = import_rows.import_id AND whole.account_id = (SELECT app.account_id())));
--> statement-breakpoint
-- Hashes and ids only: whoever imports must know that the line is there, whoever brought it.
CREATE POLICY tenant ON import_marks TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id())) WITH CHECK (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint

-- Drafts in somebody's name: written, and from then on theirs alone to see, change and publish.

CREATE POLICY bureau_drafts ON orders FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND state = 'draft' AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY bureau_drafts ON offers FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND state = 'draft' AND (SELECT app.for_authority()));
