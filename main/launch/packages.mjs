import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { capture, LaunchError, npm, ROOT, say } from './process.mjs';

const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.sohoa-stamp');
/** Node of the project's own, whatever the machine has. */
const NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Makes sure that node_modules is what package-lock.json says and that Node 24 is there; answers the path of that Node.
 * Costs a few milliseconds when nothing is to be done.
 */
export async function ensurePackages() {
  const wanted = await fingerprint();
  if (await upToDate(wanted)) return NODE;
  await withLock(join(ROOT, '.cache', 'install.lock'), async () => {
    if (await upToDate(wanted)) return;
    if (!(await installedByHand())) await install();
    await ensureNode();
    await writeFile(STAMP, wanted);
  });
  return NODE;
}

async function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  return hash.update(await readFile(join(ROOT, 'package-lock.json'))).digest('hex');
}

async function upToDate(wanted) {
  return existsSync(NODE) && existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === wanted;
}

/** Whether npm has already put there every package that the lock names; npm keeps its own account of it. */
async function installedByHand() {
  const account = join(MODULES, '.package-lock.json');
  if (!existsSync(account)) return false;
  const wanted = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(await readFile(account, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || present[path]?.version === entry.version,
  );
}

async function install() {
  say('Cài các gói của dự án (một lần)… (Installing the project’s packages, once…)');
  await rm(STAMP, { force: true });
  // Not `npm ci`: a registry that lags in packages for other platforms makes it refuse the lock. No scripts: the
  // database driver carries its binary, and its implicit node-gyp rebuild would want a compiler.
  const flags = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await npm(flags)) !== 0) {
    throw new LaunchError(
      'Không cài được các gói: cần mạng tới kho npm. (Packages could not be installed: the npm registry must be reachable.)',
    );
  }
}

/** The `node` package fetches the real binary in its install script; when that fails, its platform package is fetched. */
async function ensureNode() {
  const version = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')).devDependencies.node;
  if (await isNode(NODE, version)) return;
  await npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error']);
  if (await isNode(NODE, version)) return;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = `${prefix}-${platform}-${process.arch}`;
  // In a folder of its own: npm would take other packages out of node_modules while it puts this one in.
  const aside = join(ROOT, '.cache', 'node');
  await mkdir(aside, { recursive: true });
  await writeFile(join(aside, 'package.json'), '{"private":true}\n');
  await npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], {
    cwd: aside,
  });
  const fetched = join(aside, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (await isNode(fetched, version)) {
    await mkdir(dirname(NODE), { recursive: true });
    await rm(NODE, { force: true });
    await copyFile(fetched, NODE);
    await chmod(NODE, 0o755);
  }
  if (!(await isNode(NODE, version))) {
    throw new LaunchError(
      `Không lấy được Node ${version} từ kho npm (gói ${name}). (Node ${version} could not be had from the npm registry, package ${name}.)`,
    );
  }
}

async function isNode(path, version) {
  if (!existsSync(path)) return false;
  return (await capture(path, ['--version'])).stdout.trim() === `v${version}`;
}
