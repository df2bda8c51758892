import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export interface StartedElectron {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/**
 * Opens an app in the real Electron that SOHOA_ELECTRON names.
 *
 * @param app folder with a package.json
 * @param dataDir the station's data folder
 */
export async function startElectron(
  app: string,
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<StartedElectron> {
  const executablePath = process.env.SOHOA_ELECTRON;
  if (executablePath === undefined) throw new Error('SOHOA_ELECTRON is not set; run the tests with `npm test`.');
  const started = await _electron.launch({
    executablePath,
    args: ['--no-sandbox', ...flags, app, `--data=${dataDir}`],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  return { app: started, page: await started.firstWindow() };
}
