import { setPriority } from 'node:os';
import sharp from 'sharp';
import { StationError } from '../../common/contract/errors.ts';
import { isEngineName, type OcrEngine } from '../engines/engine.ts';
import { createLineEngine } from '../engines/lstm/create-line-engine.ts';
import { createNullEngine } from '../engines/null.ts';
import { createTesseractEngine } from '../engines/tesseract.ts';
import { readPage } from '../pipeline.ts';
import { composePdf } from '../steps/compose-pdf.ts';
import { openFile } from '../steps/open-file.ts';
import { asMessage, type FromReader, type ReaderTask, type TaskResults, type ToReader } from './messages.ts';
import { openParentChannel } from './parent-channel.ts';

// One reader process: takes tasks one at a time from its starter until it is told to stop.

const channel = openParentChannel();
const send = (message: FromReader): void => channel.send(message);

// The pool has a process for each core; more threads inside would only fight over them.
sharp.concurrency(1);
sharp.cache(false);
// The station and its windows go first.
setPriority(5);

let engine: Promise<OcrEngine> | undefined;

function startEngine(): Promise<OcrEngine> {
  const wanted = process.argv.find((argument) => argument.startsWith('--engine='))?.slice('--engine='.length);
  if (wanted !== undefined && !isEngineName(wanted)) throw new Error(`Unknown engine ${wanted}`);
  if (wanted === 'null') return Promise.resolve(createNullEngine());
  if (wanted === 'tesseract') return createTesseractEngine();
  // Where the native runtime has no binary for this machine, the same model runs slower in WebAssembly.
  return createLineEngine().catch(() => createTesseractEngine());
}

async function run(id: number, task: ReaderTask): Promise<TaskResults[keyof TaskResults]> {
  switch (task.kind) {
    case 'open':
      return openFile(task.path);
    case 'page': {
      // Opening the engine takes the processor: what is known of the page at first sight goes before.
      const seen = Promise.withResolvers<void>();
      const opened = engine ?? seen.promise.then(() => (engine ??= startEngine()));
      // Told by the page that asks for it: one without text never does.
      opened.catch(() => undefined);
      return readPage(
        task.job,
        opened,
        (step) => send({ kind: 'step', id, step }),
        (verdict) => {
          send({ kind: 'verdict', id, verdict });
          seen.resolve();
        },
      );
    }
    case 'pdf':
      return composePdf(task.request);
  }
}

channel.onMessage((received) => {
  const message = asMessage<ToReader>(received);
  if (message === undefined) return;
  if (message.kind === 'stop') process.exit(0);
  const { id, task } = message;
  run(id, task).then(
    (result) => send({ kind: 'done', id, result }),
    (error: unknown) => send(failure(id, error)),
  );
});
channel.onClose(() => process.exit(0));
send({ kind: 'ready' });

/** An error outside the closed list keeps its kind of failure only: its words could hold what was read. */
function failure(id: number, error: unknown): FromReader {
  if (error instanceof StationError) {
    return { kind: 'failed', id, code: error.code, ...(error.detail === undefined ? {} : { detail: error.detail }) };
  }
  return { kind: 'failed', id, code: 'unexpected', detail: error instanceof Error ? error.name : typeof error };
}
