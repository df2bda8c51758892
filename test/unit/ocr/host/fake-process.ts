import type { FromReader, ReaderTask, ToReader } from '../../../../ocr/host/messages.ts';
import type { LaunchReaderProcess, ReaderProcess } from '../../../../ocr/reader.ts';

/** What a fake reader process does with a task: answer, die, or neither. */
export type Behaviour = (task: ReaderTask, process: FakeProcess) => FromReader['kind'] | 'die' | 'hang';

/** A reader process in memory, for tests of the pool. */
export class FakeProcess implements ReaderProcess {
  readonly tasks: ReaderTask[] = [];
  killed = false;
  stopped = false;
  readonly #behaviour: Behaviour;
  readonly #messages: ((message: unknown) => void)[] = [];
  readonly #exits: (() => void)[] = [];
  #ended = false;

  constructor(behaviour: Behaviour, starts: boolean) {
    this.#behaviour = behaviour;
    queueMicrotask(() => (starts ? this.#emit({ kind: 'ready' }) : this.end()));
  }

  send(message: unknown): void {
    const order = message as ToReader;
    if (order.kind === 'stop') {
      this.stopped = true;
      queueMicrotask(() => this.end());
      return;
    }
    this.tasks.push(order.task);
    queueMicrotask(() => this.#act(order.id, order.task));
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messages.push(listener);
  }

  onExit(listener: () => void): void {
    this.#exits.push(listener);
  }

  kill(): void {
    this.killed = true;
    queueMicrotask(() => this.end());
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const listener of this.#exits) listener();
  }

  #act(id: number, task: ReaderTask): void {
    const deed = this.#behaviour(task, this);
    if (deed === 'die') this.end();
    else if (deed === 'failed') this.#emit({ kind: 'failed', id, code: 'file-truncated', detail: 'page 1' });
    else if (deed === 'done') {
      this.#emit({ kind: 'step', id, step: 'decode' });
      this.#emit({ kind: 'verdict', id, verdict: { blank: false, card: true, codes: [], findings: [] } });
      this.#emit({ kind: 'done', id, result: { format: 'png', pages: 1, sha256: pathOf(task) } });
    }
  }

  #emit(message: FromReader): void {
    if (!this.#ended) for (const listener of this.#messages) listener(message);
  }
}

export function pathOf(task: ReaderTask): string {
  return task.kind === 'open'
    ? task.path
    : task.kind === 'page'
      ? `${task.job.path}#${task.job.index}`
      : task.request.out;
}

/** A launcher that keeps what it launched; the first `failures` don't start. */
export function fakeLauncher(
  behaviour: Behaviour,
  failures = 0,
): { launch: LaunchReaderProcess; started: FakeProcess[] } {
  const started: FakeProcess[] = [];
  return {
    started,
    launch: () => {
      const process = new FakeProcess(behaviour, started.length >= failures);
      started.push(process);
      return process;
    },
  };
}
