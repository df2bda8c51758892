import { join } from 'node:path';
import { BrowserWindow, ipcMain, Menu, MessageChannelMain } from 'electron';
import type { StationHost } from './station-host.ts';
import { STATION_ORIGIN } from './station-scheme.ts';

/** The person at this machine; the browser shell has one such client for each browser. */
export const WINDOW_CLIENT = 'electron-window';

/** Opens the station's window. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: 'Trạm Số Hóa',
    backgroundColor: '#f7f8fa',
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // It would fetch its dictionaries from outside.
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${STATION_ORIGIN}/`);
  return window;
}

/** Gives a window a line to the station when its page asks; nobody else may ask. */
export function answerConnects(host: StationHost): void {
  ipcMain.handle('station:connect', async (event) => {
    const frame = event.senderFrame;
    if (frame === null || frame.parent !== null || !frame.url.startsWith(`${STATION_ORIGIN}/`)) {
      throw new Error('not the station’s page');
    }
    const { port1, port2 } = new MessageChannelMain();
    await host.connect(port1, WINDOW_CLIENT);
    event.sender.postMessage('station:port', null, [port2]);
  });
}

/** A short menu: editing keys, zoom, and an end. */
export function setMenu(): void {
  const mac: Electron.MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: 'Trạm',
        submenu: [
          { role: 'reload', label: 'Tải lại' },
          { role: 'quit', label: 'Thoát' },
        ],
      },
      {
        label: 'Sửa',
        submenu: [
          { role: 'undo', label: 'Hoàn tác' },
          { role: 'redo', label: 'Làm lại' },
          { type: 'separator' },
          { role: 'cut', label: 'Cắt' },
          { role: 'copy', label: 'Sao chép' },
          { role: 'paste', label: 'Dán' },
          { role: 'selectAll', label: 'Chọn tất cả' },
        ],
      },
      {
        label: 'Xem',
        submenu: [
          { role: 'zoomIn', label: 'Phóng to' },
          { role: 'zoomOut', label: 'Thu nhỏ' },
          { role: 'resetZoom', label: 'Cỡ thường' },
          { role: 'togglefullscreen', label: 'Toàn màn hình' },
        ],
      },
    ]),
  );
}
