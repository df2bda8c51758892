import type { DeliveryOverview, DeliveryRow } from '../../../common/contract/delivery.ts';
import type { Command } from '../../commands/command.ts';
import { client, queryClient, station } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { useText } from '../../i18n/use-text.ts';

interface BatchActions {
  readonly overview: DeliveryOverview;
  readonly rows: readonly DeliveryRow[];
  readonly currentId: string | undefined;
  readonly choose: (dossierId: string) => void;
  readonly setTime: () => void;
  readonly exportList: () => void;
}

interface DeliveryCommands {
  readonly sendNow: Command;
  readonly pause: Command;
  readonly resume: Command;
  readonly setTime: Command;
  readonly showRefused: Command;
  readonly exportList: Command;
  readonly starting: boolean;
  readonly all: readonly Command[];
}

/** What can be done with the batch. */
export function useDeliveryCommands({
  overview,
  rows,
  currentId,
  choose,
  setTime,
  exportList,
}: BatchActions): DeliveryCommands {
  const { t } = useText();
  const show = (news: DeliveryOverview): void => {
    queryClient.setQueryData(station.delivery.overview.queryKey(), news);
    void queryClient.invalidateQueries({ queryKey: station.delivery.list.key() });
  };
  const sendNow = useOrder(() => client.delivery.sendNow(), {
    onDone: (news) => {
      show(news);
      sayDone(t('delivery.started'), t('delivery.safe'));
    },
  });
  const pause = useOrder(() => client.delivery.pause(), { onDone: show });
  const resume = useOrder(() => client.delivery.resume(), { onDone: show });
  const make = (id: string, label: string, keys: readonly string[], when: () => boolean, run: () => void): Command => ({
    id: `delivery.${id}`,
    label,
    keys,
    when,
    run,
  });
  const unsent = overview.waiting + overview.attention;
  const move = (by: number) => (): void => {
    const at = rows.findIndex((row) => row.dossierId === currentId);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) choose(next.dossierId);
  };
  const commands = {
    sendNow: make(
      'send-now',
      overview.error === null ? t('delivery.sendNow') : t('delivery.tryNow'),
      ['F9'],
      // A batch that waits for the line, with nothing on its way, can be told to try now.
      () => unsent > 0 && (!overview.running || overview.sending === 0) && !overview.paused && !sendNow.isPending,
      () => sendNow.mutate(undefined),
    ),
    pause: make(
      'pause',
      t('delivery.pause'),
      ['Space'],
      () => overview.running && !overview.paused,
      () => pause.mutate(undefined),
    ),
    resume: make(
      'resume',
      t('delivery.resume'),
      ['F9'],
      () => overview.paused,
      () => resume.mutate(undefined),
    ),
    exportList: make('export', t('delivery.export'), ['Ctrl+E'], () => true, exportList),
    setTime: make('set-time', t('delivery.setTime'), ['F2'], () => true, setTime),
    showRefused: make(
      'show-refused',
      t('delivery.show'),
      ['F7'],
      () => rows.some((row) => row.state === 'refused'),
      () => {
        const refused = rows.find((row) => row.state === 'refused');
        if (refused !== undefined) choose(refused.dossierId);
      },
    ),
  };
  return {
    ...commands,
    starting: sendNow.isPending,
    all: [
      ...Object.values(commands),
      make('down', t('delivery.down'), ['ArrowDown'], () => rows.length > 0, move(1)),
      make('up', t('delivery.up'), ['ArrowUp'], () => rows.length > 0, move(-1)),
    ],
  };
}
