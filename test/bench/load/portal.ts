import { type StartedChild, startChild } from './child.ts';

/** The portal's stand-in in a process of its own, on a free port. @param dataDir what it keeps */
export async function startPortal(dataDir: string): Promise<Pick<StartedChild, 'stop'> & { readonly port: number }> {
  const { firstLine, stop } = await startChild('main/cli/sohoa.ts', [
    'stub',
    'portal',
    '--port',
    '0',
    '--data',
    dataDir,
  ]);
  const port = /:(\d+)\/?$/.exec(firstLine.trim())?.[1];
  if (port === undefined) throw new Error(`the portal stand-in said: ${firstLine}`);
  return { port: Number(port), stop };
}
