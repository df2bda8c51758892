import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from '../kills/child-process.ts';
import { openLine } from '../kills/station-line.ts';

/** A step of a capture as the kernel saw it; begun and done are places in the trace. */
export interface TracedStep {
  readonly what: string;
  readonly begun: number;
  readonly done: number;
}

const STATION = fileURLToPath(new URL('../kills/station-process.ts', import.meta.url));
const NOWHERE = 'http://127.0.0.1:9';
const CALLS = 'write,writev,pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2';

/**
 * Captures one file in a station that runs under strace, and tells what reached the disk in which order: the last of
 * each step before the answer.
 *
 * @param folder empty, on a real disk
 */
export async function traceCapture(folder: string, bytes: Buffer): Promise<readonly TracedStep[]> {
  const trace = join(folder, 'trace');
  const dataDir = join(folder, 'data');
  const settings = { dataDir, populationUrl: NOWHERE, portalUrl: NOWHERE, pageMs: 0, engine: 'null', clockOffsetMs: 0 };
  const strace = ['-f', '--seccomp-bpf', '-y', '-s', '16', '-e', `trace=${CALLS}`, '-o', trace];
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', STATION, JSON.stringify(settings)];
  const station = startChild({ command: 'strace', args: [...strace, ...node] });
  const { firstLine, exited } = await station.ready;
  const { origin, addresses, pid } = JSON.parse(firstLine) as { origin: string; addresses: string[]; pid: number };
  try {
    const line = await openLine(origin, addresses[0] ?? '', 'hanh');
    const { id } = await line.client.intake.open({ procedureCode: '1.004222' });
    await line.upload(id, 'giay.jpg', bytes, () => undefined);
    line.close();
  } finally {
    // strace ends with the program that it traces.
    process.kill(pid, 'SIGKILL');
    await exited;
  }
  return stepsOf(parseTrace(await readFile(trace, 'utf8')), createHash('sha256').update(bytes).digest('hex'));
}

interface Call {
  readonly name: string;
  readonly text: string;
  readonly begun: number;
  readonly done: number;
}

/** Calls of all threads in the order in which they began; a call that was interrupted by another is put together. */
function parseTrace(text: string): readonly Call[] {
  const calls: Call[] = [];
  const open = new Map<string, { readonly begun: number; readonly start: string }>();
  for (const [at, line] of text.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(rest);
    if (unfinished !== null) {
      open.set(thread, { begun: at, start: unfinished[1] ?? '' });
      continue;
    }
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(rest);
    const begun = resumed === null ? undefined : open.get(thread);
    const whole = begun === undefined ? rest : `${begun.start}${resumed?.[2] ?? ''}`;
    const name = /^(\w+)\(/.exec(whole)?.[1];
    // Only what the kernel said it did counts.
    if (name !== undefined && !/\) = -1/.test(whole)) {
      calls.push({ name, text: whole, begun: begun?.begun ?? at, done: at });
    }
  }
  return calls.sort((left, right) => left.begun - right.begun);
}

/** The steps of the capture of a file with this hash. */
function stepsOf(calls: readonly Call[], sha256: string): readonly TracedStep[] {
  const stored = `/files/${sha256.slice(0, 2)}/${sha256.slice(2)}`;
  const rename = calls.find(({ name, text }) => name.startsWith('rename') && text.includes(stored));
  const temporary = /"([^"]+)"/.exec(rename?.text ?? '')?.[1] ?? 'no temporary file';
  const answer = calls.find(({ name, text, begun }) => {
    return begun > (rename?.begun ?? 0) && name.startsWith('write') && text.includes('"HTTP/1.1 201');
  });
  const folder = `/files/${sha256.slice(0, 2)}>`;
  const until = answer?.begun ?? 0;
  const last = (what: string, names: RegExp, part: string, from = 0): TracedStep[] => {
    const found = calls.findLast(({ name, text, begun, done }) => {
      return names.test(name) && text.includes(part) && begun > from && done < until;
    });
    return found === undefined ? [] : [{ what, begun: found.begun, done: found.done }];
  };
  const renamed = rename?.done ?? 0;
  return [
    ...last('write of the temporary file', /^p?writev?(64)?$/, `${temporary}>`),
    ...last('fsync of the temporary file', /^f(data)?sync$/, `${temporary}>`),
    ...(rename === undefined ? [] : [{ what: 'rename to the hash', begun: rename.begun, done: rename.done }]),
    ...last('fsync of the folder', /^f(data)?sync$/, folder, renamed),
    ...last('write of the log', /^p?writev?(64)?$/, 'station.db-wal>', renamed),
    ...last('fsync of the log', /^f(data)?sync$/, 'station.db-wal>', renamed),
    ...(answer === undefined ? [] : [{ what: 'answer', begun: answer.begun, done: answer.done }]),
  ];
}
