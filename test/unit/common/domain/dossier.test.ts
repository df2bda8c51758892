import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DOSSIER_EVENTS,
  DOSSIER_STATES,
  type DossierEvent,
  type DossierState,
  eventsFrom,
  FIRST_DOSSIER_STATE,
  isFinalState,
  nextState,
} from '../../../../common/domain/dossier.ts';

/** States from the first on, one for each event that means something where it arrives; others are passed over. */
function walk(events: readonly DossierEvent[]): readonly DossierState[] {
  const path: DossierState[] = [FIRST_DOSSIER_STATE];
  for (const event of events) {
    const next = nextState(path.at(-1) ?? FIRST_DOSSIER_STATE, event);
    if (next !== null) path.push(next);
  }
  return path;
}

const anyEvents = fc.array(fc.constantFrom(...DOSSIER_EVENTS), { maxLength: 200 });
/** Sequences in which every event means something, so that long ways are met often. */
const anyWay = fc.array(fc.nat(), { maxLength: 40 }).map((choices) => {
  const path: DossierState[] = [FIRST_DOSSIER_STATE];
  for (const choice of choices) {
    const state = path.at(-1) ?? FIRST_DOSSIER_STATE;
    const events = eventsFrom(state).filter((event) => event !== 'withdraw' || choice % 7 === 0);
    const event = events[choice % events.length];
    const next = event === undefined ? null : nextState(state, event);
    if (next !== null) path.push(next);
  }
  return path;
});
const anyPath = fc.oneof(anyEvents.map(walk), anyWay);

describe('nextState', () => {
  it('is exactly this table', () => {
    const table = DOSSIER_STATES.flatMap((state) =>
      DOSSIER_EVENTS.flatMap((event) => {
        const next = nextState(state, event);
        return next === null ? [] : [`${state} --${event}--> ${next}`];
      }),
    );
    expect(table).toEqual([
      'capturing --submit--> verifying',
      'capturing --withdraw--> withdrawn',
      'verifying --return--> returned',
      'verifying --verify--> verified',
      'verifying --withdraw--> withdrawn',
      'returned --resume--> capturing',
      'returned --withdraw--> withdrawn',
      'verified --queue--> queued',
      'verified --withdraw--> withdrawn',
      'queued --start-delivery--> delivering',
      'queued --reopen--> returned',
      'queued --withdraw--> withdrawn',
      'delivering --fail-delivery--> queued',
      'delivering --confirm-delivery--> delivered',
      'delivered --purge--> purged',
    ]);
  });

  it('carries a dossier from paper to receipt, over a return and a failed try', () => {
    const events: DossierEvent[] = [
      'submit',
      'return',
      'resume',
      'submit',
      'verify',
      'queue',
      'start-delivery',
      'fail-delivery',
      'start-delivery',
      'confirm-delivery',
      'purge',
    ];
    expect(walk(events)).toEqual([
      'capturing',
      'verifying',
      'returned',
      'capturing',
      'verifying',
      'verified',
      'queued',
      'delivering',
      'queued',
      'delivering',
      'delivered',
      'purged',
    ]);
  });

  it('brings what the portal refused back to the counter, to be verified again before the next try', () => {
    const events: DossierEvent[] = ['submit', 'verify', 'queue', 'start-delivery', 'fail-delivery', 'reopen'];
    expect(walk([...events, 'queue', 'start-delivery']).at(-1)).toBe('returned');
    expect(walk([...events, 'resume', 'submit', 'verify', 'queue', 'start-delivery']).at(-1)).toBe('delivering');
  });

  it('never comes to delivered but over verified, with nothing captured in between', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        path.forEach((state, at) => {
          if (state !== 'delivered') return;
          const before = path.slice(0, at);
          const verified = before.lastIndexOf('verified');
          expect(verified).toBeGreaterThan(-1);
          expect(before.slice(verified)).not.toContain('capturing');
          expect(before.slice(verified)).not.toContain('returned');
        });
      }),
    );
  });

  it('never leads back from delivered', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const at = path.indexOf('delivered');
        if (at !== -1) expect(['delivered', 'delivered,purged']).toContain(path.slice(at).join());
      }),
    );
  });

  it('purges only what was delivered', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const at = path.indexOf('purged');
        if (at !== -1) expect(path[at - 1]).toBe('delivered');
      }),
    );
  });

  it('leads nowhere from withdrawn and purged, and from everywhere else somewhere', () => {
    expect(DOSSIER_STATES.filter(isFinalState)).toEqual(['purged', 'withdrawn']);
    fc.assert(
      fc.property(anyPath, (path) => {
        for (const state of path.slice(0, -1)) expect(['purged', 'withdrawn']).not.toContain(state);
      }),
    );
  });

  it('can still deliver or end every dossier that is not at its end', () => {
    for (const start of DOSSIER_STATES) {
      const reached = new Set<DossierState>([start]);
      for (const state of reached) {
        for (const event of eventsFrom(state)) {
          const next = nextState(state, event);
          if (next !== null) reached.add(next);
        }
      }
      expect([...reached].some(isFinalState)).toBe(true);
    }
  });

  it('has no answer to words that are no events', () => {
    for (const word of ['constructor', '__proto__', 'toString', '']) {
      expect(nextState('capturing', word as DossierEvent)).toBeNull();
    }
  });
});

describe('eventsFrom', () => {
  it('lists what nextState answers to', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DOSSIER_STATES), fc.constantFrom(...DOSSIER_EVENTS), (state, event) => {
        expect(eventsFrom(state).includes(event)).toBe(nextState(state, event) !== null);
      }),
    );
  });
});
