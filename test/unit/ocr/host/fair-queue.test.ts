import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairQueue } from '../../../../ocr/host/fair-queue.ts';

const CLIENTS = ['a', 'b', 'c'].map((name) => ({ name }));

describe('FairQueue', () => {
  it('gives turns to the clients in order, each in the order of its items', () => {
    const queue = new FairQueue<string>();
    const [a, b] = CLIENTS as [object, object];
    for (const item of ['a1', 'a2', 'a3']) queue.push(a, item);
    queue.push(b, 'b1');
    expect([queue.take(), queue.take(), queue.take(), queue.take(), queue.take()]).toEqual([
      'a1',
      'b1',
      'a2',
      'a3',
      undefined,
    ]);
    expect(queue.size).toBe(0);
  });

  it('puts what comes back to the head of the round', () => {
    const queue = new FairQueue<string>();
    const [a, b] = CLIENTS as [object, object];
    queue.push(a, 'a2');
    queue.push(b, 'b1');
    queue.pushFirst(b, 'b0');
    expect([queue.take(), queue.take(), queue.take()]).toEqual(['b0', 'a2', 'b1']);
  });

  it('loses nothing, and no client waits for more than one turn of each other client', () => {
    const pushes = fc.array(fc.integer({ min: 0, max: CLIENTS.length - 1 }), { maxLength: 60 });
    fc.assert(
      fc.property(pushes, (owners) => {
        const queue = new FairQueue<{ owner: number; order: number }>();
        for (const [order, owner] of owners.entries()) queue.push(CLIENTS[owner]!, { owner, order });
        const taken: { owner: number; order: number }[] = [];
        for (let item = queue.take(); item !== undefined; item = queue.take()) taken.push(item);
        expect(taken.map((item) => item.order).sort((x, y) => x - y)).toEqual(owners.map((_, i) => i));
        for (const [i, { owner }] of taken.entries()) {
          const next = taken.findIndex((item, j) => j > i && item.owner === owner);
          if (next < 0) continue;
          const between = taken.slice(i + 1, next).map((item) => item.owner);
          expect(new Set(between).size).toBe(between.length);
        }
      }),
    );
  });
});
