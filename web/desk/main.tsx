/** The desk (/d): the bureau's tables, sheets and monthly dispatch. */
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { makeClient } from '../client.ts';
import '../kit/kit.css';
import { ToastProvider } from '../kit/Toast.tsx';
import { applyTypeSize, storedTypeSize } from '../kit/type-size.ts';
import './desk.css';
import { router } from './routes.tsx';
import { sheetsElement, styleNonce, useTheme } from './shell/theme.ts';

applyTypeSize(storedTypeSize());
const client = makeClient('d');
const nonce = styleNonce();

function Themed({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={useTheme()}
      wave={{ disabled: true }}
      getPopupContainer={() => sheetsElement()}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      {children}
    </ConfigProvider>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Provider value={client}>
      <Themed>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </Themed>
    </Provider>
  </StrictMode>,
);
