import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Address of a running station, for developing the screens against it: `SOHOA_STATION=http://127.0.0.1:…`. */
const station = process.env.SOHOA_STATION;

/**
 * The screens as static files. Built parts go to `static/`, since `/assets/` belongs to the station's page images, and
 * nothing is inlined, so that the content security policy needs no data: for fonts or scripts.
 */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    assetsDir: 'static',
    assetsInlineLimit: 0,
    target: 'chrome110',
    chunkSizeWarningLimit: 1500,
  },
  server: {
    host: '127.0.0.1',
    proxy: station
      ? {
          '/rpc': { target: station, ws: true },
          '/assets': { target: station },
        }
      : {},
  },
});
