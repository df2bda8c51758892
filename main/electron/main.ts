import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import type { BackendLauncher } from './backend-launcher.ts';
import { databaseKey } from './database-key.ts';
import { lockDown } from './lockdown.ts';
import { nodeLauncher } from './node-launcher.ts';
import { StationHost } from './station-host.ts';
import { registerStationScheme, serveStationScheme } from './station-scheme.ts';
import { answerConnects, openWindow, setMenu, WINDOW_CLIENT } from './station-window.ts';
import { utilityLauncher } from './utility-launcher.ts';

// Shell A: one window, one backend process. Everything of the trade is in the backend and in the screens.

/** Programs of their own are run from real files: in what ships they lie beside the archive. */
const unpacked = app.getAppPath().replace(/app\.asar$/, 'app.asar.unpacked');

function givenDataFolder(): string | undefined {
  const flag = process.argv.find((argument) => argument.startsWith('--data='));
  const named = flag?.slice('--data='.length) || process.env.SOHOA_DATA;
  return named ? resolve(named) : undefined;
}

function launcher(): BackendLauncher {
  const programs = join(unpacked, 'out', 'electron');
  const node = process.env.SOHOA_NODE;
  return node ? nodeLauncher(node, programs) : utilityLauncher(programs);
}

function start(dataDir: string): void {
  const host = new StationHost({
    launcher: launcher(),
    opening: async () => {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      return {
        dataDir,
        databaseKey: await databaseKey(dataDir),
        samplesDir: join(unpacked, 'main', 'training', 'samples'),
      };
    },
    onStopped: () => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send('station:stopped');
    },
  });
  const screens = join(app.getAppPath(), 'out', 'renderer');

  app.on('ready', () => {
    lockDown(session.defaultSession);
    serveStationScheme({ session: session.defaultSession, screens, host, client: WINDOW_CLIENT });
    answerConnects(host);
    setMenu();
    openWindow();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void host.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

// Chromium refuses to run its own sandbox as root, as on a build machine; the pages stay sandboxed by their windows.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerStationScheme();
// The product's name stands in it, and a header with letters beyond Latin-1 is no header.
app.userAgentFallback = app.userAgentFallback.replace(/[^\x20-\x7e]/g, '');
const given = givenDataFolder();
// Two stations with different data folders are two programs; one data folder is one station.
app.setPath('userData', given === undefined ? join(app.getPath('appData'), 'tram-so-hoa') : join(given, 'electron'));
if (app.requestSingleInstanceLock()) start(given ?? join(app.getPath('userData'), 'training'));
else app.quit();
