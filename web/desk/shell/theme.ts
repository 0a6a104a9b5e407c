/**
 * antd's theme, read from the kit's tokens (kit/tokens.css), so that desk and phone are one house and a colour has one
 * home. Read again whenever the system turns dark or the type size changes.
 */
import { theme, type ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function readTheme(): ThemeConfig {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const target = Number.parseFloat(token('target'));
  return {
    algorithm: dark.matches ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: token('pine'),
      colorPrimaryHover: token('pine-strong'),
      colorPrimaryActive: token('pine-strong'),
      colorPrimaryBg: token('pine-tint'),
      colorTextLightSolid: token('on-pine'),
      colorLink: token('pine'),
      colorLinkHover: token('pine-strong'),
      colorInfo: token('info'),
      colorSuccess: token('done'),
      colorWarning: token('decide'),
      colorError: token('late'),
      colorBgLayout: token('paper'),
      colorBgContainer: token('surface'),
      colorBgElevated: token('surface'),
      colorBgMask: token('veil'),
      colorText: token('ink'),
      colorTextHeading: token('ink'),
      colorTextSecondary: token('ink-2'),
      colorTextDescription: token('ink-2'),
      colorTextTertiary: token('ink-3'),
      colorTextQuaternary: token('ink-3'),
      colorTextPlaceholder: token('ink-3'),
      colorTextDisabled: token('ink-3'),
      colorBorder: token('control'),
      colorBorderSecondary: token('hairline'),
      colorSplit: token('hairline'),
      fontFamily: token('sans'),
      fontSize: Number.parseFloat(token('root')),
      fontWeightStrong: 600,
      lineHeight: 1.5,
      controlHeight: target,
      borderRadius: 6,
      borderRadiusLG: 10,
      boxShadow: token('float'),
      boxShadowSecondary: token('float'),
      motionUnit: 0.05,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.14s',
      controlOutline: token('pine-tint'),
      zIndexPopupBase: 50,
    },
    components: {
      Button: {
        fontWeight: 600,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        contentFontSize: Number.parseFloat(token('root')),
      },
      Drawer: { colorBgElevated: token('paper') },
    },
  };
}

let current: ThemeConfig | null = null;

function subscribe(changed: () => void): () => void {
  const reread = () => {
    current = readTheme();
    changed();
  };
  dark.addEventListener('change', reread);
  const watcher = new MutationObserver(reread);
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-type'] });
  return () => {
    dark.removeEventListener('change', reread);
    watcher.disconnect();
  };
}

export function useTheme(): ThemeConfig {
  return useSyncExternalStore(subscribe, () => (current ??= readTheme()));
}

/** The nonce under which the page's policy lets antd write its styles; undefined where no server filled it in. */
export function styleNonce(): string | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  return content === '' || content.startsWith('__') ? undefined : content;
}

/** Where drawers and dialogs live: outside the body's own lock, which would write a style without a nonce. */
export function sheetsElement(): HTMLElement {
  return document.getElementById('sheets') ?? document.body;
}
