import type { RunningStub } from './stub-server.ts';

/** Prints one line once the stand-in listens, and closes it on SIGINT or SIGTERM; the process then ends by itself. */
export function runUntilStopped(stub: RunningStub, readyLine: string): RunningStub {
  const stop = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    stub.close().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  console.log(readyLine);
  return stub;
}
