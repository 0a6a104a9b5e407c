-- Two walls of the registers: a told password opens nothing of a unit, and who runs a station is its bureau's to say.
--
-- A session that was opened with a told password reaches the own account and nothing else until another is set.
--
-- Purpose: whoever told the password knows it too; until its owner sets another, nothing may be done or read in his name.
-- The pages asked for that already; here the database holds to it, for every door of the program alike.
--
-- Request patterns: as in 0004_enter.sql, whose function this is with one condition more.

CREATE OR REPLACE FUNCTION app.enter(p_session uuid, p_at timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	found_account record;
	granted record;
	today date := (p_at AT TIME ZONE 'Asia/Shanghai')::date;
	done text;
BEGIN
	done := set_config('app.system', 'sign_in', true);
	-- Two hours: IDLE_HOURS of shared/account/sign-in.ts, inclusive.
	SELECT a.id, a.tenant_id, a.login, a.name, a.must_change_password, s.expires_at
		INTO found_account
		FROM public.sign_in_sessions s JOIN public.accounts a ON a.id = s.account_id
		WHERE s.id = p_session AND s.ended_at IS NULL AND p_at < s.expires_at AND p_at <= s.seen_at + interval '2 hours'
			AND a.state = 'active';
	IF NOT FOUND THEN
		done := set_config('app.system', '', true);
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
	-- A told password opens the own account and nothing of a unit. The roles are still answered, so that a page can say whose it is.
	IF found_account.must_change_password THEN
		granted.station_ids := '{}';
		granted.organization_ids := '{}';
		granted.authority_ids := '{}';
	END IF;
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
	RETURN jsonb_build_object('accountId', found_account.id, 'tenantId', found_account.tenant_id, 'login', found_account.login,
		'name', found_account.name, 'sessionId', p_session, 'expiresAt', found_account.expires_at,
		'mustChangePassword', found_account.must_change_password, 'roles', granted.roles);
END
$$;
--> statement-breakpoint
-- As in 0007_stations.sql, with the organization that runs the station (承接机构) among what its authority alone changes.
CREATE OR REPLACE FUNCTION app.guard_station() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.state, NEW.code, NEW.region_code, NEW.authority_id, NEW.tier, NEW.tenant_id, NEW.operator_organization_id)
			IS DISTINCT FROM (OLD.state, OLD.code, OLD.region_code, OLD.authority_id, OLD.tier, OLD.tenant_id, OLD.operator_organization_id)
		AND app.system() IS DISTINCT FROM 'install' AND NOT OLD.authority_id = ANY (app.authority_ids()) THEN
		RAISE EXCEPTION 'station % is changed by its authority only', OLD.id USING ERRCODE = 'JD007';
	END IF;
	RETURN NEW;
END
$$;
