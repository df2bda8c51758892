import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { STAND_INS_FILE } from '../../../main/backend/training-station.ts';
import { startElectron } from './electron-app.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const VIEWPORT = { width: 1440, height: 900 };

/** A training station that is open in one of the shells, on a data folder of its own. */
export interface OpenShell {
  readonly page: Page;
  /** Ends the whole station, as a person does who closes it. */
  close(): Promise<void>;
}

export type OpenShellOn = (dataDir: string) => Promise<OpenShell>;

/** Both shells, by name; the same story is told in each. */
export const SHELLS: Readonly<Record<string, OpenShellOn>> = {
  'browser shell': openBrowserShell,
  Electron: openElectron,
};

async function openElectron(dataDir: string): Promise<OpenShell> {
  const { app, page } = await startElectron(ROOT, dataDir);
  await app.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
  }, VIEWPORT);
  return { page, close: () => app.close() };
}

async function openBrowserShell(dataDir: string): Promise<OpenShell> {
  const station = spawn(
    process.execPath,
    [join(ROOT, 'main', 'browser', 'browser-shell.ts'), '--no-open', '--data', dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const address = await openingAddress(station);
  const browser = await chromium.launch({
    ...(process.env.SOHOA_CHROMIUM === undefined ? {} : { executablePath: process.env.SOHOA_CHROMIUM }),
    args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  await page.goto(address);
  return {
    page,
    close: async () => {
      await browser.close();
      const closed = once(station, 'close');
      station.kill('SIGTERM');
      await closed;
    },
  };
}

async function openingAddress(station: ChildProcess): Promise<string> {
  if (station.stdout === null) throw new Error('the station has no output');
  for await (const line of createInterface({ input: station.stdout })) {
    const address = /^Trạm đang chạy: (\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the station ended without an address');
}

/** What the portal stand-in says that it holds of a dossier, by SHA-256 of each file as stored. */
export async function portalHashes(dataDir: string, dossierCode: string): Promise<readonly string[]> {
  const { portal } = JSON.parse(await readFile(join(dataDir, STAND_INS_FILE), 'utf8')) as { readonly portal: string };
  const account = { client_id: 'tram-huan-luyen', client_secret: 'tram-huan-luyen', grant_type: 'client_credentials' };
  const json = { 'content-type': 'application/json' };
  const entry = await fetch(`${portal}/oauth/token`, { method: 'POST', headers: json, body: JSON.stringify(account) });
  const { access_token: token } = (await entry.json()) as { readonly access_token: string };
  const answer = await fetch(`${portal}/dossiers/${encodeURIComponent(dossierCode)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const held = (await answer.json()) as { readonly files?: readonly { readonly sha256: string }[] };
  return (held.files ?? []).map((file) => file.sha256).sort();
}
