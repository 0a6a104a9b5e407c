-- Notices in full: what is told by the clock, by e-mail and by robots, and the clearing of what has served its purpose.
--
-- Request patterns: the schedule deletes old keys, told outbox rows and dead sessions by age, some hundreds at a time.

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
