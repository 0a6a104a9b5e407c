/** The phone face: station workers and organizations. */
import '../kit/kit.css';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { makeClient } from '../client.ts';
import { SignIn } from '../kit/SignIn.tsx';

createRoot(document.getElementById('root')!).render(
  <Provider value={makeClient('m')}>
    <SignIn face="社工站与社会组织" next="/m/" />
  </Provider>,
);
