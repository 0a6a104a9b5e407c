-- The second wall: roles, grants, row-level security and frozen rows.
--
-- Purpose: every table is closed to the application's role unless a policy here opens a row. The api decides first; this
-- decides again, on facts that the api cannot forget to pass: who is signed in.
--
-- Request patterns: each transaction begins with `select app.enter(session, at)` (a signed-in person) or
-- `select app.enter_system(purpose)` (the machine itself). Both set transaction-local settings `app.*`, which the
-- policies read through the functions below, wrapped in `(select …)` so that each is evaluated once a statement.
-- With neither, every table is empty and refuses writes.
--
-- Runs as the owner of the database, who needs CREATEROLE, or finds both roles made and granted by an administrator.
-- Nothing here needs a superuser.

DO $$
DECLARE
	role_name text;
BEGIN
	FOREACH role_name IN ARRAY ARRAY['jiedui_app', 'jiedui_open'] LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
			BEGIN
				EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', role_name);
			EXCEPTION WHEN duplicate_object OR unique_violation THEN
				NULL; -- another database of this cluster was migrated at the same time
			END;
		END IF;
		-- From PostgreSQL 16 the creator of a role may grant it, but may not SET ROLE to it until granted.
		IF NOT pg_has_role(current_user, role_name, CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN
			EXECUTE format('GRANT %I TO %I', role_name, current_user);
		END IF;
	END LOOP;
END
$$;
--> statement-breakpoint
CREATE SCHEMA app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA app TO jiedui_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO jiedui_app, jiedui_open;
--> statement-breakpoint

-- Who is asking. An absent setting is NULL or an empty array: no row.

CREATE FUNCTION app.tenant_id() RETURNS uuid LANGUAGE sql STABLE
	RETURN nullif(current_setting('app.tenant_id', true), '')::uuid;
--> statement-breakpoint
CREATE FUNCTION app.account_id() RETURNS uuid LANGUAGE sql STABLE
	RETURN nullif(current_setting('app.account_id', true), '')::uuid;
--> statement-breakpoint
CREATE FUNCTION app.station_ids() RETURNS uuid[] LANGUAGE sql STABLE
	RETURN coalesce(nullif(current_setting('app.station_ids', true), '')::uuid[], '{}');
--> statement-breakpoint
CREATE FUNCTION app.organization_ids() RETURNS uuid[] LANGUAGE sql STABLE
	RETURN coalesce(nullif(current_setting('app.organization_ids', true), '')::uuid[], '{}');
--> statement-breakpoint
CREATE FUNCTION app.authority_ids() RETURNS uuid[] LANGUAGE sql STABLE
	RETURN coalesce(nullif(current_setting('app.authority_ids', true), '')::uuid[], '{}');
--> statement-breakpoint
CREATE FUNCTION app.for_organization() RETURNS boolean LANGUAGE sql STABLE
	RETURN cardinality(app.organization_ids()) > 0;
--> statement-breakpoint
CREATE FUNCTION app.for_authority() RETURNS boolean LANGUAGE sql STABLE
	RETURN cardinality(app.authority_ids()) > 0;
--> statement-breakpoint
-- Why the machine itself is asking; NULL while a person is. The purposes, and what each opens:
--   install   everything: the first accounts, stations and demo data
--   sign_in   accounts, roles and sessions, before anybody is known
--   relay     reads everything; writes the outbox, notices and open boards
--   matching  within the viewer's tenant: reads the facts that ranking needs of other parties
--   settle    within the viewer's tenant: closes a pending claim as lapsed, and a served order as completed
CREATE FUNCTION app.system() RETURNS text LANGUAGE sql STABLE
	RETURN nullif(current_setting('app.system', true), '');
--> statement-breakpoint
CREATE FUNCTION app.enter_system(p_purpose text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF p_purpose NOT IN ('install', 'sign_in', 'relay', 'matching', 'settle', '') THEN
		RAISE EXCEPTION 'unknown purpose: %', p_purpose;
	END IF;
	PERFORM set_config('app.system', p_purpose, true);
END
$$;
--> statement-breakpoint
-- Takes the signed-in session for the rest of the transaction. Returns NULL, and opens nothing, when the session is
-- unknown, ended or expired at p_at, or its account is disabled. Roles count on their days in Asia/Shanghai; the
-- authorities of a person include those below them.
CREATE FUNCTION app.enter(p_session uuid, p_at timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	found_account record;
	granted record;
	today date := (p_at AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
	PERFORM set_config('app.system', 'sign_in', true);
	SELECT a.id, a.tenant_id, a.login, a.name, s.expires_at
		INTO found_account
		FROM public.sign_in_sessions s JOIN public.accounts a ON a.id = s.account_id
		WHERE s.id = p_session AND s.ended_at IS NULL AND p_at < s.expires_at AND a.state = 'active';
	IF NOT FOUND THEN
		PERFORM set_config('app.system', '', true);
		RETURN NULL;
	END IF;
	SELECT
		coalesce(array_agg(g.station_id) FILTER (WHERE g.station_id IS NOT NULL), '{}') AS station_ids,
		coalesce(array_agg(g.organization_id) FILTER (WHERE g.organization_id IS NOT NULL), '{}') AS organization_ids,
		coalesce(array_agg(g.authority_id) FILTER (WHERE g.authority_id IS NOT NULL), '{}') AS authority_ids,
		coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'stationId', g.station_id, 'organizationId', g.organization_id,
			'authorityId', g.authority_id) ORDER BY g.id), '[]') AS roles
		INTO granted
		FROM public.role_grants g
		WHERE g.account_id = found_account.id AND g.valid_from <= today AND (g.valid_to IS NULL OR today <= g.valid_to);
	IF cardinality(granted.authority_ids) > 0 THEN
		WITH RECURSIVE below AS (
			SELECT unnest(granted.authority_ids) AS id
			UNION
			SELECT child.id FROM public.authorities child JOIN below ON child.parent_id = below.id
		)
		SELECT array_agg(below.id) INTO granted.authority_ids FROM below;
	END IF;
	PERFORM
		set_config('app.system', '', true),
		set_config('app.tenant_id', found_account.tenant_id::text, true),
		set_config('app.account_id', found_account.id::text, true),
		set_config('app.station_ids', granted.station_ids::text, true),
		set_config('app.organization_ids', granted.organization_ids::text, true),
		set_config('app.authority_ids', granted.authority_ids::text, true);
	RETURN jsonb_build_object('accountId', found_account.id, 'tenantId', found_account.tenant_id, 'login', found_account.login,
		'name', found_account.name, 'sessionId', p_session, 'expiresAt', found_account.expires_at, 'roles', granted.roles);
END
$$;
--> statement-breakpoint

-- The roles of the first room hold units of later rooms.

ALTER TABLE role_grants ADD CONSTRAINT role_grants_station_fk FOREIGN KEY (station_id) REFERENCES stations (id);
--> statement-breakpoint
ALTER TABLE role_grants ADD CONSTRAINT role_grants_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id);
--> statement-breakpoint
ALTER TABLE role_grants ADD CONSTRAINT role_grants_unit CHECK (num_nonnulls(station_id, organization_id, authority_id) = 1);
--> statement-breakpoint
ALTER TABLE files ADD CONSTRAINT files_session_fk FOREIGN KEY (session_id) REFERENCES service_sessions (id);
--> statement-breakpoint

-- Grants. The application deletes only the parts of a thing that it rewrites as a whole, and what it may forget.

GRANT SELECT, INSERT, UPDATE ON
	regions, tenants, authorities, authority_jurisdictions, programmes, accounts, role_grants, sign_in_sessions, stations,
	programme_stations, organizations, offers, orders, order_counters, claims, pairings, agreements, service_sessions,
	dispatch_rounds, notices, files, open_boards, settings
	TO jiedui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
	agreement_indicators, session_stations, session_providers, session_orders, headcounts, goods, session_photos,
	dispatch_lines, outbox
	TO jiedui_app;
--> statement-breakpoint
GRANT INSERT ON audit_entries TO jiedui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (result) ON idempotency_keys TO jiedui_app;
--> statement-breakpoint
GRANT SELECT ON open_boards TO jiedui_open;
--> statement-breakpoint

-- Every table is closed, for its owner too.

DO $$
DECLARE
	closed record;
BEGIN
	FOR closed IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
		EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', closed.tablename);
		EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', closed.tablename);
	END LOOP;
END
$$;
--> statement-breakpoint

-- install: everything. relay: reads everything.

DO $$
DECLARE
	opened record;
BEGIN
	FOR opened IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
		EXECUTE format('CREATE POLICY install ON public.%I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', opened.tablename);
		EXECUTE format('CREATE POLICY relay_reads ON public.%I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', opened.tablename);
	END LOOP;
END
$$;
--> statement-breakpoint

-- region: reference data for all; the bureau writes its own units.

CREATE POLICY all_read ON regions FOR SELECT TO jiedui_app USING (true);
--> statement-breakpoint
CREATE POLICY all_read ON tenants FOR SELECT TO jiedui_app USING (true);
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['authorities', 'authority_jurisdictions', 'programmes', 'stations', 'programme_stations', 'organizations'] LOOP
		EXECUTE format('CREATE POLICY tenant_reads ON %I FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()))', table_name);
		EXECUTE format('CREATE POLICY sign_in_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''sign_in'')', table_name);
		EXECUTE format('CREATE POLICY bureau_inserts ON %I FOR INSERT TO jiedui_app WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()))', table_name);
		EXECUTE format('CREATE POLICY bureau_updates ON %I FOR UPDATE TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()))', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- account: one's own; sign-in sees and counts for all; the bureau opens accounts and grants roles.

CREATE POLICY own_reads ON accounts FOR SELECT TO jiedui_app
	USING (id = (SELECT app.account_id()) OR (SELECT app.system()) = 'sign_in' OR (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority())));
--> statement-breakpoint
CREATE POLICY own_updates ON accounts FOR UPDATE TO jiedui_app
	USING (id = (SELECT app.account_id()) OR (SELECT app.system()) = 'sign_in');
--> statement-breakpoint
CREATE POLICY bureau_inserts ON accounts FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()));
--> statement-breakpoint
CREATE POLICY own_reads ON role_grants FOR SELECT TO jiedui_app
	USING (account_id = (SELECT app.account_id()) OR (SELECT app.system()) = 'sign_in' OR (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority())));
--> statement-breakpoint
CREATE POLICY bureau_inserts ON role_grants FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()));
--> statement-breakpoint
CREATE POLICY own ON sign_in_sessions TO jiedui_app
	USING (account_id = (SELECT app.account_id()) OR (SELECT app.system()) = 'sign_in')
	WITH CHECK (account_id = (SELECT app.account_id()) OR (SELECT app.system()) = 'sign_in');
--> statement-breakpoint

-- offer: an organization its own; stations and the bureau what is listed; the bureau all.

CREATE POLICY own ON offers TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY others_read ON offers FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND ((SELECT app.for_authority()) OR (state = 'listed' AND cardinality((SELECT app.station_ids())::uuid[]) > 0)));
--> statement-breakpoint

-- order: the station its own, the bureau those of its authorities, organizations whatever has left the draft.

CREATE POLICY read ON orders FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR (state <> 'draft' AND ((SELECT app.for_organization()) OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])))));
--> statement-breakpoint
CREATE POLICY station_inserts ON orders FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY station_updates ON orders FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY bureau_updates ON orders FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND state <> 'draft' AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
-- An organization changes an order only by taking it, giving it back, or serving it.
CREATE POLICY organization_updates ON orders FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_organization())
		AND (state IN ('open', 'claimed') OR (state <> 'draft' AND claimed_organization_id = ANY ((SELECT app.organization_ids())::uuid[]))))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_organization())
		AND (state = 'open' OR (state <> 'draft' AND claimed_organization_id = ANY ((SELECT app.organization_ids())::uuid[]))));
--> statement-breakpoint
CREATE POLICY tenant ON order_counters TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id())) WITH CHECK (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint

-- claim, pairing: the two parties and their authority.

DO $$
DECLARE
	table_name text;
	mine text := '(tenant_id = (SELECT app.tenant_id()) AND (
		station_id = ANY ((SELECT app.station_ids())::uuid[])
		OR organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[])))';
BEGIN
	FOREACH table_name IN ARRAY ARRAY['claims', 'pairings', 'agreements'] LOOP
		EXECUTE format('CREATE POLICY parties ON %I TO jiedui_app USING %s WITH CHECK %s', table_name, mine, mine);
	END LOOP;
END
$$;
--> statement-breakpoint
CREATE POLICY settle_reads ON claims FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state IN ('pending', 'lapsed'));
--> statement-breakpoint
CREATE POLICY settle ON claims FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'pending')
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'lapsed');
--> statement-breakpoint
CREATE POLICY settle_reads ON orders FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state IN ('confirmed', 'completed'));
--> statement-breakpoint
CREATE POLICY settle ON orders FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'confirmed')
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'settle' AND state = 'completed');
--> statement-breakpoint

-- service: whoever takes part, and their authorities.

CREATE POLICY parties ON service_sessions TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (
		organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR organization_ids && (SELECT app.organization_ids())::uuid[]
		OR station_ids && (SELECT app.station_ids())::uuid[]
		OR authority_ids && (SELECT app.authority_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (
		organization_id = ANY ((SELECT app.organization_ids())::uuid[])
		OR organization_ids && (SELECT app.organization_ids())::uuid[]
		OR station_ids && (SELECT app.station_ids())::uuid[]
		OR authority_ids && (SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint

-- A part is open where the whole is: the policy of the parent decides inside the subquery.

DO $$
DECLARE
	part record;
	whole_is_open text;
BEGIN
	FOR part IN
		SELECT * FROM (VALUES
			('agreement_indicators', 'agreements', 'agreement_id'),
			('session_stations', 'service_sessions', 'session_id'),
			('session_providers', 'service_sessions', 'session_id'),
			('session_orders', 'service_sessions', 'session_id'),
			('headcounts', 'service_sessions', 'session_id'),
			('goods', 'service_sessions', 'session_id'),
			('session_photos', 'service_sessions', 'session_id')) AS parts (part, whole, reference)
	LOOP
		whole_is_open := format(
			'(tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.%1$I whole WHERE whole.id = %2$I.%3$I AND whole.tenant_id = %2$I.tenant_id))',
			part.whole, part.part, part.reference);
		EXECUTE format('CREATE POLICY as_the_whole ON %I TO jiedui_app USING %s WITH CHECK %s', part.part, whole_is_open, whole_is_open);
	END LOOP;
END
$$;
--> statement-breakpoint

-- matching: numbers about other parties of the same tenant, to rank and to say why not.

DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['orders', 'offers', 'claims', 'pairings', 'agreements', 'service_sessions', 'session_stations', 'session_providers', 'session_orders'] LOOP
		EXECUTE format('CREATE POLICY matching_reads ON %I FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = ''matching'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- dispatch: the authority's own.

CREATE POLICY own ON dispatch_rounds TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY own ON dispatch_lines TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint

-- report: the public page's own role reads the board and nothing else.

CREATE POLICY public_reads ON open_boards FOR SELECT TO jiedui_open USING (true);
--> statement-breakpoint
CREATE POLICY tenant_reads ON open_boards FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY relay_writes ON open_boards TO jiedui_app
	USING ((SELECT app.system()) = 'relay') WITH CHECK ((SELECT app.system()) = 'relay');
--> statement-breakpoint

-- hall

CREATE POLICY append ON audit_entries FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) OR (SELECT app.system()) IN ('sign_in', 'relay'));
--> statement-breakpoint
CREATE POLICY own ON idempotency_keys TO jiedui_app
	USING (account_id = (SELECT app.account_id()))
	WITH CHECK (account_id = (SELECT app.account_id()) AND tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY tenant_inserts ON outbox FOR INSERT TO jiedui_app WITH CHECK (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY relay ON outbox TO jiedui_app
	USING ((SELECT app.system()) = 'relay') WITH CHECK ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY own_reads ON notices FOR SELECT TO jiedui_app USING (account_id = (SELECT app.account_id()));
--> statement-breakpoint
CREATE POLICY own_updates ON notices FOR UPDATE TO jiedui_app USING (account_id = (SELECT app.account_id()));
--> statement-breakpoint
CREATE POLICY relay_inserts ON notices FOR INSERT TO jiedui_app WITH CHECK ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY own ON files TO jiedui_app
	USING (account_id = (SELECT app.account_id()))
	WITH CHECK (account_id = (SELECT app.account_id()) AND tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY session_reads ON files FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.service_sessions whole WHERE whole.id = files.session_id));
--> statement-breakpoint
CREATE POLICY all_read ON settings FOR SELECT TO jiedui_app USING ((SELECT app.system()) = 'sign_in');
--> statement-breakpoint

-- An issued dispatch round and its lines never change again. The line takes a share lock on its round, so that issuing
-- and editing at the same moment cannot both succeed.

CREATE FUNCTION app.freeze_dispatch_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state = 'issued' THEN
		RAISE EXCEPTION 'dispatch round % is issued', OLD.id USING ERRCODE = 'JD001';
	END IF;
	RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON dispatch_rounds FOR EACH ROW EXECUTE FUNCTION app.freeze_dispatch_round();
--> statement-breakpoint
CREATE FUNCTION app.freeze_dispatch_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	touched uuid[] := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.round_id] WHEN 'DELETE' THEN ARRAY[OLD.round_id] ELSE ARRAY[OLD.round_id, NEW.round_id] END;
	open_rounds uuid[];
BEGIN
	SELECT array_agg(held.id) INTO open_rounds
		FROM (SELECT id FROM public.dispatch_rounds WHERE id = ANY (touched) AND state = 'open' ORDER BY id FOR SHARE) held;
	IF open_rounds IS NULL OR NOT touched <@ open_rounds THEN
		RAISE EXCEPTION 'dispatch round of line % is issued', CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END USING ERRCODE = 'JD001';
	END IF;
	RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
--> statement-breakpoint
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON dispatch_lines FOR EACH ROW EXECUTE FUNCTION app.freeze_dispatch_line();
