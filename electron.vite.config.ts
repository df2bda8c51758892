import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';

/**
 * Three builds for Electron, chosen by `--mode`, all as CommonJS, which the utility processes of Electron 25 to 45 load:
 * `main` and `preload` whole, since Electron 25 can't require the ES modules among their packages, and `backend` (backend
 * and reader process) for Node 24 or Electron's own, with its packages left outside.
 */
const root = import.meta.dirname;
const out = join(root, 'out', 'electron');
const builtins = [/^node:/, ...builtinModules, 'electron'];
const packages = /^(?!\.{0,2}\/|[A-Za-z]:\\|\0)/;

const builds: Readonly<Record<string, UserConfig['build']>> = {
  main: {
    target: 'node18',
    rolldownOptions: {
      input: { main: join(root, 'main/electron/main.ts') },
      external: builtins,
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
  preload: {
    target: 'node18',
    rolldownOptions: {
      input: { preload: join(root, 'main/electron/preload.ts') },
      external: builtins,
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
  backend: {
    target: 'node24',
    rolldownOptions: {
      input: {
        'backend-process': join(root, 'main/electron/backend-process.ts'),
        'reader-process': join(root, 'ocr/host/reader-process.ts'),
        'database-worker': join(root, 'storage/database/database-worker.ts'),
      },
      external: packages,
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'shared-[hash].cjs' },
    },
  },
};

export default defineConfig(({ mode }) => ({
  root,
  publicDir: false,
  ssr: { noExternal: true },
  build: { ...builds[mode], ssr: true, outDir: out, emptyOutDir: false, minify: false, sourcemap: false },
}));
