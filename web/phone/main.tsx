/** The phone face: station workers and organizations. */
import '../kit/kit.css';
import './phone.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { makeClient } from '../client.ts';
import { ToastProvider } from '../kit/Toast.tsx';
import { applyTypeSize, storedTypeSize } from '../kit/type-size.ts';
import { router } from './router.tsx';

applyTypeSize(storedTypeSize());

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');

createRoot(root).render(
  <StrictMode>
    <Provider value={makeClient('m')}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </Provider>
  </StrictMode>,
);
