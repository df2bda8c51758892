import { runUntilStopped } from '../stub/run-until-stopped.ts';
import type { RunningStub } from '../stub/stub-server.ts';
import { startScannerStub } from './start-scanner-stub.ts';

export interface ScannerStubArguments {
  readonly port: number;
  /** Folder with the JPEG images of the pages. */
  readonly pagesDir: string;
}

/**
 * `sohoa stub scanner`: resolves once it listens, after one line on standard output; a line for each request goes to
 * standard error; SIGINT and SIGTERM stop it.
 */
export async function runScannerStub(args: ScannerStubArguments): Promise<RunningStub> {
  const stub = await startScannerStub({ ...args, log: (line) => console.error(line) });
  return runUntilStopped(stub, `Scanner simulator ready: ${stub.url}/eSCL`);
}
