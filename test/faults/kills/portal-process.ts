import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child-process.ts';
import type { PortalLine } from './portal-line.ts';

/** The real portal stand-in, as `sohoa stub portal` runs it, behind the line that the station knows. */
export interface PortalProcess {
  start(): Promise<void>;
  /** With -9. */
  kill(): Promise<void>;
  /** Tells it what to do wrong; `{}` ends it. */
  faults(faults: object): Promise<void>;
}

const SOHOA = fileURLToPath(new URL('../../../main/cli/sohoa.ts', import.meta.url));

export function portalProcess(dataDir: string, line: PortalLine, env: Readonly<Record<string, string>>): PortalProcess {
  let running: { readonly child: Child; readonly url: string } | null = null;
  return {
    start: async () => {
      const args = ['--disable-warning=ExperimentalWarning', SOHOA, 'stub', 'portal', '--port', '0', '--data', dataDir];
      const child = await startChild({ command: process.execPath, args, env }).ready;
      const url = /http:\S+/.exec(child.firstLine)?.[0];
      if (url === undefined) throw new Error(`the portal said: ${child.firstLine}`);
      running = { child, url };
      line.lead(url);
    },
    kill: async () => {
      line.lead(null);
      running?.child.signal('SIGKILL');
      await running?.child.exited;
      running = null;
    },
    faults: async (faults) => {
      if (running === null) return;
      const answer = await fetch(`${running.url}/_stub/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults),
      });
      if (!answer.ok) throw new Error(`the portal took no faults: ${answer.status}`);
    },
  };
}
