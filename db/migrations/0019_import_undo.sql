-- Needs that a sheet brings before they are orders, and taking an import back.
--
-- Purpose: a wrong file is undone as a whole while nobody has gone on with what it brought. Drafts of orders are cancelled,
-- needs dropped, offers delisted; stations, organizations and pairings, which nothing leans on yet, leave their register, so
-- that the corrected file can bring them again. What an import did not bring cannot be reached in this way.
--
-- Request patterns: the marks of an import, and the mark of a thing; the things of an import by id.

ALTER TABLE "imports" DROP CONSTRAINT "imports_kind";
--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_kind" CHECK ("kind" in ('needs', 'need_items', 'offers', 'stations', 'organizations', 'pairings'));
--> statement-breakpoint
ALTER TABLE "imports" DROP CONSTRAINT "imports_state";
--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_state" CHECK ("state" in ('reading', 'ready', 'committing', 'done', 'refused', 'discarded', 'taken_back'));
--> statement-breakpoint
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_state";
--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_state" CHECK ("state" in ('valid', 'asked', 'invalid', 'imported', 'unchanged', 'refused', 'taken_back'));
--> statement-breakpoint
CREATE INDEX "import_marks_entity" ON "import_marks" ("entity_id");
--> statement-breakpoint
-- The line may be brought again. A mark is the tenant's: its policy stands in 0014_imports.sql.
GRANT DELETE ON import_marks TO jiedui_app;
--> statement-breakpoint
GRANT DELETE ON programme_stations, stations, organizations, pairings TO jiedui_app;
--> statement-breakpoint

-- A purpose more:
--   take_back  within the viewer's tenant: undoes what an import brought
CREATE OR REPLACE FUNCTION app.enter_system(p_purpose text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF p_purpose NOT IN ('install', 'sign_in', 'relay', 'matching', 'settle', 'take_back', '') THEN
		RAISE EXCEPTION 'unknown purpose: %', p_purpose;
	END IF;
	PERFORM set_config('app.system', p_purpose, true);
END
$$;
--> statement-breakpoint
CREATE FUNCTION app.is_imported(p_thing uuid) RETURNS boolean LANGUAGE sql STABLE
	RETURN EXISTS (SELECT FROM public.import_marks m WHERE m.entity_id = p_thing);
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	-- An officer's drafts in somebody's name are theirs alone to see; here only whether they were gone on with.
	FOREACH table_name IN ARRAY ARRAY['orders', 'needs', 'need_merges', 'need_orders', 'offers', 'order_menus', 'pairings'] LOOP
		EXECUTE format('CREATE POLICY take_back_reads ON %I FOR SELECT TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = ''take_back'')', table_name);
	END LOOP;
	FOREACH table_name IN ARRAY ARRAY['stations', 'organizations', 'pairings'] LOOP
		EXECUTE format('CREATE POLICY take_back ON %I FOR DELETE TO jiedui_app USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = ''take_back'' AND app.is_imported(id))', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint
CREATE POLICY take_back ON programme_stations FOR DELETE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'take_back' AND app.is_imported(station_id));
--> statement-breakpoint
CREATE POLICY take_back ON orders FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'take_back' AND state = 'draft' AND app.is_imported(id))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'take_back' AND state = 'cancelled');
--> statement-breakpoint
CREATE POLICY take_back ON needs FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'take_back' AND state IN ('draft', 'recorded') AND app.is_imported(id))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'take_back' AND state = 'dropped');
--> statement-breakpoint
CREATE POLICY take_back ON offers FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'take_back' AND app.is_imported(id))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'take_back' AND state = 'delisted');
--> statement-breakpoint

-- Takes things out of a register, one by one; answers with those that something leans on, and the table of what does.
CREATE FUNCTION app.take_out(p_table text, p_ids uuid[]) RETURNS TABLE (thing uuid, leaning text) LANGUAGE plpgsql AS $$
BEGIN
	IF p_table NOT IN ('stations', 'organizations', 'pairings') THEN
		RAISE EXCEPTION 'not a register: %', p_table;
	END IF;
	FOREACH thing IN ARRAY p_ids LOOP
		BEGIN
			IF p_table = 'stations' THEN
				DELETE FROM public.programme_stations WHERE station_id = thing;
			END IF;
			EXECUTE format('DELETE FROM public.%I WHERE id = $1', p_table) USING thing;
		EXCEPTION WHEN foreign_key_violation THEN
			GET STACKED DIAGNOSTICS leaning = TABLE_NAME;
			RETURN NEXT;
		END;
	END LOOP;
END
$$;
--> statement-breakpoint

-- A draft of a need that an officer writes down in a station's name: from then on the station's alone to see and record.

CREATE POLICY bureau_drafts ON needs FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND state = 'draft' AND survey_id IS NULL AND authority_id = ANY ((SELECT app.authority_ids())::uuid[]));
--> statement-breakpoint
CREATE POLICY bureau_drafts ON need_whereabouts FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND EXISTS (
		SELECT FROM public.stations s WHERE s.id = need_whereabouts.station_id AND s.authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
