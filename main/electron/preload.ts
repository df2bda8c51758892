import { contextBridge, ipcRenderer } from 'electron';

// The only bridge between the screens and Electron: where assets are, and a port to the station when asked for one.

const ORIGIN = 'station://app';

contextBridge.exposeInMainWorld('sohoaHost', {
  kind: 'electron',
  assetBase: ORIGIN,
  /** Settles once a port was posted to this window as message `sohoa-port`; rejects when the station can't start. */
  connect: async (): Promise<void> => {
    await ipcRenderer.invoke('station:connect');
  },
});

// A port can't cross the context bridge; it can be posted.
ipcRenderer.on('station:port', (event) => window.postMessage('sohoa-port', ORIGIN, [...event.ports]));
ipcRenderer.on('station:stopped', () => window.postMessage('sohoa-port-closed', ORIGIN));
