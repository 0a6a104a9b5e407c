/** The desk's routes. Every page is loaded when it is first opened; what a list shows is in the address. */
import { createRouter } from '@tanstack/react-router';
import { demandRoutes } from './routes/demand.tsx';
import { desk, root, signIn } from './routes/frame.tsx';
import { matchingRoutes } from './routes/matching.tsx';
import { registerRoutes } from './routes/registers.tsx';
import { workRoutes } from './routes/work.tsx';

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    desk.addChildren([...workRoutes, ...demandRoutes, ...matchingRoutes, ...registerRoutes]),
  ]),
  basepath: '/d',
  defaultPreload: 'intent',
  scrollRestoration: true,
});
