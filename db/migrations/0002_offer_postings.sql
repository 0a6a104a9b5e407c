-- The posting table of matching: which listed offers serve a type, which cover an area.
--
-- Purpose: behind row-level security an index on the arrays of an offer is never used, because `&&` is not leakproof.
-- One row for each type and area, kept by a trigger, is asked by equality, which is.
--
-- Request patterns: matching asks (tenant, type) and (tenant, areas) for organizations; the trigger rewrites the rows of
-- one offer when its state, types or areas change.

CREATE TABLE "offer_postings" (
	"tenant_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"service_type" text NOT NULL,
	"area_code" text NOT NULL,
	CONSTRAINT "offer_postings_offer_id_service_type_area_code_pk" PRIMARY KEY("offer_id","service_type","area_code")
);
--> statement-breakpoint
DROP INDEX "offers_listed_types";
--> statement-breakpoint
DROP INDEX "offers_listed_areas";
--> statement-breakpoint
ALTER TABLE "offer_postings" ADD CONSTRAINT "offer_postings_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id");
--> statement-breakpoint
CREATE INDEX "offer_postings_type" ON "offer_postings" USING btree ("tenant_id","service_type","organization_id");
--> statement-breakpoint
CREATE INDEX "offer_postings_area" ON "offer_postings" USING btree ("tenant_id","area_code","organization_id");
--> statement-breakpoint
ALTER TABLE offer_postings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE offer_postings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON offer_postings TO jiedui_app;
--> statement-breakpoint
CREATE POLICY install ON offer_postings TO jiedui_app
	USING ((SELECT app.system()) = 'install') WITH CHECK ((SELECT app.system()) = 'install');
--> statement-breakpoint
CREATE POLICY relay_reads ON offer_postings FOR SELECT TO jiedui_app USING ((SELECT app.system()) = 'relay');
--> statement-breakpoint
CREATE POLICY matching_reads ON offer_postings FOR SELECT TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND (SELECT app.system()) = 'matching');
--> statement-breakpoint
CREATE POLICY own ON offer_postings TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND organization_id = ANY ((SELECT app.organization_ids())::uuid[]));
--> statement-breakpoint
CREATE FUNCTION app.post_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM public.offer_postings WHERE offer_id = NEW.id;
	IF NEW.state = 'listed' THEN
		INSERT INTO public.offer_postings (tenant_id, offer_id, organization_id, service_type, area_code)
			SELECT NEW.tenant_id, NEW.id, NEW.organization_id, types.code, areas.code
			FROM unnest(NEW.service_types) AS types (code) CROSS JOIN unnest(NEW.area_codes) AS areas (code)
			ON CONFLICT DO NOTHING;
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER offers_post AFTER INSERT OR UPDATE OF state, service_types, area_codes ON offers
	FOR EACH ROW EXECUTE FUNCTION app.post_offer();
--> statement-breakpoint
-- Offers that were listed before this table. The owner passes no policy, so the application's role does it.
SET ROLE jiedui_app;
--> statement-breakpoint
SELECT app.enter_system('install');
--> statement-breakpoint
INSERT INTO offer_postings (tenant_id, offer_id, organization_id, service_type, area_code)
	SELECT f.tenant_id, f.id, f.organization_id, types.code, areas.code
	FROM offers f CROSS JOIN unnest(f.service_types) AS types (code) CROSS JOIN unnest(f.area_codes) AS areas (code)
	WHERE f.state = 'listed' ON CONFLICT DO NOTHING;
--> statement-breakpoint
RESET ROLE;
