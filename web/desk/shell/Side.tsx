/** Side: one thing opened beside its ledger. antd's drawer under the house's theme; a page without one loads no antd. */
import { ConfigProvider, Drawer } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { sheetsElement, styleNonce, useTheme } from './theme.ts';

interface SideProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}

const nonce = styleNonce();

export function Side({ open, title, onClose, children }: SideProps) {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={useTheme()}
      wave={{ disabled: true }}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      <Drawer
        open={open}
        onClose={onClose}
        title={title}
        getContainer={sheetsElement}
        size="min(640px, 100vw)"
        destroyOnHidden
        className="side"
      >
        {children}
      </Drawer>
    </ConfigProvider>
  );
}
