import type { StationEvent } from '../../common/contract/station.ts';
import { forgetReading, noteReading } from './reading-progress.ts';
import { client, connection, queryClient, station } from './station-client.ts';

const RETRY_MS = 2000;

/**
 * Listens to what changes at the station and has the screens fetch it again. Runs until `signal` aborts; a stream that
 * ends while the line is open is opened anew.
 */
export async function followEvents(signal: AbortSignal): Promise<void> {
  forgetReading();
  while (!signal.aborted) {
    let broken: unknown = null;
    try {
      for await (const event of await client.station.events(undefined, { signal })) apply(event);
    } catch (error) {
      broken = error;
    }
    await pause(RETRY_MS, signal);
    // When the line has gone the screen says so itself, and this signal is aborted; else it is worth a look.
    if (!signal.aborted && connection.state.phase === 'open') {
      console.warn('the event stream ended and is opened anew', broken instanceof Error ? broken.name : '');
    }
  }
}

function apply(event: StationEvent): void {
  switch (event.kind) {
    case 'hello':
      return;
    case 'reading':
      noteReading(event.fileId, event);
      refetch(station.intake.get.key({ input: { dossierId: event.dossierId } }));
      return;
    case 'dossier':
      refetch(station.intake.get.key({ input: { dossierId: event.dossierId } }));
      refetch(station.verification.get.key({ input: { dossierId: event.dossierId } }));
      refetch(station.intake.list.key());
      refetch(station.verification.queue.key());
      refetch(station.station.today.key());
      return;
    case 'delivery':
      refetch(station.delivery.key());
      refetch(station.station.today.key());
      return;
    case 'jobs':
      refetch(station.care.key());
      refetch(station.jobs.key());
      refetch(station.station.health.key());
      return;
    case 'health':
      refetch(station.station.health.key());
      return;
  }
}

function refetch(queryKey: readonly unknown[]): void {
  void queryClient.invalidateQueries({ queryKey });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
