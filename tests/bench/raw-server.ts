/**
 * The yardstick: Fastify, pg and hand-written SQL that answers with JSON text, without sign-in, permissions, limits,
 * audit, idempotency or GraphQL. What a bare server of this database could do on the same machine at the same time.
 */
import fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const app = fastify();

const ORDER = `json_build_object('id', o.id, 'number', o.number, 'state', o.state, 'title', o.title, 'serviceType', o.service_type,
  'windowFrom', o.window_from, 'windowTo', o.window_to, 'claimableUntil', o.claimable_until,
  'station', json_build_object('id', s.id, 'name', s.name, 'code', s.code),
  'claimedBy', case when g.id is null then null else json_build_object('id', g.id, 'name', g.name) end)`;
const FROM =
  'from orders o join stations s on s.id = o.station_id left join organizations g on g.id = o.claimed_organization_id';

app.get('/orders', async (_request, reply) => {
  const { rows } = await pool.query({
    name: 'list',
    text: `select coalesce(json_agg(row), '[]')::text as body from (select ${ORDER} as row ${FROM} order by o.id desc limit 50) t`,
  });
  return reply.type('application/json').send(rows[0].body);
});

app.get<{ Params: { id: string } }>('/orders/:id', async (request, reply) => {
  const { rows } = await pool.query({
    name: 'one',
    text: `select ${ORDER}::text as body ${FROM} where o.id = $1`,
    values: [request.params.id],
  });
  return reply.type('application/json').send(rows[0].body);
});

app.post<{ Body: { orderId: string; organizationId: string } }>('/claims', async (request, reply) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query({
      name: 'claim',
      text: `with won as (update orders set state = 'claimed', claimed_organization_id = $2, claimed_at = now(), claim_lapses_at = now() + interval '2 days',
          version = version + 1 where id = $1 and state = 'open' returning id, tenant_id, station_id, authority_id, created_by)
        insert into claims (id, tenant_id, order_id, station_id, authority_id, organization_id, state, claimed_by, claimed_at, confirm_until, version)
        select gen_random_uuid(), tenant_id, id, station_id, authority_id, $2, 'pending', created_by, now(), now() + interval '2 days', 1 from won
        returning json_build_object('id', id, 'state', state)::text as body`,
      values: [request.body.orderId, request.body.organizationId],
    });
    await client.query('commit');
    return reply.type('application/json').send(rows[0]?.body ?? '{"lost":true}');
  } finally {
    client.release();
  }
});

const { rows } = await pool.query('select id from organizations order by id limit 1');
app.get('/organization', async () => ({ id: rows[0].id }));
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
console.log(`listening ${typeof address === 'object' && address ? address.port : ''}`);
process.on('SIGTERM', () => app.close().then(() => process.exit(0)));
