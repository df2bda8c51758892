import { useState } from 'react';
import type { DeliveryRow } from '../../../common/contract/delivery.ts';
import { useSession } from '../../app/session.ts';
import type { Command } from '../../commands/command.ts';
import { client } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { useText } from '../../i18n/use-text.ts';
import { refreshLists } from '../intake/use-dossier-orders.ts';

/** Acts that ask for words first. */
export type AskedAct = 'hold' | 'handOver' | 'reopen' | 'replace';

export interface RowCommands {
  readonly retry: Command;
  readonly hold: Command;
  readonly release: Command;
  readonly putFirst: Command;
  readonly handOver: Command;
  readonly reopen: Command;
  readonly replace: Command;
  readonly print: Command;
  readonly all: readonly Command[];
  /** Whose words are asked for; null when no question is open. */
  readonly asking: AskedAct | null;
  readonly busy: boolean;
  readonly answer: (words: string) => void;
  readonly close: () => void;
}

/** What a person can do about the chosen dossier, by button and key alike. */
export function useRowCommands(row: DeliveryRow): RowCommands {
  const { t } = useText();
  const [asking, setAsking] = useState<AskedAct | null>(null);
  const { role } = useSession().person;
  const { dossierId, code, state } = row;
  const told = (words: string) => ({
    onDone: (): void => {
      refreshLists();
      sayDone(words);
      setAsking(null);
    },
  });
  const retry = useOrder(() => client.delivery.retry({ dossierId }), told(t('delivery.retried', { code })));
  const release = useOrder(() => client.delivery.release({ dossierId }), told(t('delivery.released', { code })));
  const putFirst = useOrder(() => client.delivery.putFirst({ dossierId }), told(t('delivery.firstDone', { code })));
  const asked = useOrder(
    ({ act, words }: { readonly act: AskedAct; readonly words: string }) => {
      switch (act) {
        case 'hold':
          return client.delivery.hold({ dossierId, reason: words });
        case 'handOver':
          return client.delivery.handOver({ dossierId, note: words });
        case 'reopen':
          return client.delivery.reopen({ dossierId, reason: words });
        case 'replace':
          return client.delivery.replace({ dossierId, reason: words });
      }
    },
    told(asking === null ? '' : t(`delivery.${asking}Done`, { code })),
  );
  const busy = retry.isPending || release.isPending || putFirst.isPending || asked.isPending;
  const isOneOf = (...states: readonly DeliveryRow['state'][]): boolean => states.includes(state);
  const make = (id: string, label: string, keys: readonly string[], when: boolean, run: () => void): Command => ({
    id: `delivery.${id}`,
    label,
    keys,
    when: () => when && !busy,
    run,
  });
  const open = isOneOf('waiting', 'retrying', 'refused');
  const commands = {
    retry: make('retry', t('delivery.retry'), ['F6'], open || state === 'held', () => retry.mutate(undefined)),
    hold: make('hold', t('delivery.hold'), ['F4'], open, () => setAsking('hold')),
    release: make('release', t('delivery.release'), ['F4'], state === 'held', () => release.mutate(undefined)),
    putFirst: make('put-first', t('delivery.putFirst'), ['U'], isOneOf('waiting', 'retrying') && !row.first, () =>
      putFirst.mutate(undefined),
    ),
    handOver: make('hand-over', t('delivery.handOver'), ['C'], open || state === 'held', () => setAsking('handOver')),
    reopen: make('reopen', t('delivery.reopen'), ['F8'], isOneOf('refused', 'held'), () => setAsking('reopen')),
    replace: make(
      'replace',
      t('delivery.replace'),
      [],
      state === 'refused' && row.error?.code === 'portal-conflict' && role !== 'clerk',
      () => setAsking('replace'),
    ),
    print: make('print', t('delivery.print'), ['Ctrl+P'], state === 'delivered', () => window.print()),
  };
  return {
    ...commands,
    all: Object.values(commands),
    asking,
    busy: asked.isPending,
    answer: (words) => {
      if (asking !== null) asked.mutate({ act: asking, words });
    },
    close: () => setAsking(null),
  };
}
