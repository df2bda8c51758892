import { StationError } from '../../../../common/contract/errors.ts';
import type { DeliveryRecord } from '../../../../storage/deliveries/reader.ts';
import type { DeliveryProgress } from '../../../../storage/deliveries/writer.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import { stamp } from '../clock.ts';
import { moveDossier } from '../dossiers/move-dossier.ts';
import { requireDossier } from '../dossiers/require-dossier.ts';
import type { ServiceContext } from '../service-context.ts';

type State = DeliveryRecord['state'];

const NO_ERROR = { nextTryAt: null, errorCode: null, errorDetail: null } as const;
const NOT_HELD = { heldReason: null, handedOverAt: null, handedOverNote: null } as const;

/** What a person does about one dossier on its way; each leaves a line in the audit log. */
export class DeliveryActs {
  readonly #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** It is to be tried now, whatever came before, and with fresh patience. */
  async retry(dossierId: string, byId: string): Promise<void> {
    await this.#act(dossierId, byId, 'retry-delivery', ['waiting', 'retrying', 'held', 'refused'], {
      change: (at) => ({ state: 'waiting', askedAt: at, deadline: null, ...NO_ERROR, ...NOT_HELD }),
      // The portal may have lost what it named: then only sending the files again mends it.
      also: async ({ read, write }, delivery) => {
        if (delivery.errorCode !== 'portal-refused-dossier') return;
        for (const { paperId } of await read.deliveries.files(dossierId)) {
          await write.deliveries.setFileProgress(dossierId, paperId, { uploadUrl: null, portalSha256: null });
        }
      },
    });
  }

  async hold(dossierId: string, reason: string, byId: string): Promise<void> {
    await this.#act(dossierId, byId, 'hold-delivery', ['waiting', 'retrying', 'refused', 'held'], {
      reason,
      change: () => ({ state: 'held', heldReason: reason, nextTryAt: null, askedAt: null }),
    });
  }

  async release(dossierId: string, byId: string): Promise<void> {
    await this.#act(dossierId, byId, 'release-delivery', ['held'], {
      change: () => ({ state: 'waiting', ...NO_ERROR, ...NOT_HELD }),
    });
  }

  /** @param note for IT */
  async handOver(dossierId: string, note: string, byId: string): Promise<void> {
    await this.#act(dossierId, byId, 'hand-over-delivery', ['waiting', 'retrying', 'refused', 'held'], {
      reason: note,
      change: (at) => ({ state: 'held', handedOverAt: at, handedOverNote: note, nextTryAt: null, askedAt: null }),
    });
  }

  async putFirst(dossierId: string, byId: string): Promise<void> {
    await this.#act(dossierId, byId, 'put-delivery-first', ['waiting', 'retrying'], {
      change: () => ({}),
      also: async ({ read, write }) => {
        const priority = (await read.deliveries.highestPriority()) + 1;
        await write.deliveries.setProgress(dossierId, { priority });
      },
    });
  }

  /** What the portal holds under this code gives way to this dossier: decided by a person who has looked. */
  async replace(dossierId: string, reason: string, byId: string): Promise<void> {
    await this.#act(dossierId, byId, 'replace-at-portal', ['refused'], {
      reason,
      allowed: (delivery) => delivery.errorCode === 'portal-conflict',
      change: (at) => ({ state: 'waiting', replaces: 1, askedAt: at, deadline: null, ...NO_ERROR }),
    });
  }

  /** Gives a dossier that can't be sent as it is back to the counter. */
  async reopen(dossierId: string, reason: string, byId: string): Promise<void> {
    const { store, clock, events } = this.#context;
    await store.transaction(async (transaction) => {
      await requireDelivery(transaction, dossierId, ['refused', 'held']);
      const dossier = await requireDossier(transaction.read, dossierId);
      await moveDossier(transaction, { dossier, event: 'reopen', byId, at: stamp(clock), reason });
      await transaction.write.dossiers.setReturnReason(dossierId, reason);
      await transaction.write.deliveries.remove(dossierId);
    });
    events.publish({ kind: 'delivery' });
    events.publish({ kind: 'dossier', dossierId });
  }

  async #act(
    dossierId: string,
    byId: string,
    event: string,
    states: readonly State[],
    act: {
      readonly reason?: string;
      readonly allowed?: (delivery: DeliveryRecord) => boolean;
      readonly change: (at: string) => DeliveryProgress;
      readonly also?: (transaction: StoreTransaction, delivery: DeliveryRecord) => Promise<void>;
    },
  ): Promise<void> {
    const { store, clock, events } = this.#context;
    await store.transaction(async (transaction) => {
      const delivery = await requireDelivery(transaction, dossierId, states);
      if (act.allowed?.(delivery) === false) throw new StationError('wrong-state');
      const at = stamp(clock);
      const { reason } = act;
      const change = act.change(at);
      if (Object.keys(change).length > 0) await transaction.write.deliveries.setProgress(dossierId, change);
      await act.also?.(transaction, delivery);
      await transaction.write.audit.add({ at, byId, event, dossierId, ...(reason === undefined ? {} : { reason }) });
    });
    events.publish({ kind: 'delivery' });
  }
}

/** @throws StationError dossier-not-found, wrong-state */
async function requireDelivery(
  { read }: StoreTransaction,
  dossierId: string,
  states: readonly State[],
): Promise<DeliveryRecord> {
  const delivery = await read.deliveries.find(dossierId);
  if (delivery === null) throw new StationError('dossier-not-found');
  if (!states.includes(delivery.state)) throw new StationError('wrong-state', delivery.state);
  return delivery;
}
