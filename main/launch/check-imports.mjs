// The import table as a check: `node check-imports.mjs [ROOT]` runs dependency-cruiser over the source folders and fails
// on a violation, and as well when a source file was not looked at, which would let everything pass.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { capture, ROOT as PROJECT } from './process.mjs';

const FOLDERS = ['common', 'ocr', 'storage', 'main', 'renderer', 'test'];
const SOURCE = /\.(ts|tsx|mts|mjs)$/;
/** A table that holds for nothing is a broken check, not a clean project. */
const FEWEST_FILES = 2;

const root = process.argv[2] ?? PROJECT;
const cruiser = join(PROJECT, 'node_modules', 'dependency-cruiser');
const { bin } = JSON.parse(await readFile(join(cruiser, 'package.json'), 'utf8'));

const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
const files = (await Promise.all(folders.map((folder) => sourcesIn(join(root, folder))))).flat();

const result = await capture(
  process.execPath,
  [join(cruiser, bin.depcruise), '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
  { cwd: root, timeoutMs: 300_000 },
);
process.exitCode = judge(result);

function judge({ stdout, stderr }) {
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    console.error(`dependency-cruiser gave no report:\n${stderr}${stdout.slice(0, 2000)}`);
    return 1;
  }
  const seen = new Set(report.modules.map((module) => module.source));
  const missed = files.filter((file) => !seen.has(file));
  for (const { rule, from, to } of report.summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
  if (files.length < FEWEST_FILES) console.error(`Only ${files.length} source files were found.`);
  if (missed.length > 0)
    console.error(`${missed.length} files were not looked at, among them ${missed.slice(0, 5).join(', ')}`);
  const failed = report.summary.violations.length > 0 || missed.length > 0 || files.length < FEWEST_FILES;
  console.log(`imports: ${files.length} files, ${report.summary.violations.length} violations`);
  return failed ? 1 : 0;
}

async function sourcesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
