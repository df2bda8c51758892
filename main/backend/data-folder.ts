import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** Where a person's own programs keep their data, by operating system. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const HERE: Surroundings = { platform: process.platform, env: process.env, home: homedir() };

/**
 * Folder of the training station's data: the one given, else SOHOA_DATA, else the person's own data folder
 * (XDG Base Directory 0.8, AppData on Windows, Application Support on macOS) and `tram-so-hoa-training` in it.
 */
export function trainingDataFolder(given: string | undefined, here: Surroundings = HERE): string {
  const named = given || here.env.SOHOA_DATA;
  return named ? resolve(named) : join(personalFolder(here), 'tram-so-hoa-training');
}

function personalFolder({ platform, env, home }: Surroundings): string {
  if (platform === 'win32') return env.APPDATA || join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  const xdg = env.XDG_DATA_HOME;
  // The specification says that a relative path there is to be ignored.
  return xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'share');
}
