import type { JobRow } from '../../../common/contract/jobs.ts';
import type { Command } from '../../commands/command.ts';
import { client, queryClient, station } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ordersFor } from './job-words.ts';

/** A dialog that asks for words before the order is given. */
export type JobQuestion = 'hold' | 'handOver';

interface JobCommands {
  readonly tryNow: Command;
  readonly hold: Command;
  readonly release: Command;
  readonly handOver: Command;
  readonly giveReason: (question: JobQuestion, words: string) => void;
  readonly busy: boolean;
  readonly all: readonly Command[];
}

/** What can be done about the chosen job. */
export function useJobCommands(
  rows: readonly JobRow[],
  current: JobRow | undefined,
  { choose, ask }: { readonly choose: (id: string) => void; readonly ask: (question: JobQuestion | null) => void },
): JobCommands {
  const { t } = useText();
  const done = (words: string) => (): void => {
    ask(null);
    sayDone(words);
    void queryClient.invalidateQueries({ queryKey: station.jobs.key() });
    void queryClient.invalidateQueries({ queryKey: station.station.health.key() });
  };
  const jobId = current?.id ?? '';
  const tryNow = useOrder(() => client.jobs.tryNow({ jobId }), { onDone: done(t('jobs.tried')) });
  const release = useOrder(() => client.jobs.release({ jobId }), { onDone: done(t('jobs.released')) });
  const hold = useOrder((reason: string) => client.jobs.hold({ jobId, reason }), { onDone: done(t('jobs.held')) });
  const handOver = useOrder((note: string) => client.jobs.handOver({ jobId, note }), {
    onDone: done(t('jobs.handedOver')),
  });
  const can = current === undefined ? null : ordersFor(current.state);
  const move = (by: number) => (): void => {
    const at = rows.findIndex((row) => row.id === current?.id);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) choose(next.id);
  };
  const make = (id: string, label: string, key: string, when: boolean, run: () => void): Command => ({
    id: `jobs.${id}`,
    label,
    keys: [key],
    when: () => when,
    run,
  });
  const commands = {
    tryNow: make('try', t('jobs.tryNow'), 'F9', can?.tryNow === true && !tryNow.isPending, () =>
      tryNow.mutate(undefined),
    ),
    release: make('release', t('jobs.release'), 'F9', can?.release === true && !release.isPending, () =>
      release.mutate(undefined),
    ),
    hold: make('hold', t('jobs.hold'), 'Space', can?.hold === true, () => ask('hold')),
    handOver: make('hand-over', t('jobs.handOver'), 'F8', can?.handOver === true, () => ask('handOver')),
  };
  return {
    ...commands,
    giveReason: (question, words) => (question === 'hold' ? hold : handOver).mutate(words),
    busy: hold.isPending || handOver.isPending,
    all: [
      ...Object.values(commands),
      make('down', t('jobs.down'), 'ArrowDown', rows.length > 0, move(1)),
      make('up', t('jobs.up'), 'ArrowUp', rows.length > 0, move(-1)),
    ],
  };
}
