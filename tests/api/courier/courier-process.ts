/** A courier and a schedule in a process of their own, as a test starts and kills them. Settings and the hour come by argument. */
import { startCourier } from '@jiedui/api/hall/courier/courier.ts';
import { openMailer } from '@jiedui/api/hall/courier/mailer.ts';
import { startSchedule } from '@jiedui/api/hall/schedule.ts';
import { remindingTasks } from '@jiedui/api/report/reminders.ts';
import { openPool } from '@jiedui/db/connect.ts';
import { pino } from 'pino';

const { url, mail, now } = JSON.parse(process.argv[2] ?? '{}');
const log = pino({ level: 'silent' });
const pool = openPool({ url, role: 'jiedui_app', max: 6 });
const hall = { pool, clock: () => new Date(now) };
const outbound = { mailer: openMailer(mail), robots: null, publicUrl: 'https://jiedui.example.cn' };
const schedule = startSchedule(hall, remindingTasks(), log);
const courier = startCourier(hall, outbound, log);
await schedule.run();
await courier.run();
await schedule.close();
await courier.close();
await pool.end();
