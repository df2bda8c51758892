import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import type { StationInfo } from '../../common/contract/session.ts';
import { FAKE_STATION } from '../helpers/fake-backend.ts';
import { type StartedElectron, startElectron } from './support/electron-app.ts';
import type { ShellTestPage } from './support/shell-test-page.ts';

// The Electron shell around a backend that only knows who is there: what it lets in, and what becomes of it when the
// backend can't start or ends. Both launchers are run: the utility process that ships, and the external Node.

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>Trạm</title></head><body>
<script type="module" src="./static/page.js"></script></body></html>`;
let folder: string;
let elsewhere: Server;
let visits: string[];

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sohoa-electron-'));
  await mkdir(join(folder, 'out', 'electron'), { recursive: true });
  for (const file of ['main.cjs', 'preload.cjs']) {
    await copyFile(join(ROOT, 'out', 'electron', file), join(folder, 'out', 'electron', file));
  }
  await writeFile(
    join(folder, 'package.json'),
    '{"name":"shell-test","productName":"Trạm Số Hóa","version":"0.0.0","main":"out/electron/main.cjs"}',
  );
  await bundle(join(ROOT, 'test', 'helpers', 'fake-backend-process.ts'), 'out/electron', 'backend-process.cjs', 'cjs');
  await bundle(join(ROOT, 'test', 'e2e', 'support', 'shell-test-page.ts'), 'out/renderer/static', 'page.js', 'es');
  await writeFile(join(folder, 'out', 'renderer', 'index.html'), PAGE);
  visits = [];
  elsewhere = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('<title>elsewhere</title>');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});

test.afterAll(async () => {
  elsewhere.close();
  await rm(folder, { recursive: true });
});

async function bundle(entry: string, out: string, name: string, format: 'cjs' | 'es'): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: format === 'cjs',
      target: 'es2022',
      outDir: join(folder, out),
      emptyOutDir: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format, entryFileNames: name, codeSplitting: false } },
    },
  });
}

const LAUNCHERS = [
  { name: 'utility process', env: { SOHOA_NODE: '' } },
  { name: 'external Node', env: { SOHOA_NODE: process.execPath } },
];

for (const { name, env } of LAUNCHERS) {
  test.describe(name, () => {
    let started: StartedElectron;
    let dataDir: string;

    test.beforeAll(async () => {
      dataDir = join(folder, `data ${name}`);
      started = await startElectron(folder, dataDir, env);
    });
    test.afterAll(async () => {
      await started.app.close();
    });

    test('gives the page a line to the station', async () => {
      expect(started.page.url()).toBe('station://app/');
      expect(await ask(started)).toEqual(FAKE_STATION);
    });

    test('carries an upload and an image through the station scheme', async () => {
      const answer = await started.page.evaluate(async () => {
        const base = (window as unknown as { sohoaHost: { assetBase: string } }).sohoaHost.assetBase;
        const body = new Uint8Array(3_000_000).fill(7);
        const upload = await fetch(`${base}/assets/dossiers/d/files`, {
          method: 'POST',
          body,
          headers: { 'x-file-name': 'a' },
        });
        const image = await fetch(`${base}/assets/pages/p/upright`);
        const bytes = (await image.arrayBuffer()).byteLength;
        return {
          upload: await upload.json(),
          received: upload.headers.get('x-received'),
          image: [image.status, image.headers.get('content-type'), bytes],
          missing: (await fetch(`${base}/assets/missing`)).status,
        };
      });
      expect(answer).toEqual({
        upload: { fileId: 'f1', duplicate: false },
        received: '3000000',
        image: [200, 'image/jpeg', 3],
        missing: 404,
      });
    });

    test('starts the backend again when it has gone, and says so to the page', async () => {
      await ask(started);
      await killBackend(dataDir);
      await expect.poll(() => linesLost(started)).toBeGreaterThan(0);
      expect(await ask(started)).toEqual(FAKE_STATION);
    });
  });
}

function ask({ page }: StartedElectron): Promise<StationInfo> {
  return page.evaluate(() => (window as unknown as { shellTest: ShellTestPage }).shellTest.ask());
}

function linesLost({ page }: StartedElectron): Promise<number> {
  return page.evaluate(() => (window as unknown as { shellTest: ShellTestPage }).shellTest.linesLost());
}

test('shows in words why the station could not start', async () => {
  const { app, page } = await startElectron(folder, join(folder, 'in-use'), { SOHOA_NODE: process.execPath });
  await expect(page.getByTestId('startup-failure')).toContainText('Một trạm khác đang dùng thư mục dữ liệu này');
  await page.getByRole('link', { name: 'Thử lại' }).click();
  await expect(page.getByTestId('startup-failure')).toHaveAttribute('data-code', 'station-in-use');
  await app.close();
});

test('lets nothing in from outside and gives no right but the camera', async () => {
  const { app, page } = await startElectron(folder, join(folder, 'data closed'), LAUNCHERS[1]?.env, [
    '--use-fake-device-for-media-stream',
  ]);
  const address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const tried = await page.evaluate(async (url) => {
    const fails = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'allowed',
        () => 'refused',
      );
    const image = new Image();
    const imageShown = new Promise<string>((resolve) => {
      image.onload = () => resolve('allowed');
      image.onerror = () => resolve('refused');
    });
    image.src = `${url}/image`;
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const media = (wanted: MediaStreamConstraints): Promise<string> =>
      navigator.mediaDevices.getUserMedia(wanted).then(
        () => 'allowed',
        (error: DOMException) => error.name,
      );
    return {
      fetched: await fails(fetch(`${url}/fetch`)),
      image: await imageShown,
      opened: window.open(`${url}/opened`) === null ? 'refused' : 'allowed',
      inline: 'injected' in window ? 'allowed' : 'refused',
      node: ['require', 'process', 'Buffer'].filter((name) => name in window),
      bridge: Object.keys((window as unknown as { sohoaHost: object }).sohoaHost).sort(),
      microphone: await media({ audio: true }),
      both: await media({ audio: true, video: true }),
      camera: await media({ video: true }),
      place: await new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('allowed'),
          () => resolve('refused'),
        ),
      ),
      notifications: await Notification.requestPermission(),
    };
  }, address);
  expect(tried).toEqual({
    fetched: 'refused',
    image: 'refused',
    opened: 'refused',
    inline: 'refused',
    node: [],
    bridge: ['assetBase', 'connect', 'kind'],
    microphone: 'NotAllowedError',
    both: 'NotAllowedError',
    camera: 'allowed',
    place: 'refused',
    notifications: 'denied',
  });
  await page.evaluate((url) => {
    location.href = `${url}/navigated`;
  }, address);
  // Navigation is refused at once; the next answer comes from the page that stayed.
  expect(await ask({ app, page })).toEqual(FAKE_STATION);
  expect(page.url()).toBe('station://app/');
  expect(visits).toEqual([]);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await app.close();
});

/** Ends the backend's process as a crash would. */
async function killBackend(dataDir: string): Promise<void> {
  process.kill(Number(await readFile(join(dataDir, 'backend.pid'), 'utf8')), 'SIGKILL');
}
