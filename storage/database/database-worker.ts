import { parentPort, workerData } from 'node:worker_threads';
import { errorCodeOf, StationError } from '../../common/contract/errors.ts';
import { copyDatabase } from './copy-database.ts';
import type { DatabaseTask, DatabaseTaskAnswer } from './database-tasks.ts';
import { inspectDatabase } from './inspect-database.ts';
import { toStorageError } from './sqlite-errors.ts';

// One task over a database file, on a thread of its own: SQLite works through the whole file in one call, and the
// station must go on answering meanwhile.

async function answer(task: DatabaseTask): Promise<DatabaseTaskAnswer> {
  try {
    if (task.kind === 'inspect') {
      return { ok: true, inspection: await inspectDatabase(task.path, task.key, task.depth) };
    }
    await copyDatabase(task.path, task.key, task.to);
    return { ok: true, inspection: null };
  } catch (thrown) {
    const error = toStorageError(thrown);
    const detail = error instanceof StationError ? error.detail : undefined;
    return { ok: false, code: errorCodeOf(error), detail, text: String(thrown) };
  }
}

void answer(workerData as DatabaseTask).then((result) => parentPort?.postMessage(result));
