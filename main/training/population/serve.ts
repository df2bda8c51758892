import { runUntilStopped } from '../stub/run-until-stopped.ts';
import type { RunningStub } from '../stub/stub-server.ts';
import { startPopulationStub } from './start-population-stub.ts';

export interface PopulationStubArguments {
  readonly port: number;
  /** Default 100,000. */
  readonly citizens?: number;
  readonly seed?: string;
}

/**
 * `sohoa stub population`: resolves once it listens, after one line on standard output; a line for each request goes to
 * standard error; SIGINT and SIGTERM stop it.
 */
export async function runPopulationStub(args: PopulationStubArguments): Promise<RunningStub> {
  const stub = await startPopulationStub({ ...args, log: (line) => console.error(line) });
  return runUntilStopped(stub, `Population stand-in ready: ${stub.url}`);
}
