import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { table } from '../markdown.ts';
import type { DayLine } from './day-station.ts';
import { startPortal } from './portal.ts';

const PHASES = ['captured', 'verified', 'delivered'] as const;

/** A day of so many dossiers of 20 pages through one station, and what memory it takes. */
export async function benchDay(folder: string, dossiers: number, say: (text: string) => void): Promise<string> {
  await mkdir(folder, { recursive: true });
  const portal = await startPortal(join(folder, 'portal'));
  const lines: DayLine[] = [];
  try {
    const script = fileURLToPath(new URL('./day-station.ts', import.meta.url));
    const url = `http://127.0.0.1:${portal.port}`;
    const station = spawn(process.execPath, ['--expose-gc', script, join(folder, 'data'), url, String(dossiers)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(station, 'exit');
    for await (const line of createInterface({ input: station.stdout })) {
      const said: DayLine = JSON.parse(line);
      lines.push(said);
      say(`${said.phase} ${said.done} of ${dossiers}, ${Math.round(said.memoryMb)} MB`);
    }
    const [code] = await exited;
    if (code !== 0) throw new Error(`the station ended with ${code}`);
  } finally {
    await portal.stop();
  }
  return describeDay(lines, dossiers);
}

function describeDay(lines: readonly DayLine[], dossiers: number): string {
  let before = 0;
  const rows = PHASES.map((phase) => {
    const own = lines.filter((line) => line.phase === phase);
    const end = own.at(-1)?.seconds ?? before;
    const seconds = end - before;
    before = end;
    const memory = own.map((line) => line.memoryMb);
    const third = Math.max(1, Math.floor(memory.length / 3));
    return [
      phase,
      ((dossiers / seconds) * 60).toFixed(0),
      `${mean(memory.slice(0, third)).toFixed(0)} MB`,
      `${mean(memory.slice(-third)).toFixed(0)} MB`,
      `${Math.max(0, ...memory).toFixed(0)} MB`,
      `${own.at(0)?.liveMb.toFixed(0)} → ${own.at(-1)?.liveMb.toFixed(0)} MB`,
    ];
  });
  return [
    '## A day at once',
    `${dossiers} dossiers of 20 pages in three files: taken in, verified and sent by one station over a clean line. Reading is stood in for by pages of the usual size and number of words, so this is the work of storing and sending.`,
    table(['phase', 'dossiers/min', 'memory, first third', 'last third', 'most', 'live heap'], rows),
  ].join('\n\n');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
