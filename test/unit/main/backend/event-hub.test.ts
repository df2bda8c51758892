import { describe, expect, it } from 'vitest';
import type { StationEvent } from '../../../../common/contract/station.ts';
import { EventHub } from '../../../../main/backend/services/event-hub.ts';

const dossier = (dossierId: string): StationEvent => ({ kind: 'dossier', dossierId });

describe('a stream of events', () => {
  it('begins with hello and carries what is published, in order', async () => {
    const hub = new EventHub();
    const stream = hub.subscribe();
    hub.publish(dossier('a'));
    hub.publish({ kind: 'delivery' });
    const received = [await stream.next(), await stream.next(), await stream.next()].map((result) => result.value);
    expect(received).toEqual([{ kind: 'hello' }, dossier('a'), { kind: 'delivery' }]);
  });

  it('carries the newest of many about the same thing, once', async () => {
    const hub = new EventHub();
    const stream = hub.subscribe();
    await stream.next();
    const progress = (pagesRead: number): StationEvent => ({
      kind: 'reading',
      dossierId: 'a',
      fileId: 'f',
      pagesRead,
      pagesTotal: 1000,
      step: null,
    });
    for (let page = 1; page <= 1000; page += 1) {
      hub.publish(progress(page));
      hub.publish(dossier('a'));
    }
    expect((await stream.next()).value).toEqual(progress(1000));
    expect((await stream.next()).value).toEqual(dossier('a'));
    hub.publish(dossier('b'));
    expect((await stream.next()).value).toEqual(dossier('b'));
  });

  it('lets go of who waits when it is returned, aborted or closed', async () => {
    const hub = new EventHub();
    const abort = new AbortController();
    const streams = [hub.subscribe(), hub.subscribe(abort.signal), hub.subscribe()];
    for (const stream of streams) await stream.next();
    const waiting = streams.map(async (stream) => await stream.next());
    await streams[0]?.return();
    abort.abort();
    hub.close();
    expect(await Promise.all(waiting)).toEqual(streams.map(() => ({ done: true, value: undefined })));
    hub.publish(dossier('late'));
    expect((await streams[2]?.next())?.done).toBe(true);
  });

  it('that was aborted before it began is over', async () => {
    expect((await new EventHub().subscribe(AbortSignal.abort()).next()).done).toBe(true);
  });
});
