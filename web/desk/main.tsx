/** The desk (/d): the bureau's tables, sheets and monthly dispatch. */
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { makeClient } from '../client.ts';
import '../kit/kit.css';
import { ToastProvider } from '../kit/Toast.tsx';
import { applyTypeSize, storedTypeSize } from '../kit/type-size.ts';
import './desk.css';
import { router } from './routes.tsx';

applyTypeSize(storedTypeSize());
const client = makeClient('d');

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Provider value={client}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </Provider>
  </StrictMode>,
);
