import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../../storage/open-store.ts';
import { table } from '../markdown.ts';

const KEY = new Uint8Array(32).fill(5);
const COMMITS = 300;
const ROUNDS = 3;

type Contender = readonly [name: string, run: () => Promise<number>];

/**
 * Durable commits a second: the station's transaction with one line of the audit log, a bare SQLite with the same
 * cipher and the same syncing, and what the disk itself can sync. Rounds turn, so that none has the quiet moment.
 */
export async function benchCommits(folder: string, say: (text: string) => void): Promise<string> {
  const contenders: readonly Contender[] = [
    ['the station: transaction with an audit line', async () => await stationCommits(join(folder, 'station'))],
    ['bare SQLite, same cipher, WAL, synchronous=FULL', async () => bareCommits(join(folder, `${randomUUID()}.db`))],
    ['200 bytes and fsync', async () => await syncs(join(folder, randomUUID()))],
  ];
  const seconds = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const at of contenders.keys()) {
      const [name, run] = contenders[(at + round) % contenders.length]!;
      say(`commits, round ${round + 1}: ${name}`);
      seconds.set(name, (seconds.get(name) ?? 0) + (await run()));
    }
  }
  const rates = contenders.map(([name]) => [name, (COMMITS * ROUNDS) / (seconds.get(name) ?? 1)] as const);
  const bare = rates[1]?.[1] ?? 1;
  return `## Commits\n\n${COMMITS} in each of ${ROUNDS} rounds, one after the other.\n\n${table(
    ['who', 'commits/s', 'against bare SQLite'],
    rates.map(([name, rate]) => [name, rate.toFixed(0), `${(rate / bare).toFixed(2)} ×`]),
  )}`;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function stationCommits(dataDir: string): Promise<number> {
  const store = await openStore({ dataDir, databaseKey: KEY, now: () => new Date() });
  try {
    return await timed(async () => {
      for (let count = 0; count < COMMITS; count += 1) {
        await store.transaction(
          async ({ write }) =>
            await write.audit.add({ at: new Date().toISOString(), byId: null, event: 'bench', detail: { count } }),
        );
      }
    });
  } finally {
    await store.close();
  }
}

function bareCommits(path: string): Promise<number> {
  const database = new Database(path);
  database.pragma(`cipher='sqlcipher'`);
  database.pragma('legacy=4');
  database.pragma(`key="x'${Buffer.from(KEY).toString('hex')}'"`);
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  database.exec('create table audit (id text primary key, sequence integer unique, at text, event text, detail text)');
  const insert = database.prepare('insert into audit values (?, ?, ?, ?, ?)');
  return timed(async () => {
    for (let count = 0; count < COMMITS; count += 1) {
      insert.run(randomUUID(), count, new Date().toISOString(), 'bench', JSON.stringify({ count }));
    }
  }).finally(() => database.close());
}

async function syncs(path: string): Promise<number> {
  const file = await open(path, 'w');
  try {
    return await timed(async () => {
      for (let count = 0; count < COMMITS; count += 1) {
        await file.write(Buffer.alloc(200, count));
        await file.sync();
      }
    });
  } finally {
    await file.close();
  }
}
