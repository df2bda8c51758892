import { setTimeout as pause } from 'node:timers/promises';
import { allowing } from './counter.ts';
import type { Diary } from './diary.ts';
import type { StationLine } from './station-line.ts';

export interface SenderOptions {
  readonly diary: Diary;
  readonly random: () => number;
  /** How often, of all looks, everything is paused and resumed. */
  readonly pauses: number;
}

const LOOK_MS = 150;

/** The person at the end of the day: starts the batch, now and then pauses it, tries again what waits or was refused. */
export async function sendAsAPerson(options: SenderOptions, { client }: StationLine, stop: AbortSignal): Promise<void> {
  const { diary, random, pauses } = options;
  while (!stop.aborted) {
    const rows = await client.delivery.list();
    for (const row of rows) if (row.receiptNumber !== null) diary.receipt(row.dossierId, row.receiptNumber);
    if (random() < pauses) {
      await client.delivery.pause();
      await client.delivery.resume();
    }
    const open = rows.filter((row) => row.state !== 'delivered' && row.state !== 'sending');
    if (open.length > 0) await client.delivery.sendNow();
    for (const { dossierId, state } of open) {
      if (state === 'waiting' || (random() < 0.5 && state === 'retrying')) continue;
      await allowing(client.delivery.retry({ dossierId }), ['wrong-state', 'dossier-not-found'], () => undefined);
    }
    await pause(LOOK_MS);
  }
}
