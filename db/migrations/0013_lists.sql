-- Both lists as they stood at any instant (清单动态管理), and the monthly word that an order is still needed.
--
-- Purpose: each state of a published order and of an offer is kept when it is written, by the database itself, so that no
-- command can forget it. A version is the whole row, with its lines and takers where an order is shared, from an instant up
-- to the next. What follows from dates (a lapsed claim, a passed deadline, a listing that rests) is not stored: the same
-- rules derive it at the instant that is asked about. The instants are those of the commands, not of the clock.
--
-- A version is inserted by the trigger and by nothing else, and never changes but for the one closing of its end.
--
-- Request patterns: a list as of an instant (authority, span); what changed between two instants (authority, from); the
-- history of one thing (thing, sequence); the trigger closes the standing version and adds one, in a single statement.

ALTER TABLE orders ADD COLUMN last_confirmed_on date;
--> statement-breakpoint
CREATE TABLE order_versions (
	tenant_id uuid NOT NULL,
	order_id uuid NOT NULL REFERENCES orders (id),
	seq integer NOT NULL,
	version integer NOT NULL,
	station_id uuid NOT NULL,
	authority_id uuid NOT NULL,
	state text NOT NULL,
	valid_from timestamp (3) with time zone NOT NULL,
	valid_to timestamp (3) with time zone,
	changed_by uuid,
	facts jsonb NOT NULL,
	CONSTRAINT order_versions_order_id_seq_pk PRIMARY KEY (order_id, seq),
	CONSTRAINT order_versions_span CHECK (valid_from <= valid_to),
	CONSTRAINT order_versions_seq CHECK (1 <= seq)
);
--> statement-breakpoint
CREATE TABLE offer_versions (
	tenant_id uuid NOT NULL,
	offer_id uuid NOT NULL REFERENCES offers (id),
	seq integer NOT NULL,
	version integer NOT NULL,
	organization_id uuid NOT NULL,
	state text NOT NULL,
	valid_from timestamp (3) with time zone NOT NULL,
	valid_to timestamp (3) with time zone,
	changed_by uuid,
	facts jsonb NOT NULL,
	CONSTRAINT offer_versions_offer_id_seq_pk PRIMARY KEY (offer_id, seq),
	CONSTRAINT offer_versions_span CHECK (valid_from <= valid_to),
	CONSTRAINT offer_versions_seq CHECK (1 <= seq)
);
--> statement-breakpoint
CREATE UNIQUE INDEX order_versions_standing ON order_versions (order_id) WHERE valid_to IS NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX offer_versions_standing ON offer_versions (offer_id) WHERE valid_to IS NULL;
--> statement-breakpoint
CREATE INDEX order_versions_changed ON order_versions (authority_id, valid_from);
--> statement-breakpoint
CREATE INDEX offer_versions_changed ON offer_versions (tenant_id, valid_from);
--> statement-breakpoint

DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['order_versions', 'offer_versions'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
		-- Whoever may write the thing writes its history, and only through the trigger.
		EXECUTE format('CREATE POLICY kept_reads ON %I FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND pg_trigger_depth() > 0)', table_name);
		EXECUTE format('CREATE POLICY kept_inserts ON %I FOR INSERT TO jiedui_app WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND pg_trigger_depth() > 0)', table_name);
		EXECUTE format('CREATE POLICY kept_closes ON %I FOR UPDATE TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND valid_to IS NULL AND pg_trigger_depth() > 0)
			WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND pg_trigger_depth() > 0)', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- The history of an order is open to whom the published order is; the last line adds whoever else reads it today.
CREATE POLICY read ON order_versions FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR (SELECT app.for_organization())
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])
		OR EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_versions.order_id)));
--> statement-breakpoint
CREATE POLICY own ON offer_versions FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY others_read ON offer_versions FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND ((SELECT app.for_authority()) OR (state = 'listed' AND cardinality((SELECT app.station_ids())::uuid[]) > 0)));
--> statement-breakpoint

-- Closing twice, opening again, or touching what was kept is refused whoever asks.
CREATE FUNCTION app.freeze_list_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		RAISE EXCEPTION 'the history of a list is kept' USING ERRCODE = 'JD013';
	END IF;
	IF OLD.valid_to IS NOT NULL OR NEW.valid_to IS NULL OR (to_jsonb(NEW) - 'valid_to') <> (to_jsonb(OLD) - 'valid_to') THEN
		RAISE EXCEPTION 'a version of a list does not change' USING ERRCODE = 'JD013';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON order_versions FOR EACH ROW EXECUTE FUNCTION app.freeze_list_version();
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON offer_versions FOR EACH ROW EXECUTE FUNCTION app.freeze_list_version();
--> statement-breakpoint

-- One statement: the standing version ends where the next begins. Of two changes with one instant the earlier lasts no time;
-- a change with an instant before its predecessor's (two requests that overtook each other) begins with it.
CREATE FUNCTION app.keep_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	WITH closed AS (
		UPDATE public.order_versions SET valid_to = greatest(NEW.updated_at, valid_from)
			WHERE order_id = NEW.id AND valid_to IS NULL RETURNING seq, valid_to)
	INSERT INTO public.order_versions (tenant_id, order_id, seq, version, station_id, authority_id, state, valid_from, changed_by, facts)
		VALUES (NEW.tenant_id, NEW.id, coalesce((SELECT seq FROM closed), 0) + 1, NEW.version, NEW.station_id, NEW.authority_id, NEW.state,
			coalesce((SELECT valid_to FROM closed), NEW.updated_at), app.account_id(),
			CASE WHEN NEW.line_count = 0 AND NEW.sharing = 'exclusive' THEN to_jsonb(NEW)
				ELSE to_jsonb(NEW) || jsonb_build_object(
					'lines', (SELECT jsonb_agg(to_jsonb(l) - ARRAY['tenant_id', 'order_id'] ORDER BY l.seq) FROM public.order_lines l WHERE l.order_id = NEW.id),
					'takers', (SELECT jsonb_agg(jsonb_build_object('organization_id', c.organization_id, 'state', c.state, 'confirm_until', c.confirm_until) ORDER BY c.id)
						FROM public.claims c WHERE c.order_id = NEW.id AND c.state IN ('pending', 'confirmed')))
				END);
	RETURN NULL;
END
$$;
--> statement-breakpoint
-- What was never published was never on the list.
CREATE TRIGGER kept_when_made AFTER INSERT ON orders FOR EACH ROW
	WHEN (NEW.posted_at IS NOT NULL AND NEW.state NOT IN ('draft', 'submitted', 'returned', 'rejected')) EXECUTE FUNCTION app.keep_order();
--> statement-breakpoint
CREATE TRIGGER kept_when_changed AFTER UPDATE ON orders FOR EACH ROW
	WHEN (OLD IS DISTINCT FROM NEW AND NEW.posted_at IS NOT NULL AND NEW.state NOT IN ('draft', 'submitted', 'returned', 'rejected'))
	EXECUTE FUNCTION app.keep_order();
--> statement-breakpoint
CREATE FUNCTION app.keep_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	WITH closed AS (
		UPDATE public.offer_versions SET valid_to = greatest(NEW.updated_at, valid_from)
			WHERE offer_id = NEW.id AND valid_to IS NULL RETURNING seq, valid_to)
	INSERT INTO public.offer_versions (tenant_id, offer_id, seq, version, organization_id, state, valid_from, changed_by, facts)
		VALUES (NEW.tenant_id, NEW.id, coalesce((SELECT seq FROM closed), 0) + 1, NEW.version, NEW.organization_id, NEW.state,
			coalesce((SELECT valid_to FROM closed), NEW.updated_at), app.account_id(), to_jsonb(NEW));
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER kept_when_made AFTER INSERT ON offers FOR EACH ROW
	WHEN (NEW.state <> 'draft') EXECUTE FUNCTION app.keep_offer();
--> statement-breakpoint
CREATE TRIGGER kept_when_changed AFTER UPDATE ON offers FOR EACH ROW
	WHEN (OLD IS DISTINCT FROM NEW AND NEW.state <> 'draft') EXECUTE FUNCTION app.keep_offer();
--> statement-breakpoint

-- What stood before this table begins with its last change. The owner passes no policy, so the application's role does it.
SET ROLE jiedui_app;
--> statement-breakpoint
SELECT app.enter_system('install');
--> statement-breakpoint
INSERT INTO order_versions (tenant_id, order_id, seq, version, station_id, authority_id, state, valid_from, facts)
	SELECT o.tenant_id, o.id, 1, o.version, o.station_id, o.authority_id, o.state, o.updated_at, to_jsonb(o)
	FROM orders o WHERE o.posted_at IS NOT NULL AND o.state NOT IN ('draft', 'submitted', 'returned', 'rejected');
--> statement-breakpoint
INSERT INTO offer_versions (tenant_id, offer_id, seq, version, organization_id, state, valid_from, facts)
	SELECT f.tenant_id, f.id, 1, f.version, f.organization_id, f.state, f.updated_at, to_jsonb(f)
	FROM offers f WHERE f.state <> 'draft';
--> statement-breakpoint
RESET ROLE;
