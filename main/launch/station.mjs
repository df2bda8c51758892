import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { officialElectron } from './electron.mjs';
import { hasDisplay, isRoot } from './machine.mjs';
import { ROOT, run, say } from './process.mjs';
import { toolbox } from './tools.mjs';

const OPTIONS = {
  browser: { type: 'boolean', default: false },
  data: { type: 'string' },
  port: { type: 'string' },
  'no-open': { type: 'boolean', default: false },
};

/**
 * Opens the station in training mode: in Electron, or in a Chromium-family browser where no Electron can be had or
 * `--browser` asks for it. `--data DIR` says where its data lives; `--port` and `--no-open` are the browser shell's.
 */
export async function openStation({ node, args }) {
  const { values } = parseArgs({ args, options: OPTIONS, strict: true });
  const electron = await electronFor(node, values);
  if (electron === null) return openBrowserShell(node, values);
  await ensureBuilt(node, ['renderer', 'electron']);
  const flags = isRoot() && process.platform === 'linux' ? ['--no-sandbox'] : [];
  const data = values.data === undefined ? [] : [`--data=${values.data}`];
  return run(electron.executable, [...flags, ROOT, ...data], { env: electron.env });
}

async function electronFor(node, values) {
  if (values.browser || values['no-open'] || values.port !== undefined) return null;
  if (!hasDisplay()) {
    say(
      'Máy không có màn hình: trạm mở qua địa chỉ dưới đây. (No display here: the station opens at the address below.)',
    );
    return null;
  }
  const electron = await officialElectron(node);
  if (electron === null) {
    say(
      'Không tải được Electron: trạm mở trong trình duyệt. (Electron could not be had: the station opens in a browser.)',
    );
  }
  return electron;
}

async function openBrowserShell(node, values) {
  await ensureBuilt(node, ['renderer']);
  const open = values['no-open'] || !hasDisplay() ? ['--no-open'] : [];
  const rest = ['data', 'port'].flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]]));
  const chromium = open.length > 0 ? null : findChromium();
  return toolbox(node).script('main/browser/browser-shell.ts', [...open, ...rest], {
    cwd: process.env.INIT_CWD,
    env: chromium === null ? {} : { SOHOA_CHROMIUM: chromium },
  });
}
