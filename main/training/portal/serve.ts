import { runUntilStopped } from '../stub/run-until-stopped.ts';
import type { RunningStub } from '../stub/stub-server.ts';
import { startPortalStub } from './start-portal-stub.ts';

export interface PortalStubArguments {
  readonly port: number;
  readonly dataDir: string;
}

/**
 * `sohoa stub portal`: resolves once it listens, after one line on standard output; a line for each request goes to
 * standard error; SIGINT and SIGTERM stop it.
 */
export async function runPortalStub(args: PortalStubArguments): Promise<RunningStub> {
  const stub = await startPortalStub({ ...args, log: (line) => console.error(line) });
  return runUntilStopped(stub, `Portal stand-in ready: ${stub.url}`);
}
