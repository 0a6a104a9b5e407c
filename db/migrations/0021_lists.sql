-- Both lists as of a day, and the history of one thing, for a prefecture whose orders are many.
--
-- Purpose: a past list is counted from an index alone, by the states that stand on it, and read page by page from the primary
-- key; a unit reads the history of its own list newest first.
--
-- Request patterns: count of the versions in these states that stood at an instant (state, span); the history of a station or
-- an organization (owner, newest first). The columns beside the keys are those that the row policies look at.

CREATE INDEX order_versions_stood ON order_versions (state, valid_from) INCLUDE (valid_to, tenant_id, authority_id, station_id, order_id);
--> statement-breakpoint
CREATE INDEX order_versions_own ON order_versions (station_id, valid_from DESC, order_id DESC, seq DESC);
--> statement-breakpoint
CREATE INDEX offer_versions_own ON offer_versions (organization_id, valid_from DESC, offer_id DESC, seq DESC);
--> statement-breakpoint

-- Stations have group robots as organizations and authorities do; and of a message that was given up an admin sees what kinds
-- of notice it was made of, never their words.
-- Request patterns: the robots of a station that speak of a notice; a page of dead deliveries, as before.

ALTER TABLE robots ADD COLUMN station_id uuid REFERENCES stations (id);
--> statement-breakpoint
ALTER TABLE robots DROP CONSTRAINT robots_unit;
--> statement-breakpoint
ALTER TABLE robots ADD CONSTRAINT robots_unit CHECK (num_nonnulls(authority_id, organization_id, station_id) = 1);
--> statement-breakpoint
CREATE INDEX robots_station ON robots (station_id);
--> statement-breakpoint
CREATE POLICY station ON robots TO jiedui_app
	USING (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]))
	WITH CHECK (tenant_id = (SELECT app.tenant_id()) AND station_id = ANY ((SELECT app.station_ids())::uuid[]));
--> statement-breakpoint
ALTER TABLE deliveries ADD COLUMN kinds text[] NOT NULL DEFAULT '{}';
