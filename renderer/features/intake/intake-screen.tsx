import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { ProcedureView } from '../../../common/contract/station.ts';
import type { Command } from '../../commands/command.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { matchesSearch } from '../../commands/search-key.ts';
import { useCommands } from '../../commands/use-commands.tsx';
import { client, queryClient, station } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Screen } from '../../design/screen.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useText } from '../../i18n/use-text.ts';
import { DossierList } from './dossier-list.tsx';
import styles from './intake-screen.module.css';
import { ProcedureList } from './procedure-list.tsx';

/** What does the citizen need? A procedure in a few letters, or a dossier to go on with. */
export function IntakeScreen(): ReactNode {
  const { t } = useText();
  const navigate = useNavigate();
  const procedures = useQuery(station.station.procedures.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = (procedures.data ?? []).filter((procedure) =>
    matchesSearch(`${procedure.code} ${procedure.name} ${procedure.nameEn} ${procedure.sectorName}`, typed),
  );
  const current = found[Math.min(at, found.length - 1)];
  const open = useOrder((procedureCode: string) => client.intake.open({ procedureCode }), {
    onDone: (dossier) => {
      queryClient.setQueryData(station.intake.get.queryKey({ input: { dossierId: dossier.id } }), dossier);
      void queryClient.invalidateQueries({ queryKey: station.intake.list.key() });
      void navigate({ to: '/intake/$dossierId', params: { dossierId: dossier.id } });
    },
  });
  const openProcedure = (procedure: ProcedureView): void => {
    if (!open.isPending) open.mutate(procedure.code);
  };
  const step = (by: number) => (): void => {
    if (found.length > 0) setAt((Math.min(at, found.length - 1) + by + found.length) % found.length);
  };
  const some = (): boolean => found.length > 0;
  const openCurrent: Command = {
    id: 'intake.open',
    label: t('intake.open'),
    keys: ['Enter'],
    inText: true,
    when: () => current !== undefined && !open.isPending,
    run: () => (current === undefined ? undefined : openProcedure(current)),
  };
  useCommands([
    openCurrent,
    {
      id: 'intake.down',
      label: t('intake.nextField'),
      keys: ['ArrowDown'],
      inText: true,
      hidden: true,
      when: some,
      run: step(1),
    },
    {
      id: 'intake.up',
      label: t('intake.previousField'),
      keys: ['ArrowUp'],
      inText: true,
      hidden: true,
      when: some,
      run: step(-1),
    },
  ]);
  return (
    <Screen
      title={t('intake.title')}
      subtitle={t('intake.listSubtitle')}
      footEnd={
        <>
          {open.isPending ? (
            <span role="status">{t('intake.opening')}</span>
          ) : (
            <span className={styles.choice}>{current && <Name procedure={current} />}</span>
          )}
          <CommandButton command={openCurrent} variant="filled" size="md" loading={open.isPending} />
        </>
      }
    >
      <div className={styles.columns}>
        <DossierList />
        <section className={styles.start} aria-label={t('intake.newDossier')}>
          <h2 className={styles.question}>{t('intake.search')}</h2>
          <TextInput
            autoFocus
            size="lg"
            leftSection={<IconSearch size={20} aria-hidden="true" />}
            aria-label={t('intake.search')}
            placeholder={t('intake.searchPlaceholder')}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setAt(0);
            }}
            role="combobox"
            aria-expanded
            aria-controls="procedures"
            aria-activedescendant={current === undefined ? undefined : `procedure-${current.code}`}
          />
          {procedures.data !== undefined ? (
            <ProcedureList procedures={found} current={current} onOpen={openProcedure} />
          ) : procedures.isError ? (
            <ErrorNotice error={procedures.error} onRetry={() => void procedures.refetch()} fill />
          ) : (
            <Waiting>{t('app.loading')}</Waiting>
          )}
        </section>
      </div>
    </Screen>
  );
}

function Name({ procedure }: { readonly procedure: ProcedureView }): ReactNode {
  const { either } = useText();
  return either(procedure.name, procedure.nameEn);
}
