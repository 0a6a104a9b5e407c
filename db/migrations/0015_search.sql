-- Search: the searchable text of each order, and the filters that people keep.
--
-- Purpose: a word in Chinese has no borders, so an order is found by its characters, pairs of neighbours, and syllables:
-- grams, and the text itself, which decides. `app.text_hits` asks as whoever calls it: a text is open where its order is.
-- `@>` and `LIKE` are not leakproof, so behind row-level security the index on grams serves nobody but an owner without it.
--
-- Request patterns: the texts that hold all words of a query, newest first, after an id, a page or all of them; one
-- text rewritten when its order is; texts that an older rule made; one person's filters; filters with an alert.

CREATE TABLE "order_texts" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"station_ids" uuid[] NOT NULL,
	"text" text NOT NULL,
	"grams" text[] NOT NULL,
	"form" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "order_texts" ADD CONSTRAINT "order_texts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id");
--> statement-breakpoint
-- Without a list of pending entries: a reader would have to go through all of them.
CREATE INDEX "order_texts_grams" ON "order_texts" USING gin ("grams") WITH (fastupdate = off);
--> statement-breakpoint
CREATE INDEX "order_texts_stations" ON "order_texts" USING gin ("station_ids") WITH (fastupdate = off);
--> statement-breakpoint
CREATE INDEX "order_texts_newest" ON "order_texts" USING btree ("tenant_id","order_id" DESC);
--> statement-breakpoint
CREATE TABLE "saved_searches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"filter" jsonb NOT NULL,
	"alert" text NOT NULL,
	"alert_from" timestamp (3) with time zone,
	"told_until" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "saved_searches_alert" CHECK ("saved_searches"."alert" in ('none', 'now', 'daily')),
	CONSTRAINT "saved_searches_alert_from" CHECK (("saved_searches"."alert" = 'none') = ("saved_searches"."alert_from" is null))
);
--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id");
--> statement-breakpoint
CREATE INDEX "saved_searches_account" ON "saved_searches" USING btree ("account_id","id");
--> statement-breakpoint
CREATE INDEX "saved_searches_alerts" ON "saved_searches" USING btree ("id") WHERE alert <> 'none' and deleted_at is null;
--> statement-breakpoint
DO $$
DECLARE
	table_name text;
BEGIN
	FOREACH table_name IN ARRAY ARRAY['order_texts', 'saved_searches'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO jiedui_app', table_name);
		EXECUTE format('CREATE POLICY install ON %I TO jiedui_app USING ((SELECT app.system()) = ''install'') WITH CHECK ((SELECT app.system()) = ''install'')', table_name);
		EXECUTE format('CREATE POLICY relay_reads ON %I FOR SELECT TO jiedui_app USING ((SELECT app.system()) = ''relay'')', table_name);
	END LOOP;
END
$$;
--> statement-breakpoint

-- A text is read where its order is: the policies of orders decide inside the subquery.
CREATE POLICY as_the_whole ON order_texts FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_texts.order_id));
--> statement-breakpoint
-- It is written by its station, and its members'; by the bureau when it drafts for a station.
CREATE POLICY own ON order_texts TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND station_ids && (SELECT app.station_ids())::uuid[])
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND station_ids && (SELECT app.station_ids())::uuid[]);
--> statement-breakpoint
CREATE POLICY bureau_inserts ON order_texts FOR INSERT TO jiedui_app
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.for_authority()));
--> statement-breakpoint
-- Texts of orders that are older than this table, or than the rule that made them.
CREATE POLICY relay_makes ON order_texts TO jiedui_app
	USING ((SELECT app.system()) = 'relay') WITH CHECK ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY own ON saved_searches TO jiedui_app
	USING (account_id = (SELECT app.account_id()))
	WITH CHECK (account_id = (SELECT app.account_id()) AND tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
CREATE POLICY relay_tells ON saved_searches FOR UPDATE TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint

-- Who takes part in a joint order finds it too.
CREATE FUNCTION app.follow_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE public.order_texts SET station_ids = array_prepend(NEW.station_id, NEW.member_station_ids) WHERE order_id = NEW.id;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER orders_members_followed AFTER UPDATE OF member_station_ids ON orders
	FOR EACH ROW WHEN (OLD.member_station_ids IS DISTINCT FROM NEW.member_station_ids) EXECUTE FUNCTION app.follow_members();
--> statement-breakpoint

-- Ids of the texts of the viewer's tenant that hold every word, newest first. p_terms: for each word its probes, of which
-- one must be found: [[{"grams": […], "pattern": "%…%"}, …], …]. p_stations narrows to texts of these stations.
-- Planned anew each time, because whether the index or the newest texts come first depends on the words.
CREATE FUNCTION app.text_hits(p_terms jsonb, p_stations uuid[], p_after uuid, p_limit integer) RETURNS SETOF uuid
	LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
	held text;
BEGIN
	SELECT string_agg('(' || probes.held || ')', ' AND ') INTO held
		FROM jsonb_array_elements(p_terms) AS terms (term)
		CROSS JOIN LATERAL (
			SELECT string_agg(format('t.grams @> %L::text[] AND t.text LIKE %L',
				ARRAY(SELECT jsonb_array_elements_text(probe -> 'grams')), probe ->> 'pattern'), ' OR ') AS held
			FROM jsonb_array_elements(terms.term) AS all_probes (probe)) AS probes;
	RETURN QUERY EXECUTE format(
		'SELECT t.order_id FROM public.order_texts t WHERE t.tenant_id = %L::uuid AND (%s)%s%s ORDER BY t.order_id DESC LIMIT %s',
		app.tenant_id(), coalesce(held, 'true'),
		CASE WHEN p_stations IS NULL THEN '' ELSE format(' AND t.station_ids && %L::uuid[]', p_stations) END,
		CASE WHEN p_after IS NULL THEN '' ELSE format(' AND t.order_id < %L::uuid', p_after) END,
		coalesce(p_limit::text, 'ALL'));
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.text_hits(jsonb, uuid[], uuid, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.text_hits(jsonb, uuid[], uuid, integer) TO jiedui_app;
