import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Shows an address in a window of its own: in the Chromium-family browser that SOHOA_CHROMIUM names, without tabs and
 * with a profile inside the station's data folder, else in the person's usual browser. Answers how to close it again; a
 * browser that is not ours stays open.
 */
export function openBrowser(address: string, dataDir: string): () => void {
  const chromium = process.env.SOHOA_CHROMIUM;
  const [command, args] = chromium ? [chromium, appMode(address, dataDir)] : usualBrowser(address);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', (error) =>
    console.error(`Không mở được trình duyệt (${error.message}); mở địa chỉ trên bằng tay.`),
  );
  child.unref();
  return () => {
    if (chromium) child.kill();
  };
}

function appMode(address: string, dataDir: string): string[] {
  const profile = `--user-data-dir=${join(dataDir, 'browser-profile')}`;
  const quiet = ['--no-first-run', '--no-default-browser-check', '--disable-background-networking'];
  const sandbox = process.getuid?.() === 0 && process.platform === 'linux' ? ['--no-sandbox'] : [];
  return [`--app=${address}`, profile, ...quiet, ...sandbox, '--window-size=1440,900'];
}

function usualBrowser(address: string): [string, string[]] {
  if (process.platform === 'darwin') return ['open', [address]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]];
  return ['xdg-open', [address]];
}
