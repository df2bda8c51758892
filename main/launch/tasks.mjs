import { ensureBuilt } from './build.mjs';
import { checkAll, fixAll } from './checks.mjs';
import { openStation } from './station.mjs';
import { equipment, runTests } from './tests.mjs';
import { toolbox } from './tools.mjs';

/** What each npm script does, given the project's Node and the person's arguments; answers an exit code. */
export const TASKS = {
  start: openStation,
  test: runTests,
  check: checkAll,
  fix: fixAll,
  /** Paths in the arguments are meant from where the person stands, which npm keeps in INIT_CWD. */
  sohoa: ({ node, args }) => toolbox(node).script('main/cli/sohoa.ts', args, { cwd: process.env.INIT_CWD }),
  bench: async ({ node, args }) =>
    toolbox(node).script('test/bench/run.ts', args, {
      env: await equipment(node, ['unit']),
      cwd: process.env.INIT_CWD,
    }),
  /**
   * Stations killed in the middle of their day, damaged files through real readers, by the seed: what `npm test` does
   * for some seconds, for as long as wanted.
   */
  faults: async ({ node, args }) =>
    toolbox(node).script('test/faults/run.ts', args, {
      env: await equipment(node, ['unit']),
      cwd: process.env.INIT_CWD,
    }),
  screens: async ({ node, args }) => {
    const env = await equipment(node, ['unit']);
    await ensureBuilt(node, ['renderer']);
    return toolbox(node).script('test/e2e/screens.ts', args, { env });
  },
  build: async ({ node }) => {
    await ensureBuilt(node, ['renderer', 'electron']);
    return 0;
  },
  dist: async ({ node, args }) => {
    await ensureBuilt(node, ['renderer', 'electron']);
    return toolbox(node).tool('electron-builder', args);
  },
};
