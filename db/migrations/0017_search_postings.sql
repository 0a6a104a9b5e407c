-- Search by postings: which published order holds which gram of its text.
--
-- Purpose: behind row-level security PostgreSQL uses an index only for operators that cannot leak. `=`, `<` and `>=` may not
-- leak, `@>` and `LIKE` may: so the grams of a text, which lay in an array, become rows that are asked by equality or, for
-- the beginning of one, by a range. They narrow; the text, under the policies of its order, decides.
-- Only published orders have them. What is not, and what a station holds, is found by the order itself: there are few.
--
-- Request patterns: the ids of one gram, or of a range of grams, before an id, newest first; a bounded count of them;
-- all of one order, rewritten when its text is.

DROP FUNCTION app.text_hits(jsonb, uuid[], uuid, integer);
--> statement-breakpoint
DROP INDEX "order_texts_grams";
--> statement-breakpoint
DROP INDEX "order_texts_stations";
--> statement-breakpoint
DROP INDEX "order_texts_newest";
--> statement-breakpoint
-- What the texts' schedule looks for.
CREATE INDEX "order_texts_form" ON "order_texts" USING btree ("form");
--> statement-breakpoint
-- No foreign key: orders are never deleted, and a check of each of an order's fifty postings would cost more than they do.
CREATE TABLE "order_grams" (
	"tenant_id" uuid NOT NULL,
	"gram" text COLLATE "C" NOT NULL,
	"order_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"approver_authority_id" uuid
);
--> statement-breakpoint
-- With what the policy reads, so that a posting is judged without its row.
CREATE UNIQUE INDEX "order_grams_gram" ON "order_grams" USING btree ("tenant_id","gram","order_id") INCLUDE ("authority_id","approver_authority_id");
--> statement-breakpoint
ALTER TABLE order_grams ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE order_grams FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON order_grams TO jiedui_app;
--> statement-breakpoint
CREATE POLICY install ON order_grams TO jiedui_app
	USING ((SELECT app.system()) = 'install') WITH CHECK ((SELECT app.system()) = 'install');
--> statement-breakpoint
CREATE POLICY relay_reads ON order_grams FOR SELECT TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY relay_makes ON order_grams FOR INSERT TO jiedui_app WITH CHECK ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY relay_unmakes ON order_grams FOR DELETE TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint
-- As `read` of orders says of published ones, in columns of its own: a look at the order for each posting would cost more
-- than the search.
CREATE POLICY read ON order_grams FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND ((SELECT app.for_organization())
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[]) OR approver_authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
-- Who writes an order writes its postings. A posting opens nothing: it leads to an order, whose own policies decide.
CREATE POLICY tenant_inserts ON order_grams FOR INSERT TO jiedui_app WITH CHECK (tenant_id = (SELECT app.tenant_id()));
--> statement-breakpoint
-- To delete those of words that are gone, a station reads them.
CREATE POLICY own_reads ON order_grams FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND 0 < cardinality((SELECT app.station_ids())::uuid[])
		AND EXISTS (SELECT FROM public.orders whole WHERE whole.id = order_grams.order_id AND whole.station_id = ANY ((SELECT app.station_ids())::uuid[])));
--> statement-breakpoint
CREATE POLICY own_deletes ON order_grams FOR DELETE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders whole
		WHERE whole.id = order_grams.order_id AND whole.station_id = ANY ((SELECT app.station_ids())::uuid[])));
--> statement-breakpoint

-- A text bears what decides who reads it once its order is published, so that it is judged without a look at the order.

ALTER TABLE order_texts ADD COLUMN "is_posted" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE order_texts ADD COLUMN "authority_id" uuid;
--> statement-breakpoint
ALTER TABLE order_texts ADD COLUMN "approver_authority_id" uuid;
--> statement-breakpoint
-- By its name it is asked before `as_the_whole`, which looks at the order.
CREATE POLICY as_posted ON order_texts FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND is_posted AND ((SELECT app.for_organization())
		OR authority_id = ANY ((SELECT app.authority_ids())::uuid[]) OR approver_authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint
-- Who approves an order publishes its text.
CREATE POLICY approver_updates ON order_texts FOR UPDATE TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND EXISTS (SELECT FROM public.orders whole
		WHERE whole.id = order_texts.order_id AND whole.approver_authority_id = ANY ((SELECT app.authority_ids())::uuid[])));
--> statement-breakpoint

-- Postings follow the text and the publication by themselves, whichever command writes; each writes only what differs.
-- What was published once stays so: no step leads back to a draft.

CREATE FUNCTION app.is_published(p_order public.orders) RETURNS boolean LANGUAGE sql IMMUTABLE
	RETURN p_order.posted_at IS NOT NULL AND p_order.state NOT IN ('draft', 'submitted', 'returned', 'rejected');
--> statement-breakpoint
CREATE FUNCTION app.know_order() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	SELECT coalesce(app.is_published(o), false), o.authority_id, o.approver_authority_id
		INTO NEW.is_posted, NEW.authority_id, NEW.approver_authority_id FROM public.orders o WHERE o.id = NEW.order_id;
	NEW.is_posted := coalesce(NEW.is_posted, false);
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER order_texts_know BEFORE INSERT OR UPDATE OF is_posted ON order_texts FOR EACH ROW EXECUTE FUNCTION app.know_order();
--> statement-breakpoint
CREATE FUNCTION app.post_text() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND OLD.is_posted THEN
		DELETE FROM public.order_grams g USING unnest(OLD.grams) AS gone (gram)
			WHERE g.tenant_id = NEW.tenant_id AND g.gram = gone.gram AND g.order_id = NEW.order_id AND gone.gram <> ALL (NEW.grams);
	END IF;
	INSERT INTO public.order_grams (tenant_id, gram, order_id, authority_id, approver_authority_id)
		SELECT NEW.tenant_id, held.gram, NEW.order_id, NEW.authority_id, NEW.approver_authority_id FROM unnest(NEW.grams) AS held (gram)
		ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER order_texts_posted AFTER INSERT OR UPDATE OF grams, is_posted ON order_texts
	FOR EACH ROW WHEN (NEW.is_posted) EXECUTE FUNCTION app.post_text();
--> statement-breakpoint
CREATE FUNCTION app.post_order() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
	UPDATE public.order_texts SET is_posted = true WHERE order_id = NEW.id;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER orders_posted AFTER UPDATE OF state, posted_at ON orders
	FOR EACH ROW WHEN (app.is_published(NEW) AND NOT app.is_published(OLD)) EXECUTE FUNCTION app.post_order();
--> statement-breakpoint

-- 我的筛选: a name for one filter of a person, and which orders a person was told of, whichever of the filters found them.

CREATE UNIQUE INDEX "saved_searches_name" ON "saved_searches" USING btree ("account_id","name") WHERE deleted_at is null;
--> statement-breakpoint
CREATE TABLE "search_alerts" (
	"account_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "search_alerts_account_id_order_id_pk" PRIMARY KEY("account_id","order_id")
);
--> statement-breakpoint
ALTER TABLE search_alerts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE search_alerts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON search_alerts TO jiedui_app;
--> statement-breakpoint
CREATE POLICY install ON search_alerts TO jiedui_app
	USING ((SELECT app.system()) = 'install') WITH CHECK ((SELECT app.system()) = 'install');
--> statement-breakpoint
CREATE POLICY relay_reads ON search_alerts FOR SELECT TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY relay_writes ON search_alerts TO jiedui_app
	USING ((SELECT app.system()) = 'relay') WITH CHECK ((SELECT app.system()) = 'relay');
--> statement-breakpoint

-- The relay looks for somebody as that person, so that the same policies decide what an alert may tell. For the rest of the
-- transaction, until the relay enters again. Returns NULL, and changes nothing, for an account that may not sign in.
CREATE FUNCTION app.enter_account(p_account uuid, p_at timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	found_account record;
	granted record;
	today date := (p_at AT TIME ZONE 'Asia/Shanghai')::date;
	done text;
BEGIN
	IF app.system() IS DISTINCT FROM 'relay' THEN
		RAISE EXCEPTION 'only the relay looks for somebody else' USING ERRCODE = '42501';
	END IF;
	SELECT a.id, a.tenant_id INTO found_account FROM public.accounts a WHERE a.id = p_account AND a.state = 'active';
	IF NOT FOUND THEN
		RETURN NULL;
	END IF;
	SELECT
		coalesce(array_agg(g.station_id) FILTER (WHERE g.station_id IS NOT NULL), '{}') AS station_ids,
		coalesce(array_agg(g.organization_id) FILTER (WHERE g.organization_id IS NOT NULL), '{}') AS organization_ids,
		coalesce(array_agg(g.authority_id) FILTER (WHERE g.authority_id IS NOT NULL), '{}') AS authority_ids
		INTO granted
		FROM public.role_grants g
		WHERE g.account_id = found_account.id AND g.valid_from <= today AND (g.valid_to IS NULL OR today <= g.valid_to);
	IF granted.authority_ids <> '{}' THEN
		WITH RECURSIVE below AS (
			SELECT unnest(granted.authority_ids) AS id
			UNION
			SELECT child.id FROM public.authorities child JOIN below ON child.parent_id = below.id
		)
		SELECT array_agg(below.id) INTO granted.authority_ids FROM below;
	END IF;
	done := set_config('app.system', '', true);
	done := set_config('app.tenant_id', found_account.tenant_id::text, true);
	done := set_config('app.account_id', found_account.id::text, true);
	done := set_config('app.station_ids', granted.station_ids::text, true);
	done := set_config('app.organization_ids', granted.organization_ids::text, true);
	done := set_config('app.authority_ids', granted.authority_ids::text, true);
	RETURN jsonb_build_object('stationIds', granted.station_ids, 'forOrganization', granted.organization_ids <> '{}',
		'forAuthority', granted.authority_ids <> '{}');
END
$$;
