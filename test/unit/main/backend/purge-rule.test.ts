import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DOSSIER_STATES } from '../../../../common/domain/dossier.ts';
import { type PurgeFacts, purgeVerdict } from '../../../../main/backend/services/retention/purge-rule.ts';

const hash = fc.constantFrom('a'.repeat(64), 'b'.repeat(64));

const facts: fc.Arbitrary<PurgeFacts> = fc.record({
  // Delivered more often than its share, so that the other conditions decide.
  state: fc.oneof(fc.constant('delivered' as const), fc.constantFrom(...DOSSIER_STATES)),
  delivery: fc.option(
    fc.record({
      state: fc.oneof(fc.constant('delivered'), fc.constantFrom('waiting', 'sending', 'retrying', 'refused')),
      receiptNumber: fc.option(fc.constant('BN-1')),
      receipt: fc.option(fc.constant({ number: 'BN-1' })),
    }),
    { freq: 10 },
  ),
  files: fc.array(fc.record({ sha256: hash, portalSha256: fc.option(hash, { freq: 10 }) }), { maxLength: 4 }),
});

it('lets images go only of a delivered dossier with its receipt stored and every file held as it was sent', () => {
  let purged = 0;
  fc.assert(
    fc.property(facts, (known) => {
      const { state, delivery, files } = known;
      const proven =
        state === 'delivered' &&
        delivery !== null &&
        delivery.state === 'delivered' &&
        delivery.receiptNumber !== null &&
        delivery.receipt !== null &&
        files.length > 0 &&
        files.filter((file) => file.portalSha256 !== file.sha256).length === 0;
      if (proven) purged += 1;
      expect(purgeVerdict(known) === 'purge').toBe(proven);
    }),
    { numRuns: 2000 },
  );
  expect(purged).toBeGreaterThan(20);
});

it('knows a dossier whose images went before, so that doing it again is no failure', () => {
  expect(purgeVerdict({ state: 'purged', delivery: null, files: [] })).toBe('purged');
});
