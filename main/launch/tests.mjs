import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { checkAll } from './checks.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureElectron } from './electron.mjs';
import { aptInstall, hasDisplay, which } from './machine.mjs';
import { LaunchError, ROOT, say } from './process.mjs';
import { toolbox } from './tools.mjs';

const RESULTS = join(ROOT, '.cache', 'results');
const PARTS = ['check', 'unit', 'e2e'];

/** Programs that tests hold the station's output against, with the Debian package of each. */
const PROGRAMS = [
  { command: 'pdftotext', package: 'poppler-utils', forWhat: 'đọc lại chữ trong PDF (reading PDFs back)' },
  { command: 'qpdf', package: 'qpdf', forWhat: 'kiểm tra PDF (checking PDFs)' },
];
/** Of Linux: what reaches the disk in which order is seen from the system's calls; SANE has a scanner for tests. */
const ON_LINUX = [
  { command: 'strace', package: 'strace', forWhat: 'kiểm tra thứ tự ghi đĩa (checking the order of disk writes)' },
  { command: 'scanimage', package: 'sane-utils', forWhat: 'quét thử qua SANE (scanning by SANE)' },
];
const DISPLAY = [
  { command: 'xvfb-run', package: 'xvfb', forWhat: 'mở Electron không màn hình (Electron without a display)' },
];

/**
 * Runs everything that must pass, or the named parts of it (check, unit, e2e), and ends with one plain line
 * `N passed, N failed` over all test cases. Answers 0 only when some ran and none failed and the checks hold.
 */
export async function runTests({ node, args }) {
  const unknown = args.filter((arg) => !PARTS.includes(arg));
  if (unknown.length > 0)
    throw new LaunchError(`Không có phần kiểm thử "${unknown[0]}": ${PARTS.join(', ')}. (No such part.)`);
  const parts = args.length === 0 ? PARTS : args;
  await rm(RESULTS, { recursive: true, force: true });
  await mkdir(RESULTS, { recursive: true });

  const tally = { passed: 0, failed: 0 };
  const checked = parts.includes('check') ? await checkAll({ node, args: [] }) : 0;
  const codes = [];
  if (parts.includes('unit') || parts.includes('e2e')) {
    const env = await equipment(node, parts);
    if (parts.includes('unit')) codes.push(await vitest(node, env, tally));
    if (parts.includes('e2e')) codes.push(await playwright(node, env, tally));
  }
  if (checked !== 0) say('Kiểm tra mã (npm run check) không đạt. (The checks failed.)');
  const summary = `${tally.passed} passed, ${tally.failed} failed\n`;
  process.stdout.write(summary);
  await writeFile(join(RESULTS, 'summary.txt'), summary);
  const ran = codes.length === 0 || tally.passed > 0;
  return checked === 0 && ran && tally.failed === 0 && codes.every((code) => code === 0) ? 0 : 1;
}

/** What the tests need beside packages, found or fetched; answers the environment that names it. */
export async function equipment(node, parts) {
  const programs = [
    ...PROGRAMS,
    ...(process.platform === 'linux' ? ON_LINUX : []),
    ...(parts.includes('e2e') && !hasDisplay() ? DISPLAY : []),
  ];
  const missing = programs.filter(({ command }) => which(command) === null);
  if (missing.length > 0)
    await aptInstall([
      ...missing.map((program) => program.package),
      'xauth',
      'fonts-liberation',
      'fonts-ocr-b',
      'sane-airscan',
    ]);
  const still = missing.filter(({ command }) => which(command) === null);
  for (const { command, package: name, forWhat } of still) {
    say(`Thiếu ${command} để ${forWhat}: cài gói ${name}. (Missing: install the package ${name}.)`);
  }
  if (still.length > 0)
    throw new LaunchError('Không chạy kiểm thử khi còn thiếu. (Tests do not run while this is missing.)');

  const env = { SOHOA_CHROMIUM: await ensureChromium(node) };
  if (!parts.includes('e2e')) return env;
  const electron = await ensureElectron(node);
  await ensureBuilt(node, ['renderer', 'electron']);
  return { ...env, ...electron.env, SOHOA_ELECTRON: electron.executable };
}

async function vitest(node, env, tally) {
  const file = join(RESULTS, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await toolbox(node).tool('vitest', args, { env });
  const report = await readReport(file);
  tally.passed += report?.numPassedTests ?? 0;
  tally.failed += report?.numFailedTests ?? 0;
  // A file that can't even be loaded counts as one failure: none of its tests ran.
  tally.failed += (report?.testResults ?? []).filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length;
  return report === null ? 1 : code;
}

async function playwright(node, env, tally) {
  const file = join(RESULTS, 'playwright.json');
  const code = await toolbox(node).tool('@playwright/test', ['test', '--reporter=list,json'], {
    command: 'playwright',
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    under: hasDisplay() ? [] : ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'],
  });
  const report = await readReport(file);
  tally.passed += (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0);
  tally.failed += report?.stats.unexpected ?? 0;
  if (report !== null && report.errors.length > 0) tally.failed += report.errors.length;
  return report === null ? 1 : code;
}

async function readReport(file) {
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : null;
}
