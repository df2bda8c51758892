import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { StationError, type StationErrorCode } from '../../common/contract/errors.ts';
import type { Inspection, InspectionDepth } from './inspect-database.ts';

export type DatabaseTask =
  | { readonly kind: 'inspect'; readonly path: string; readonly key: Uint8Array; readonly depth: InspectionDepth }
  | { readonly kind: 'copy'; readonly path: string; readonly key: Uint8Array; readonly to: string };

export type DatabaseTaskAnswer =
  | { readonly ok: true; readonly inspection: Inspection | null }
  | { readonly ok: false; readonly code: StationErrorCode; readonly detail: string | undefined; readonly text: string };

/**
 * Runs a task over a database file on another thread.
 *
 * @throws StationError as inspectDatabase and copyDatabase do
 */
export async function runDatabaseTask(task: DatabaseTask): Promise<Inspection | null> {
  const worker = new Worker(workerScript(), { workerData: task });
  const answer = await new Promise<DatabaseTaskAnswer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The database worker ended without an answer.')));
  });
  if (answer.ok) return answer.inspection;
  if (answer.code === 'unexpected') throw new Error(answer.text);
  throw new StationError(answer.code, answer.detail);
}

function workerScript(): string {
  for (const name of ['./database-worker.ts', './database-worker.cjs']) {
    const path = fileURLToPath(new URL(name, import.meta.url));
    if (existsSync(path)) return path;
  }
  throw new Error('The database worker is missing from this installation.');
}
