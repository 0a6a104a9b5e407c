/** The browser of the tests: where it is, and how it gets there. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** CHROMIUM names another one. */
const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export function findChromium(): string | null {
  return PLACES.find((path) => path && existsSync(path)) ?? null;
}

/** @throws when there is none, saying how to get one */
export function chromiumPath(): string {
  const path = findChromium();
  if (!path) throw new Error(browserHint);
  return path;
}

export function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true;
  const { stdout } = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' });
  return Boolean(stdout?.trim());
}

export const browserHint = [
  '浏览器测试需要 Chromium 和中文字体。The tests in the browser need Chromium and a Chinese font:',
  '  Debian, Ubuntu:  sudo apt-get install -y chromium fonts-noto-cjk',
  '  Fedora:          sudo dnf install -y chromium google-noto-sans-cjk-fonts',
  '  macOS, Windows:  install Google Chrome',
  '  elsewhere:       set CHROMIUM to the path of a Chromium or Chrome',
].join('\n');

/** On Debian as root it installs them. @returns whether both are there afterwards */
export function installBrowser(): boolean {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return false;
  console.log('Installing chromium and fonts-noto-cjk with apt-get …');
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0;
  const install = () =>
    apt('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'fontconfig');
  if (!install()) {
    apt('update', '-q');
    install();
  }
  return findChromium() !== null && hasChineseFont();
}
