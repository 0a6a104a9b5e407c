/** drizzle-kit: makes a migration from the difference between schema/ and the last snapshot. Run `drizzle-kit generate` here. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './schema',
  out: './migrations',
  breakpoints: true,
});
