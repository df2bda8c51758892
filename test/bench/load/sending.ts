import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../../storage/open-store.ts';
import { queueDossier } from '../../helpers/queued-dossier.ts';
import { table } from '../markdown.ts';
import { startChild } from './child.ts';
import { BENCH_KEY, deliverAll, openStation } from './deliver.ts';
import { openSlowLine } from './line.ts';
import { uploadByCurl } from './plain-curl.ts';
import { startPortal } from './portal.ts';

interface Line {
  readonly name: string;
  readonly dossiers: number;
  readonly filesEach: number;
  readonly bytesEach: number;
  readonly rounds: number;
  /** Undefined: nothing between the station and the portal. */
  readonly slow?: { readonly bitsPerSecond: number; readonly loss: number };
}

const LINES: readonly Line[] = [
  { name: 'clean line', dossiers: 40, filesEach: 3, bytesEach: 450_000, rounds: 3 },
  {
    name: '256 kbit/s, breaks',
    dossiers: 20,
    filesEach: 3,
    bytesEach: 24_000,
    rounds: 2,
    slow: { bitsPerSecond: 256_000, loss: 0.05 },
  },
];

interface Sent {
  readonly seconds: number;
  readonly broken: number;
  readonly resumed: number;
}

/** Dossiers to the portal, read back and with receipt, beside a plain curl of the same bytes over the same line. */
export async function benchSending(folder: string, seed: number, say: (text: string) => void): Promise<string> {
  const rows: string[][] = [];
  for (const [at, line] of LINES.entries()) {
    const work = join(folder, `line-${at}`);
    const files = await makeFiles(join(work, 'files'), line);
    let [station, curl] = [NOTHING, NOTHING];
    for (let round = 0; round < line.rounds; round += 1) {
      const here = join(work, `round-${round}`);
      const turn = seed * 100 + at * 10 + round;
      const byStation = async (): Promise<void> => {
        say(`${line.name}, round ${round + 1}: the station`);
        station = add(station, await sendByStation(join(here, 'station'), files, line, turn));
      };
      const byCurl = async (): Promise<void> => {
        say(`${line.name}, round ${round + 1}: curl`);
        curl = add(curl, await sendByCurl(join(here, 'curl'), files.flat(), line, turn));
      };
      for (const send of round % 2 === 0 ? [byStation, byCurl] : [byCurl, byStation]) await send();
    }
    const dossiers = line.dossiers * line.rounds;
    const kilobytes = (dossiers * line.filesEach * line.bytesEach) / 1000;
    for (const [who, sent] of [
      ['the station', station],
      ['curl', curl],
    ] as const) {
      rows.push([
        line.name,
        who,
        ((dossiers / sent.seconds) * 60).toFixed(0),
        (kilobytes / sent.seconds).toFixed(0),
        who === 'curl' ? '1' : `${(curl.seconds / sent.seconds).toFixed(2)} ×`,
        line.slow === undefined ? '–' : String(sent.broken),
        who === 'curl' ? '–' : String(sent.resumed),
      ]);
    }
  }
  const loads = LINES.map(
    ({ name, dossiers, filesEach, bytesEach, rounds }) =>
      `${name}: ${rounds} × ${dossiers} dossiers of ${filesEach} files of ${bytesEach / 1000} kB.`,
  );
  return [
    '## Sending',
    `${loads.join(' ')} Breaks: in each second of sending a connection is lost with a chance of 5 %.`,
    table(['line', 'who', 'dossiers/min', 'kB/s', 'against curl', 'connections broken', 'uploads resumed'], rows),
    'The station uploads in resumable parts, has every file sealed by its hash, sends the message, reads all hashes back and stores the receipt; curl only uploads, and begins a file anew when the line breaks. The portal stand-in and the receiver of curl run in processes of their own and sync every file.',
  ].join('\n\n');
}

const NOTHING: Sent = { seconds: 0, broken: 0, resumed: 0 };

function add(left: Sent, right: Sent): Sent {
  return {
    seconds: left.seconds + right.seconds,
    broken: left.broken + right.broken,
    resumed: left.resumed + right.resumed,
  };
}

/** By dossier. */
async function makeFiles(folder: string, line: Line): Promise<readonly (readonly string[])[]> {
  await mkdir(folder, { recursive: true });
  const dossiers: string[][] = [];
  for (let dossier = 0; dossier < line.dossiers; dossier += 1) {
    const files: string[] = [];
    for (let file = 0; file < line.filesEach; file += 1) {
      const path = join(folder, `${dossier}-${file}.pdf`);
      await writeFile(path, randomBytes(line.bytesEach));
      files.push(path);
    }
    dossiers.push(files);
  }
  return dossiers;
}

async function sendByStation(
  folder: string,
  dossiers: readonly (readonly string[])[],
  line: Line,
  seed: number,
): Promise<Sent> {
  const dataDir = join(folder, 'data');
  // Once, so that its accounts are there.
  await (await openStation(dataDir, 'http://127.0.0.1:9')).backend.close();
  const store = await openStore({ dataDir, databaseKey: BENCH_KEY, now: () => new Date() });
  for (const [index, files] of dossiers.entries()) {
    await queueDossier(store, { serial: index + 1, files: await readAll(files), at: new Date().toISOString() });
  }
  await store.close();
  const portal = await startPortal(join(folder, 'portal'));
  try {
    return await over(portal.port, line, seed, async (port) => {
      const station = await openStation(dataDir, `http://127.0.0.1:${port}`);
      try {
        return await deliverAll(station);
      } finally {
        await station.backend.close();
      }
    });
  } finally {
    await portal.stop();
  }
}

async function sendByCurl(folder: string, files: readonly string[], line: Line, seed: number): Promise<Sent> {
  await mkdir(folder, { recursive: true });
  const sink = await startChild('test/bench/load/sink.ts', [folder]);
  try {
    return await over(Number(sink.firstLine), line, seed, async (port) => ({
      seconds: await uploadByCurl(files, `http://127.0.0.1:${port}`),
      resumed: 0,
    }));
  } finally {
    await sink.stop();
  }
}

async function over(
  to: number,
  { slow }: Line,
  seed: number,
  send: (port: number) => Promise<Pick<Sent, 'seconds' | 'resumed'>>,
): Promise<Sent> {
  if (slow === undefined) return { ...(await send(to)), broken: 0 };
  const line = await openSlowLine({ to, ...slow, seed });
  try {
    const sent = await send(line.port);
    return { ...sent, broken: line.broken() };
  } finally {
    await line.close();
  }
}

async function readAll(paths: readonly string[]): Promise<readonly Uint8Array[]> {
  return await Promise.all(paths.map(async (path) => await readFile(path)));
}
