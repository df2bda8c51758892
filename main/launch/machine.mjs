import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, run, say } from './process.mjs';

/** Full path of a program on the path, or null. */
export function which(name) {
  const names = process.platform === 'win32' ? [`${name}.exe`, name] : [name];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const file of names) {
      const path = join(folder, file);
      if (folder !== '' && executable(path)) return path;
    }
  }
  return null;
}

/** Whether a window can be shown here. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Chromium's own sandbox refuses to start as root. */
export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * Installs Debian packages when this machine has apt and the person is root; packages that its sources don't have are
 * left out. Answers whether everything asked for was installed.
 */
export async function aptInstall(packages) {
  if (!isRoot() || which('apt-get') === null) return false;
  say(`Cài bằng apt: ${packages.join(' ')} (Installing with apt)`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const known = [];
  for (const name of packages) {
    if ((await capture('apt-cache', ['show', name])).code === 0) known.push(name);
  }
  const flags = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0'];
  return (
    known.length > 0 && (await run('apt-get', [...flags, ...known], { env })) === 0 && known.length === packages.length
  );
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}
