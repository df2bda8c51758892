import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sohoa-imports-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json']) await cp(join(ROOT, file), join(folder, file));
  await write('package.json', '{"type":"module"}');
  await write('common/domain/dossier.ts', 'export const dossier = 1;\n');
  await write('main/backend/backend.ts', "export { dossier } from '../../common/domain/dossier.ts';\n");
  await write('main/electron/main.ts', "export { dossier } from '../backend/backend.ts';\n");
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

function check(): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const script = join(ROOT, 'main', 'launch', 'check-imports.mjs');
    const child = execFile(process.execPath, [script, folder], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

describe('the check of the import table', () => {
  it('lets through what the table allows', async () => {
    expect(await check()).toEqual({ code: 0, output: 'imports: 3 files, 0 violations\n' });
  });

  it.each([
    ['one shell into the other', 'main/electron/bad.ts', "import '../browser/server.ts';", 'main/browser/server.ts'],
    ['a shell into the store', 'main/browser/bad.ts', "import '../../storage/open.ts';", 'storage/open.ts'],
    ['common into a folder', 'common/bad.ts', "import '../ocr/read.ts';", 'ocr/read.ts'],
    ['common into Node', 'common/bad.ts', "import 'node:fs';", 'fs'],
    [
      'the screens into the backend',
      'renderer/bad.ts',
      "import '../main/backend/backend.ts';",
      'main/backend/backend.ts',
    ],
    [
      'a stand-in into the backend',
      'main/training/bad.ts',
      "import '../backend/backend.ts';",
      'main/backend/backend.ts',
    ],
    ['the product into its tests', 'ocr/bad.ts', "import '../test/helper.ts';", 'test/helper.ts'],
    [
      'a type across',
      'storage/bad.ts',
      "import type { x } from '../main/backend/backend.ts';",
      'main/backend/backend.ts',
    ],
    ['a file that is not there', 'ocr/bad.ts', "import './gone.ts';", './gone.ts'],
  ])('fails on %s', async (_, from, code, to) => {
    const target = to.includes('/') && !to.startsWith('.') ? [to] : [];
    for (const file of target) if (!file.startsWith('main/backend')) await write(file, 'export const x = 1;\n');
    await write(from, `${code}\nexport const bad = 1;\n`);
    const { code: exit, output } = await check();
    expect(exit).toBe(1);
    expect(output).toContain(`${from} → ${to}`);
  });

  it('fails on a cycle', async () => {
    await write('ocr/one.ts', "import { two } from './two.ts';\nexport const one = (): unknown => two;\n");
    await write('ocr/two.ts', "import { one } from './one.ts';\nexport const two = (): unknown => one;\n");
    expect((await check()).output).toContain('no cycles');
  });

  it('fails when there is nothing to look at', async () => {
    for (const path of ['common', 'main']) await rm(join(folder, path), { recursive: true });
    await write('common/README.md', 'no source');
    expect((await check()).code).toBe(1);
  });

  it('fails when a source file was not looked at', async () => {
    await write('.dependency-cruiser.cjs', "module.exports = { forbidden: [], options: { exclude: 'electron' } };\n");
    const { code, output } = await check();
    expect(code).toBe(1);
    expect(output).toContain('1 files were not looked at, among them main/electron/main.ts');
  });
});
