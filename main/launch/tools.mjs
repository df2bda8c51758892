import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { ROOT, run } from './process.mjs';

/** A runner of the project's own tools on the project's own Node, with node_modules/.bin first on the path. */
export function toolbox(node) {
  const bins = join(ROOT, 'node_modules', '.bin');
  const path = { PATH: [bins, process.env.PATH ?? ''].join(delimiter) };
  return {
    /** Runs a script of the project; answers the exit code. */
    script: (file, args = [], options = {}) =>
      run(node, [join(ROOT, file), ...args], { ...options, env: { ...path, ...options.env } }),
    /**
     * Runs the command of an installed package, `under` another program with its arguments when one is given; answers
     * the exit code.
     */
    tool: async (packageName, args = [], { command = packageName, under = [], ...options } = {}) => {
      const [program, ...rest] = [...under, node, await binOf(packageName, command), ...args];
      return run(program, rest, { cwd: ROOT, ...options, env: { ...path, ...options.env } });
    },
  };
}

async function binOf(packageName, command) {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
