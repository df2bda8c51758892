import { say } from './process.mjs';
import { toolbox } from './tools.mjs';

/** Types, lint and format, import table, unused code: all are run, so that one answer shows everything. */
export async function checkAll({ node }) {
  const { script, tool } = toolbox(node);
  const plain = process.stdout.isTTY ? [] : ['--colors=off'];
  const checks = [
    ['types', () => tool('typescript', ['-p', '.'], { command: 'tsc' })],
    ['types of the renderer', () => tool('typescript', ['-p', 'renderer'], { command: 'tsc' })],
    ['lint and format', () => tool('@biomejs/biome', ['ci', '--error-on-warnings', ...plain], { command: 'biome' })],
    ['imports', () => script('main/launch/check-imports.mjs')],
    ['unused code', () => tool('knip', ['--no-progress'])],
  ];
  const failed = [];
  for (const [name, check] of checks) {
    if ((await check()) !== 0) failed.push(name);
  }
  say(failed.length === 0 ? `check: ${checks.length} of ${checks.length} hold` : `check: failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

/** Formats, sorts imports and applies what the linter can repair by itself. */
export async function fixAll({ node }) {
  return toolbox(node).tool('@biomejs/biome', ['check', '--write'], { command: 'biome' });
}
