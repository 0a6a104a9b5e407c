-- Notices in full: what is told by the clock, by e-mail and by robots, and the clearing of what has served its purpose.
--
-- Request patterns: an account reads its notices newest first, a page at a time, and counts the unread; the courier takes
-- unrouted notices, items that are due and deliveries whose time has come, each by a partial index; the schedule deletes
-- old keys, told outbox rows, dead sessions and settled deliveries by age, some hundreds at a time.

ALTER TABLE notices ADD COLUMN urgent boolean NOT NULL DEFAULT false;
--> statement-breakpoint

-- Clearing away, by the relay alone: a person's transaction deletes none of these.

CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);
--> statement-breakpoint
CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX sign_in_sessions_expiry ON sign_in_sessions (expires_at);
--> statement-breakpoint
GRANT DELETE ON idempotency_keys, sign_in_sessions TO jiedui_app;
--> statement-breakpoint
-- The policies `own` are for every command; a restrictive one beside each closes deleting to all but the relay.
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['idempotency_keys', 'sign_in_sessions'] LOOP
		EXECUTE format('CREATE POLICY only_relay_deletes ON %I AS RESTRICTIVE FOR DELETE TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
		EXECUTE format('CREATE POLICY relay_deletes ON %I FOR DELETE TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
		EXECUTE format('CREATE POLICY relay_locks ON %I FOR UPDATE TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- Which notices have been looked at for e-mail. Those that are there already are not sent after the fact.
ALTER TABLE notices ADD COLUMN routed boolean NOT NULL DEFAULT true;
--> statement-breakpoint
ALTER TABLE notices ALTER COLUMN routed SET DEFAULT false;
--> statement-breakpoint
CREATE INDEX notices_unrouted ON notices (created_at) WHERE NOT routed;
--> statement-breakpoint
DROP INDEX notices_account;
--> statement-breakpoint
CREATE INDEX notices_account ON notices (account_id, created_at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL;
--> statement-breakpoint
CREATE POLICY relay_routes ON notices FOR UPDATE TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint

CREATE TABLE notice_settings (
	account_id uuid PRIMARY KEY REFERENCES accounts (id),
	tenant_id uuid NOT NULL,
	quiet_from integer NOT NULL,
	quiet_to integer NOT NULL,
	choices jsonb NOT NULL,
	email text,
	email_verified_at timestamp(3) with time zone,
	pending_email text,
	pending_code text,
	pending_sent_at timestamp(3) with time zone,
	pending_attempts integer NOT NULL DEFAULT 0,
	version integer NOT NULL DEFAULT 1,
	updated_at timestamp(3) with time zone NOT NULL,
	CONSTRAINT notice_settings_quiet CHECK (quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439),
	CONSTRAINT notice_settings_email CHECK ((email IS NULL) = (email_verified_at IS NULL)),
	CONSTRAINT notice_settings_pending CHECK (num_nulls(pending_email, pending_code, pending_sent_at) IN (0, 3))
);
--> statement-breakpoint
CREATE TABLE robots (
	id uuid PRIMARY KEY,
	tenant_id uuid NOT NULL,
	authority_id uuid REFERENCES authorities (id),
	organization_id uuid REFERENCES organizations (id),
	kind text NOT NULL,
	name text NOT NULL,
	sealed_address text NOT NULL,
	sealed_secret text,
	shown_address text NOT NULL,
	groups text[] NOT NULL,
	active boolean NOT NULL DEFAULT true,
	sent_at timestamp(3) with time zone[] NOT NULL DEFAULT '{}',
	last_sent_at timestamp(3) with time zone,
	last_error text,
	created_by uuid NOT NULL REFERENCES accounts (id),
	created_at timestamp(3) with time zone NOT NULL,
	updated_at timestamp(3) with time zone NOT NULL,
	version integer NOT NULL DEFAULT 1,
	CONSTRAINT robots_kind CHECK (kind IN ('wecom', 'dingtalk')),
	CONSTRAINT robots_unit CHECK (num_nonnulls(authority_id, organization_id) = 1)
);
--> statement-breakpoint
CREATE INDEX robots_authority ON robots (authority_id);
--> statement-breakpoint
CREATE INDEX robots_organization ON robots (organization_id);
--> statement-breakpoint
CREATE TABLE deliveries (
	id uuid PRIMARY KEY,
	tenant_id uuid NOT NULL,
	channel text NOT NULL,
	account_id uuid REFERENCES accounts (id),
	robot_id uuid REFERENCES robots (id),
	purpose text NOT NULL,
	cadence text NOT NULL,
	due_at timestamp(3) with time zone NOT NULL,
	state text NOT NULL,
	attempts integer NOT NULL DEFAULT 0,
	next_at timestamp(3) with time zone NOT NULL,
	lease_until timestamp(3) with time zone,
	last_error text,
	created_at timestamp(3) with time zone NOT NULL,
	settled_at timestamp(3) with time zone,
	decided_by uuid REFERENCES accounts (id),
	decided_at timestamp(3) with time zone,
	reason text,
	version integer NOT NULL DEFAULT 1,
	CONSTRAINT deliveries_channel CHECK (channel IN ('email', 'robot')),
	CONSTRAINT deliveries_state CHECK (state IN ('waiting', 'sent', 'dead', 'dropped', 'dismissed')),
	CONSTRAINT deliveries_purpose CHECK (purpose IN ('notices', 'code', 'test')),
	CONSTRAINT deliveries_cadence CHECK (cadence IN ('now', 'daily', 'weekly')),
	CONSTRAINT deliveries_recipient CHECK ((channel = 'email') = (account_id IS NOT NULL) AND (channel = 'robot') = (robot_id IS NOT NULL)),
	CONSTRAINT deliveries_dismissed CHECK ((state = 'dismissed') = (reason IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX deliveries_waiting ON deliveries (next_at) WHERE state = 'waiting';
--> statement-breakpoint
CREATE INDEX deliveries_dead ON deliveries (tenant_id, id DESC) WHERE state IN ('dead', 'dismissed');
--> statement-breakpoint
CREATE INDEX deliveries_settled ON deliveries (settled_at) WHERE settled_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX deliveries_robot ON deliveries (robot_id, id DESC);
--> statement-breakpoint
CREATE TABLE delivery_items (
	id uuid PRIMARY KEY,
	tenant_id uuid NOT NULL,
	channel text NOT NULL,
	account_id uuid REFERENCES accounts (id),
	robot_id uuid REFERENCES robots (id),
	cadence text NOT NULL,
	notice_id uuid REFERENCES notices (id),
	kind text NOT NULL,
	title text NOT NULL,
	link text NOT NULL,
	due_at timestamp(3) with time zone NOT NULL,
	created_at timestamp(3) with time zone NOT NULL,
	delivery_id uuid REFERENCES deliveries (id) ON DELETE CASCADE,
	dedupe_key text NOT NULL,
	CONSTRAINT delivery_items_dedupe UNIQUE (dedupe_key),
	CONSTRAINT delivery_items_channel CHECK (channel IN ('email', 'robot')),
	CONSTRAINT delivery_items_cadence CHECK (cadence IN ('now', 'daily', 'weekly')),
	CONSTRAINT delivery_items_recipient CHECK ((channel = 'email') = (account_id IS NOT NULL) AND (channel = 'robot') = (robot_id IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX delivery_items_due ON delivery_items (due_at) WHERE delivery_id IS NULL;
--> statement-breakpoint
CREATE INDEX delivery_items_delivery ON delivery_items (delivery_id);
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['notice_settings', 'robots', 'deliveries', 'delivery_items'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
	-- The courier works as the relay: it makes deliveries and their items, settles them, and clears them away.
	FOREACH table_name IN ARRAY ARRAY['deliveries', 'delivery_items'] LOOP
		EXECUTE format('GRANT DELETE ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY relay ON %I TO jiedui_app USING ((SELECT app.system()) = ''relay'') WITH CHECK ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- Settings are one's own: neither the bureau nor a colleague reads an address.
CREATE POLICY own ON notice_settings TO jiedui_app
	USING (account_id = (SELECT app.account_id()))
	WITH CHECK (account_id = (SELECT app.account_id()) AND tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint

-- A robot is its unit's. The courier notes when it spoke.
CREATE POLICY unit ON robots TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		authority_id = ANY ((SELECT app.authority_ids())::uuid[]) OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (
		authority_id = ANY ((SELECT app.authority_ids())::uuid[]) OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY relay_notes ON robots FOR UPDATE TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint

-- Of deliveries people see: what is for themselves or a robot of their unit; the bureau all of its tenant, to mend them.
-- They ask for a code or a test, and decide on what is dead.
CREATE POLICY concerned_read ON deliveries FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND ((SELECT app.for_authority()) OR account_id = (SELECT app.account_id())
		OR robot_id IN (SELECT id FROM robots)));
--> statement-breakpoint
CREATE POLICY asked ON deliveries FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND state = 'waiting' AND (
		(purpose = 'code' AND account_id = (SELECT app.account_id())) OR (purpose = 'test' AND robot_id IN (SELECT id FROM robots))));
--> statement-breakpoint
CREATE POLICY bureau_decides ON deliveries FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()) AND state = 'dead')
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()) AND state IN ('waiting', 'dismissed'));
