CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "accounts_login" UNIQUE("login"),
	CONSTRAINT "accounts_state" CHECK ("accounts"."state" in ('active', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"station_id" uuid,
	"organization_id" uuid,
	"authority_id" uuid,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "role_grants_role" CHECK ("role_grants"."role" in ('station_worker', 'station_lead', 'organization_coordinator', 'organization_lead', 'bureau_officer', 'bureau_leader'))
);
--> statement-breakpoint
CREATE TABLE "sign_in_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "sign_in_sessions_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"state" text NOT NULL,
	"claimed_by" uuid NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"confirm_until" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "claims_state" CHECK ("claims"."state" in ('pending', 'confirmed', 'declined', 'withdrawn', 'lapsed'))
);
--> statement-breakpoint
CREATE TABLE "dispatch_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"pairing_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"figures" jsonb NOT NULL,
	"light" text NOT NULL,
	"light_reason" text NOT NULL,
	"proposed_decision" text NOT NULL,
	"decision" text,
	"note" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "dispatch_lines_pairing" UNIQUE("round_id","pairing_id"),
	CONSTRAINT "dispatch_lines_light" CHECK ("dispatch_lines"."light" in ('red', 'yellow', 'green')),
	CONSTRAINT "dispatch_lines_proposed_decision" CHECK ("dispatch_lines"."proposed_decision" in ('urge', 'reassign', 'coordinate', 'carry_over', 'approve')),
	CONSTRAINT "dispatch_lines_decision" CHECK ("dispatch_lines"."decision" in ('urge', 'reassign', 'coordinate', 'carry_over', 'approve'))
);
--> statement-breakpoint
CREATE TABLE "dispatch_rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"month" text NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"figures_at" timestamp (3) with time zone NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "dispatch_rounds_month" UNIQUE("programme_id","month"),
	CONSTRAINT "dispatch_rounds_state" CHECK ("dispatch_rounds"."state" in ('open', 'issued')),
	CONSTRAINT "dispatch_rounds_month_shape" CHECK ("dispatch_rounds"."month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "dispatch_rounds_issued" CHECK (("dispatch_rounds"."state" = 'issued') = ("dispatch_rounds"."issued_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"txid" text DEFAULT pg_current_xact_id()::text NOT NULL,
	"account_id" uuid,
	"session_id" uuid,
	"operation" text NOT NULL,
	"entity" text,
	"entity_id" uuid,
	"version_before" integer,
	"version_after" integer,
	"changed" text[] DEFAULT '{}' NOT NULL,
	"outcome" text NOT NULL,
	"request_id" text,
	CONSTRAINT "audit_entries_outcome" CHECK ("audit_entries"."outcome" in ('done', 'refused', 'denied', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"session_id" uuid,
	"sha256" text NOT NULL,
	"mime" text NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"account_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"request_hash" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"link" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"dedupe_key" text NOT NULL,
	CONSTRAINT "notices_dedupe" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"number" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"service_types" text[] NOT NULL,
	"target_groups" text[] NOT NULL,
	"sessions_per_month" integer NOT NULL,
	"persons_per_session" integer,
	"area_codes" text[] NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"cost_mode" text NOT NULL,
	"state" text NOT NULL,
	"last_confirmed_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "offers_number" UNIQUE("tenant_id","number"),
	CONSTRAINT "offers_state" CHECK ("offers"."state" in ('draft', 'listed', 'paused', 'delisted')),
	CONSTRAINT "offers_cost_mode" CHECK ("offers"."cost_mode" in ('free', 'subsidised', 'purchased')),
	CONSTRAINT "offers_sessions_per_month" CHECK ("offers"."sessions_per_month" > 0),
	CONSTRAINT "offers_window" CHECK ("offers"."window_from" <= "offers"."window_to")
);
--> statement-breakpoint
CREATE TABLE "order_counters" (
	"tenant_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "order_counters_tenant_id_year_kind_pk" PRIMARY KEY("tenant_id","year","kind")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"number" text NOT NULL,
	"station_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"scheme" text,
	"scheme_version" integer,
	"service_type" text,
	"target_groups" text[] DEFAULT '{}' NOT NULL,
	"headcount_value" integer,
	"headcount_qualifier" text,
	"headcount_unit" text,
	"place" text DEFAULT '' NOT NULL,
	"window_from" date,
	"window_to" date,
	"need_type" text,
	"mode" text,
	"leg" text,
	"urgency" text,
	"claimable_until" timestamp (3) with time zone,
	"description" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"claimed_organization_id" uuid,
	"claimed_at" timestamp (3) with time zone,
	"claim_lapses_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"posted_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "orders_number" UNIQUE("tenant_id","number"),
	CONSTRAINT "orders_state" CHECK ("orders"."state" in ('draft', 'open', 'claimed', 'confirmed', 'completed', 'cancelled')),
	CONSTRAINT "orders_need_type" CHECK ("orders"."need_type" in ('normative', 'felt', 'expressed', 'comparative')),
	CONSTRAINT "orders_mode" CHECK ("orders"."mode" in ('relief', 'capacity')),
	CONSTRAINT "orders_leg" CHECK ("orders"."leg" in ('material', 'service', 'both')),
	CONSTRAINT "orders_urgency" CHECK ("orders"."urgency" in ('normal', 'urgent', 'emergency')),
	CONSTRAINT "orders_headcount_qualifier" CHECK ("orders"."headcount_qualifier" in ('exact', 'about', 'over', 'nearly')),
	CONSTRAINT "orders_headcount_unit" CHECK ("orders"."headcount_unit" in ('person', 'person_time', 'household', 'session', 'hour', 'set', 'piece', 'yuan')),
	CONSTRAINT "orders_headcount" CHECK ("orders"."headcount_value" >= 0),
	CONSTRAINT "orders_window" CHECK ("orders"."state" in ('draft', 'cancelled') or "orders"."window_from" <= "orders"."window_to"),
	CONSTRAINT "orders_complete" CHECK ("orders"."state" in ('draft', 'cancelled') or ("orders"."title" <> '' and "orders"."place" <> '' and cardinality("orders"."target_groups") > 0
        and num_nulls("orders"."scheme", "orders"."scheme_version", "orders"."service_type", "orders"."headcount_value", "orders"."headcount_qualifier", "orders"."headcount_unit",
          "orders"."window_from", "orders"."window_to", "orders"."need_type", "orders"."mode", "orders"."leg", "orders"."urgency", "orders"."claimable_until", "orders"."posted_at") = 0)),
	CONSTRAINT "orders_claimant" CHECK (("orders"."state" in ('draft', 'open') and num_nonnulls("orders"."claimed_organization_id", "orders"."claimed_at", "orders"."claim_lapses_at") = 0)
        or ("orders"."state" = 'claimed' and num_nulls("orders"."claimed_organization_id", "orders"."claimed_at", "orders"."claim_lapses_at") = 0)
        or ("orders"."state" in ('confirmed', 'completed') and "orders"."claimed_organization_id" is not null)
        or "orders"."state" = 'cancelled')
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"uscc" text,
	"provider_kind" text NOT NULL,
	"state" text NOT NULL,
	"list_status" text DEFAULT 'none' NOT NULL,
	"rating_grade" smallint,
	"business_scope" text DEFAULT '' NOT NULL,
	"region_code" text NOT NULL,
	"sessions_per_month" integer NOT NULL,
	"contact_name" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organizations_provider_kind" CHECK ("organizations"."provider_kind" in ('social_organization', 'community_group', 'medical_institution', 'school', 'enterprise', 'government_unit', 'volunteer_team', 'association_of_commerce')),
	CONSTRAINT "organizations_state" CHECK ("organizations"."state" in ('applied', 'active', 'suspended', 'exited')),
	CONSTRAINT "organizations_list_status" CHECK ("organizations"."list_status" in ('none', 'abnormal', 'serious_breach')),
	CONSTRAINT "organizations_rating_grade" CHECK ("organizations"."rating_grade" between 1 and 5),
	CONSTRAINT "organizations_sessions_per_month" CHECK ("organizations"."sessions_per_month" >= 0)
);
--> statement-breakpoint
CREATE TABLE "agreement_indicators" (
	"tenant_id" uuid NOT NULL,
	"agreement_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "agreement_indicators_agreement_id_seq_pk" PRIMARY KEY("agreement_id","seq")
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"pairing_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"number" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"goal" text NOT NULL,
	"tasks" text[] NOT NULL,
	"term_from" date NOT NULL,
	"term_to" date NOT NULL,
	"funding" text NOT NULL,
	"organization_signed_at" timestamp (3) with time zone,
	"organization_signed_by" uuid,
	"station_signed_at" timestamp (3) with time zone,
	"station_signed_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agreements_number" UNIQUE("tenant_id","number"),
	CONSTRAINT "agreements_revision" UNIQUE("pairing_id","revision"),
	CONSTRAINT "agreements_term" CHECK ("agreements"."term_from" <= "agreements"."term_to"),
	CONSTRAINT "agreements_signatures" CHECK (("agreements"."organization_signed_at" is null) = ("agreements"."organization_signed_by" is null) and ("agreements"."station_signed_at" is null) = ("agreements"."station_signed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "pairings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"origin_claim_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pairings_kind" CHECK ("pairings"."kind" in ('one_to_one', 'many_to_one')),
	CONSTRAINT "pairings_state" CHECK ("pairings"."state" in ('proposed', 'active', 'terminated')),
	CONSTRAINT "pairings_term" CHECK ("pairings"."from_on" <= "pairings"."to_on")
);
--> statement-breakpoint
CREATE TABLE "authorities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"region_code" text NOT NULL,
	"parent_id" uuid,
	CONSTRAINT "authorities_kind" CHECK ("authorities"."kind" in ('civil_affairs', 'social_work_department', 'street_office', 'liaison_committee'))
);
--> statement-breakpoint
CREATE TABLE "authority_jurisdictions" (
	"tenant_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	CONSTRAINT "authority_jurisdictions_authority_id_region_code_pk" PRIMARY KEY("authority_id","region_code")
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"name" text NOT NULL,
	"mode" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"dispatch_due_day" integer DEFAULT 25 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"parent_code" text,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"valid_from" date,
	"valid_to" date,
	CONSTRAINT "regions_level" CHECK ("regions"."level" in ('province', 'prefecture', 'county', 'township', 'village'))
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "open_boards" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"figures" jsonb NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goods" (
	"tenant_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"item" text NOT NULL,
	"spec" text DEFAULT '' NOT NULL,
	"quantity" integer NOT NULL,
	"qualifier" text DEFAULT 'exact' NOT NULL,
	"unit" text NOT NULL,
	"recipient_station_id" uuid,
	"recipient" text DEFAULT '' NOT NULL,
	CONSTRAINT "goods_session_id_seq_pk" PRIMARY KEY("session_id","seq"),
	CONSTRAINT "goods_qualifier" CHECK ("goods"."qualifier" in ('exact', 'about', 'over', 'nearly')),
	CONSTRAINT "goods_unit" CHECK ("goods"."unit" in ('person', 'person_time', 'household', 'session', 'hour', 'set', 'piece', 'yuan')),
	CONSTRAINT "goods_quantity" CHECK ("goods"."quantity" >= 0)
);
--> statement-breakpoint
CREATE TABLE "headcounts" (
	"tenant_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"role" text NOT NULL,
	"unit" text NOT NULL,
	"value" integer NOT NULL,
	"qualifier" text NOT NULL,
	"target_group" text,
	CONSTRAINT "headcounts_session_id_seq_pk" PRIMARY KEY("session_id","seq"),
	CONSTRAINT "headcounts_role" CHECK ("headcounts"."role" in ('beneficiary', 'family', 'carer', 'volunteer', 'social_worker', 'medic', 'expert', 'citizen')),
	CONSTRAINT "headcounts_qualifier" CHECK ("headcounts"."qualifier" in ('exact', 'about', 'over', 'nearly')),
	CONSTRAINT "headcounts_unit" CHECK ("headcounts"."unit" in ('person', 'person_time', 'household', 'session', 'hour', 'set', 'piece', 'yuan')),
	CONSTRAINT "headcounts_value" CHECK ("headcounts"."value" >= 0)
);
--> statement-breakpoint
CREATE TABLE "service_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"number" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"station_ids" uuid[] NOT NULL,
	"organization_ids" uuid[] NOT NULL,
	"authority_ids" uuid[] NOT NULL,
	"title" text NOT NULL,
	"theme" text DEFAULT '' NOT NULL,
	"category" text,
	"method" text NOT NULL,
	"service_types" text[] DEFAULT '{}' NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"place" text NOT NULL,
	"contents" text[] DEFAULT '{}' NOT NULL,
	"partners" text[] DEFAULT '{}' NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone,
	"return_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "service_sessions_number" UNIQUE("tenant_id","number"),
	CONSTRAINT "service_sessions_state" CHECK ("service_sessions"."state" in ('draft', 'submitted', 'returned', 'confirmed')),
	CONSTRAINT "service_sessions_category" CHECK ("service_sessions"."category" in ('free_clinic', 'talent_training', 'left_behind_care', 'elder_warmth')),
	CONSTRAINT "service_sessions_method" CHECK ("service_sessions"."method" in ('casework', 'groupwork', 'community', 'visit', 'training', 'goods', 'clinic')),
	CONSTRAINT "service_sessions_time" CHECK ("service_sessions"."state" in ('draft', 'returned') or "service_sessions"."started_at" <= "service_sessions"."ended_at"),
	CONSTRAINT "service_sessions_confirmed" CHECK (("service_sessions"."state" = 'confirmed') = ("service_sessions"."confirmed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "session_orders" (
	"tenant_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"completes" boolean DEFAULT false NOT NULL,
	CONSTRAINT "session_orders_session_id_order_id_pk" PRIMARY KEY("session_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "session_photos" (
	"tenant_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"file_id" uuid NOT NULL,
	"caption" text DEFAULT '' NOT NULL,
	CONSTRAINT "session_photos_session_id_seq_pk" PRIMARY KEY("session_id","seq")
);
--> statement-breakpoint
CREATE TABLE "session_providers" (
	"tenant_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	CONSTRAINT "session_providers_session_id_organization_id_pk" PRIMARY KEY("session_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "session_stations" (
	"tenant_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"confirmed_by" uuid,
	"satisfaction" smallint,
	"opinion" text,
	CONSTRAINT "session_stations_session_id_station_id_pk" PRIMARY KEY("session_id","station_id"),
	CONSTRAINT "session_stations_satisfaction" CHECK ("session_stations"."satisfaction" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "programme_stations" (
	"tenant_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"pilot" boolean DEFAULT false NOT NULL,
	CONSTRAINT "programme_stations_programme_id_station_id_pk" PRIMARY KEY("programme_id","station_id")
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"region_code" text NOT NULL,
	"authority_id" uuid NOT NULL,
	"state" text NOT NULL,
	"phone" text,
	"address" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stations_code" UNIQUE("tenant_id","code"),
	CONSTRAINT "stations_state" CHECK ("stations"."state" in ('planned', 'plaque_hung', 'operating', 'suspended', 'closed'))
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_sessions" ADD CONSTRAINT "sign_in_sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_claimed_by_accounts_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_lines" ADD CONSTRAINT "dispatch_lines_round_id_dispatch_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."dispatch_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_lines" ADD CONSTRAINT "dispatch_lines_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_lines" ADD CONSTRAINT "dispatch_lines_pairing_id_pairings_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "public"."pairings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_lines" ADD CONSTRAINT "dispatch_lines_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_lines" ADD CONSTRAINT "dispatch_lines_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_lines" ADD CONSTRAINT "dispatch_lines_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_rounds" ADD CONSTRAINT "dispatch_rounds_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_rounds" ADD CONSTRAINT "dispatch_rounds_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_rounds" ADD CONSTRAINT "dispatch_rounds_opened_by_accounts_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_rounds" ADD CONSTRAINT "dispatch_rounds_issued_by_accounts_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_claimed_organization_id_organizations_id_fk" FOREIGN KEY ("claimed_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_indicators" ADD CONSTRAINT "agreement_indicators_agreement_id_agreements_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_pairing_id_pairings_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "public"."pairings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_organization_signed_by_accounts_id_fk" FOREIGN KEY ("organization_signed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_station_signed_by_accounts_id_fk" FOREIGN KEY ("station_signed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_origin_claim_id_claims_id_fk" FOREIGN KEY ("origin_claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorities" ADD CONSTRAINT "authorities_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorities" ADD CONSTRAINT "authorities_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorities" ADD CONSTRAINT "authorities_parent_id_authorities_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_jurisdictions" ADD CONSTRAINT "authority_jurisdictions_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_jurisdictions" ADD CONSTRAINT "authority_jurisdictions_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_parent_code_regions_code_fk" FOREIGN KEY ("parent_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goods" ADD CONSTRAINT "goods_session_id_service_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."service_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goods" ADD CONSTRAINT "goods_recipient_station_id_stations_id_fk" FOREIGN KEY ("recipient_station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "headcounts" ADD CONSTRAINT "headcounts_session_id_service_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."service_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sessions" ADD CONSTRAINT "service_sessions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sessions" ADD CONSTRAINT "service_sessions_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_orders" ADD CONSTRAINT "session_orders_session_id_service_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."service_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_orders" ADD CONSTRAINT "session_orders_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_photos" ADD CONSTRAINT "session_photos_session_id_service_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."service_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_photos" ADD CONSTRAINT "session_photos_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_providers" ADD CONSTRAINT "session_providers_session_id_service_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."service_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_providers" ADD CONSTRAINT "session_providers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_stations" ADD CONSTRAINT "session_stations_session_id_service_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."service_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_stations" ADD CONSTRAINT "session_stations_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_stations" ADD CONSTRAINT "session_stations_confirmed_by_accounts_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_stations" ADD CONSTRAINT "programme_stations_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_stations" ADD CONSTRAINT "programme_stations_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_tenant" ON "accounts" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "role_grants_account" ON "role_grants" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "role_grants_station" ON "role_grants" USING btree ("station_id");--> statement-breakpoint
CREATE INDEX "role_grants_organization" ON "role_grants" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "role_grants_authority" ON "role_grants" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "sign_in_sessions_account" ON "sign_in_sessions" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "claims_one_live" ON "claims" USING btree ("order_id") WHERE state in ('pending', 'confirmed');--> statement-breakpoint
CREATE INDEX "claims_order" ON "claims" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "claims_station" ON "claims" USING btree ("station_id","claimed_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "claims_organization" ON "claims" USING btree ("organization_id","claimed_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "claims_authority" ON "claims" USING btree ("authority_id","claimed_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "dispatch_lines_round" ON "dispatch_lines" USING btree ("round_id","seq");--> statement-breakpoint
CREATE INDEX "dispatch_rounds_authority" ON "dispatch_rounds" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "audit_entries_entity" ON "audit_entries" USING btree ("entity_id","at");--> statement-breakpoint
CREATE INDEX "audit_entries_tenant_at" ON "audit_entries" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "files_account" ON "files" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "files_session" ON "files" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "notices_account" ON "notices" USING btree ("account_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "outbox_pending" ON "outbox" USING btree ("id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "offers_organization" ON "offers" USING btree ("organization_id","state");--> statement-breakpoint
CREATE INDEX "offers_state" ON "offers" USING btree ("tenant_id","state");--> statement-breakpoint
CREATE INDEX "offers_listed_types" ON "offers" USING gin ("service_types") WHERE state = 'listed';--> statement-breakpoint
CREATE INDEX "offers_listed_areas" ON "offers" USING gin ("area_codes") WHERE state = 'listed';--> statement-breakpoint
CREATE INDEX "orders_state_posted" ON "orders" USING btree ("tenant_id","state","posted_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "orders_station_state" ON "orders" USING btree ("station_id","state");--> statement-breakpoint
CREATE INDEX "orders_organization" ON "orders" USING btree ("claimed_organization_id","state");--> statement-breakpoint
CREATE INDEX "orders_authority" ON "orders" USING btree ("authority_id","state");--> statement-breakpoint
CREATE INDEX "orders_market" ON "orders" USING btree ("service_type","region_code") WHERE state in ('open', 'claimed');--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_uscc" ON "organizations" USING btree ("tenant_id","uscc") WHERE uscc is not null;--> statement-breakpoint
CREATE INDEX "organizations_tenant" ON "organizations" USING btree ("tenant_id","state");--> statement-breakpoint
CREATE INDEX "agreements_station" ON "agreements" USING btree ("station_id");--> statement-breakpoint
CREATE INDEX "agreements_organization" ON "agreements" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "agreements_authority" ON "agreements" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "pairings_programme" ON "pairings" USING btree ("programme_id");--> statement-breakpoint
CREATE INDEX "pairings_station" ON "pairings" USING btree ("station_id","organization_id");--> statement-breakpoint
CREATE INDEX "pairings_organization" ON "pairings" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "pairings_authority" ON "pairings" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "authorities_tenant" ON "authorities" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "authorities_parent" ON "authorities" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "programmes_tenant" ON "programmes" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "regions_parent" ON "regions" USING btree ("parent_code");--> statement-breakpoint
CREATE INDEX "service_sessions_state" ON "service_sessions" USING btree ("tenant_id","state","started_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "service_sessions_organization" ON "service_sessions" USING btree ("organization_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "session_orders_order" ON "session_orders" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "session_photos_file" ON "session_photos" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "session_providers_organization" ON "session_providers" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "session_stations_station" ON "session_stations" USING btree ("station_id");--> statement-breakpoint
CREATE INDEX "programme_stations_station" ON "programme_stations" USING btree ("station_id");--> statement-breakpoint
CREATE INDEX "stations_authority" ON "stations" USING btree ("authority_id");--> statement-breakpoint
CREATE INDEX "stations_region" ON "stations" USING btree ("region_code");