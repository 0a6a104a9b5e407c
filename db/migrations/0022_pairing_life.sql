-- The life of a pairing: suspension, resumption, termination, how many an organization may have, and direct pairing.
--
-- Purpose: the authority may suspend a pairing and take it up again, or end it before its time, each with a coded reason
-- that both parties read and that nobody changes afterwards. What became of the work in hand is kept with the step. A
-- programme may say how many stations one organization is paired with at a time. A pairing may come straight of an offer,
-- with the station's reason for asking nobody else.
--
-- Request patterns: the steps of one pairing, oldest first; the limit of a programme with each draft.

ALTER TABLE pairings DROP CONSTRAINT pairings_state;
--> statement-breakpoint
ALTER TABLE pairings ADD CONSTRAINT pairings_state CHECK (state in ('proposed', 'active', 'suspended', 'terminated'));
--> statement-breakpoint
ALTER TABLE pairings ADD COLUMN origin_offer_id uuid REFERENCES offers (id), ADD COLUMN justification text;
--> statement-breakpoint
ALTER TABLE pairings ADD CONSTRAINT pairings_direct CHECK ((origin_offer_id is null) = (justification is null));
--> statement-breakpoint
ALTER TABLE programmes ADD COLUMN most_pairings integer;
--> statement-breakpoint
ALTER TABLE programmes ADD CONSTRAINT programmes_most_pairings CHECK (most_pairings between 1 and 1000);
--> statement-breakpoint
CREATE TABLE "pairing_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"pairing_id" uuid NOT NULL REFERENCES pairings (id),
	"authority_id" uuid NOT NULL REFERENCES authorities (id),
	"station_id" uuid NOT NULL REFERENCES stations (id),
	"organization_id" uuid NOT NULL REFERENCES organizations (id),
	"step" text NOT NULL,
	"code" text NOT NULL,
	"words" text,
	"open_work" text,
	"set_free" integer NOT NULL,
	"made_by" uuid NOT NULL REFERENCES accounts (id),
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pairing_changes_step" CHECK (step in ('suspend', 'resume', 'terminate')),
	CONSTRAINT "pairing_changes_code" CHECK (code in ('rectify', 'staff_change', 'force_majeure', 'agreed', 'not_served', 'breach', 'unfit', 'programme_changed', 'settled', 'other')),
	CONSTRAINT "pairing_changes_open_work" CHECK (open_work in ('finish', 'set_free'))
);
--> statement-breakpoint
CREATE INDEX "pairing_changes_pairing" ON "pairing_changes" USING btree ("pairing_id","made_at");
--> statement-breakpoint
ALTER TABLE pairing_changes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE pairing_changes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON pairing_changes TO jiedui_app;
--> statement-breakpoint
CREATE POLICY install ON pairing_changes TO jiedui_app
	USING ((SELECT app.system()) = 'install') WITH CHECK ((SELECT app.system()) = 'install');
--> statement-breakpoint
CREATE POLICY relay_reads ON pairing_changes FOR SELECT TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY parties_read ON pairing_changes FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY authority_writes ON pairing_changes FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
