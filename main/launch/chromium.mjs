import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, which } from './machine.mjs';
import { capture, LaunchError, ROOT } from './process.mjs';
import { toolbox } from './tools.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge'];

const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) =>
    process.env[name] === undefined
      ? []
      : [
          join(process.env[name], 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(process.env[name], 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ],
  ),
];

/** Path of a Chromium-family browser on this machine: SOHOA_CHROMIUM, the path, the usual places; or null. */
export function findChromium() {
  const named = process.env.SOHOA_CHROMIUM;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new LaunchError(
      `SOHOA_CHROMIUM chỉ tới tệp không có: ${named}. (SOHOA_CHROMIUM names a file that isn't there.)`,
    );
  }
  for (const name of NAMES) {
    const path = which(name);
    if (path !== null) return path;
  }
  return INSTALLED.find((path) => existsSync(path)) ?? null;
}

/** A Chromium for the tests: the one found, else one installed by apt (as root) or by Playwright. */
export async function ensureChromium(node) {
  const found = findChromium() ?? (await playwrights(node));
  if (found !== null) return found;
  await aptInstall(['chromium', 'fonts-liberation']);
  const installed = findChromium();
  if (installed !== null) return installed;
  await toolbox(node).tool('@playwright/test', ['install', 'chromium'], { command: 'playwright' });
  const fetched = await playwrights(node);
  if (fetched !== null) return fetched;
  throw new LaunchError(
    'Thiếu Chromium: cài gói chromium, hoặc đặt SOHOA_CHROMIUM. (Chromium is missing: install the chromium package or set SOHOA_CHROMIUM.)',
  );
}

async function playwrights(node) {
  const script = `import { chromium } from '@playwright/test'; process.stdout.write(chromium.executablePath())`;
  const { stdout } = await capture(node, ['--input-type=module', '-e', script], { cwd: ROOT });
  return stdout !== '' && existsSync(stdout) ? stdout : null;
}
