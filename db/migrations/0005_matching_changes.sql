-- Which facts of matching changed, in which transaction: what an index in memory asks before it answers.
--
-- Purpose: a process that ranks from memory must not answer from before a change that was acknowledged, whoever made it.
-- Each change notes the thing it touched in its own transaction. A reader that remembers its last snapshot asks for the
-- notes of transactions which that snapshot did not see; the order in which numbers were given and commits came does not
-- matter.
--
-- Request patterns: triggers insert, once for a thing and a transaction; each question selects by tenant and xid from the
-- xmin of its snapshot on; a prune deletes by noted_at and raises the floor, so that whoever slept longer loads anew.

CREATE TABLE "matching_change_floors" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matching_changes" (
	"tenant_id" uuid NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"kind" text NOT NULL,
	"thing_id" uuid NOT NULL,
	"noted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "matching_changes_tenant_id_xid_kind_thing_id_pk" PRIMARY KEY("tenant_id","xid","kind","thing_id"),
	CONSTRAINT "matching_changes_kind" CHECK ("matching_changes"."kind" in ('provider', 'order', 'session', 'regions'))
);
--> statement-breakpoint
CREATE INDEX "matching_changes_noted" ON "matching_changes" USING btree ("noted_at");
--> statement-breakpoint
ALTER TABLE matching_changes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE matching_changes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE matching_change_floors ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE matching_change_floors FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON matching_changes TO jiedui_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON matching_change_floors TO jiedui_app;
--> statement-breakpoint
CREATE POLICY install ON matching_changes TO jiedui_app
	USING ((SELECT app.system()) = 'install') WITH CHECK ((SELECT app.system()) = 'install');
--> statement-breakpoint
CREATE POLICY relay_reads ON matching_changes FOR SELECT TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY relay_prunes ON matching_changes FOR DELETE TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint
-- Ids and nothing else, so every person's request may ask what changed in its own tenant.
CREATE POLICY tenant_reads ON matching_changes FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY tenant_inserts ON matching_changes FOR INSERT TO jiedui_app WITH CHECK (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY install ON matching_change_floors TO jiedui_app
	USING ((SELECT app.system()) = 'install') WITH CHECK ((SELECT app.system()) = 'install');
--> statement-breakpoint
CREATE POLICY relay ON matching_change_floors TO jiedui_app
	USING ((SELECT app.system()) = 'relay') WITH CHECK ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY tenant_reads ON matching_change_floors FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint

CREATE FUNCTION app.note_matching_change(p_tenant uuid, p_kind text, p_thing uuid) RETURNS void LANGUAGE sql AS $$
	INSERT INTO public.matching_changes (tenant_id, kind, thing_id)
		SELECT p_tenant, p_kind, p_thing WHERE p_thing IS NOT NULL ON CONFLICT DO NOTHING
$$;
--> statement-breakpoint

-- Facts of one provider: its own row, and every row that belongs to it.

CREATE FUNCTION app.note_provider_itself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM app.note_matching_change(NEW.tenant_id, 'provider', NEW.id);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER matching_notes AFTER INSERT OR UPDATE ON organizations FOR EACH ROW EXECUTE FUNCTION app.note_provider_itself();
--> statement-breakpoint
CREATE FUNCTION app.note_provider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'DELETE' THEN
		PERFORM app.note_matching_change(NEW.tenant_id, 'provider', NEW.organization_id);
	END IF;
	IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.organization_id <> NEW.organization_id) THEN
		PERFORM app.note_matching_change(OLD.tenant_id, 'provider', OLD.organization_id);
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['offers', 'claims', 'pairings', 'organization_leaves', 'organization_qualifications', 'blocked_pairs', 'conflicts_of_interest'] LOOP
		EXECUTE format('CREATE TRIGGER matching_notes AFTER INSERT OR UPDATE OR DELETE ON public.%I FOR EACH ROW EXECUTE FUNCTION app.note_provider()', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- An order, and the provider whose record it is part of. Drafts are nobody's concern until they are posted.

CREATE FUNCTION app.note_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state = 'draft' AND (TG_OP = 'INSERT' OR OLD.state = 'draft') THEN
		RETURN NULL;
	END IF;
	PERFORM app.note_matching_change(NEW.tenant_id, 'order', NEW.id);
	PERFORM app.note_matching_change(NEW.tenant_id, 'provider', NEW.claimed_organization_id);
	IF TG_OP = 'UPDATE' AND OLD.claimed_organization_id IS DISTINCT FROM NEW.claimed_organization_id THEN
		PERFORM app.note_matching_change(OLD.tenant_id, 'provider', OLD.claimed_organization_id);
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER matching_notes AFTER INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION app.note_order();
--> statement-breakpoint

-- The satisfaction of a confirmed session concerns each provider of it, whom the reader looks up.

CREATE FUNCTION app.note_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND OLD.state = 'confirmed' THEN
		PERFORM app.note_matching_change(OLD.tenant_id, 'provider', id) FROM unnest(OLD.organization_ids) AS id;
	END IF;
	IF NEW.state = 'confirmed' THEN
		PERFORM app.note_matching_change(NEW.tenant_id, 'provider', id) FROM unnest(NEW.organization_ids) AS id;
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER matching_notes AFTER INSERT OR UPDATE OF state, organization_ids ON service_sessions FOR EACH ROW EXECUTE FUNCTION app.note_session();
--> statement-breakpoint
CREATE FUNCTION app.note_satisfaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		PERFORM app.note_matching_change(OLD.tenant_id, 'session', OLD.session_id) WHERE OLD.satisfaction IS NOT NULL;
	ELSIF NEW.satisfaction IS NOT NULL OR (TG_OP = 'UPDATE' AND OLD.satisfaction IS NOT NULL) THEN
		PERFORM app.note_matching_change(NEW.tenant_id, 'session', NEW.session_id);
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER matching_notes AFTER INSERT OR UPDATE OR DELETE ON session_stations FOR EACH ROW EXECUTE FUNCTION app.note_satisfaction();
--> statement-breakpoint

-- A place that moved may be anybody's: every tenant begins anew. Places change with an import, which is rare.

CREATE FUNCTION app.note_regions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO public.matching_changes (tenant_id, kind, thing_id) SELECT id, 'regions', id FROM public.tenants ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER matching_notes AFTER INSERT OR UPDATE ON regions FOR EACH STATEMENT EXECUTE FUNCTION app.note_regions();
