import { Button, NativeSelect, Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { StationInfo } from '../../../common/contract/session.ts';
import { PDF_RASTERS, type PdfRaster } from '../../../common/domain/pdf-raster.ts';
import { useSession } from '../../app/session.ts';
import { client, queryClient, station } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { ErrorNotice, sayDone } from '../../design/error-notice.tsx';
import { Screen } from '../../design/screen.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useText } from '../../i18n/use-text.ts';
import { CareSection } from '../care/care-section.tsx';
import styles from './settings-screen.module.css';

/** This station, and who uses it; for the administrator. */
export function SettingsScreen(): ReactNode {
  const { t } = useText();
  const { station: info, person } = useSession();
  const settings = useQuery(station.station.settings.queryOptions());
  return (
    <Screen
      title={t('settings.title')}
      subtitle={t('settings.subtitle')}
      footStart={<span className={styles.muted}>{t('settings.version', { version: info.version })}</span>}
    >
      <div className={styles.columns}>
        <section className={styles.card} aria-label={t('settings.station')}>
          <h2>{t('settings.station')}</h2>
          {settings.data !== undefined ? (
            <StationForm info={settings.data} locked={person.role !== 'administrator'} />
          ) : settings.isError ? (
            <ErrorNotice error={settings.error} onRetry={() => void settings.refetch()} />
          ) : (
            <Waiting>{t('app.loading')}</Waiting>
          )}
        </section>
        <section className={styles.card} aria-label={t('settings.accounts')}>
          <h2>{t('settings.accounts')}</h2>
          <Accounts />
        </section>
        <section className={`${styles.card} ${styles.wide}`} aria-label={t('care.title')}>
          <h2>{t('care.title')}</h2>
          <CareSection />
        </section>
      </div>
    </Screen>
  );
}

function StationForm({ info, locked }: { readonly info: StationInfo; readonly locked: boolean }): ReactNode {
  const { t } = useText();
  const [name, setName] = useState(info.name);
  const [agencyName, setAgencyName] = useState(info.agencyName);
  const [agencyCode, setAgencyCode] = useState(info.agencyCode);
  const [pdfRaster, setPdfRaster] = useState<PdfRaster>(info.pdfRaster ?? 'jpeg');
  const save = useOrder(
    () =>
      client.station.saveSettings({
        name: name.trim(),
        agencyName: agencyName.trim(),
        agencyCode: agencyCode.trim(),
        pdfRaster,
      }),
    {
      onDone: () => {
        sayDone(t('settings.saved'));
        void queryClient.invalidateQueries({ queryKey: station.station.settings.key() });
        void queryClient.invalidateQueries({ queryKey: station.session.current.key() });
      },
    },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined);
  };
  const complete = name.trim() !== '' && agencyName.trim() !== '' && agencyCode.trim().length >= 3;
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput
        label={t('settings.name')}
        description={t('settings.nameHint')}
        disabled={locked}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('settings.agencyName')}
        disabled={locked}
        maxLength={200}
        value={agencyName}
        onChange={(event) => setAgencyName(event.currentTarget.value)}
      />
      <TextInput
        label={t('settings.agencyCode')}
        description={t('settings.agencyCodeHint')}
        disabled={locked}
        maxLength={30}
        value={agencyCode}
        onChange={(event) => setAgencyCode(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('settings.pdfRaster')}
        description={t('settings.pdfRasterHint')}
        disabled={locked}
        value={pdfRaster}
        data={PDF_RASTERS.map((value) => ({ value, label: t(`settings.raster.${value}`) }))}
        onChange={(event) => setPdfRaster(event.currentTarget.value === 'mixed' ? 'mixed' : 'jpeg')}
      />
      {locked ? (
        <p className={styles.muted}>{t('settings.adminOnly')}</p>
      ) : (
        <Button type="submit" variant="filled" disabled={!complete} loading={save.isPending}>
          {t('app.save')}
        </Button>
      )}
    </form>
  );
}

function Accounts(): ReactNode {
  const { t } = useText();
  const accounts = useQuery(station.station.accounts.queryOptions());
  if (accounts.isError) return <ErrorNotice error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (accounts.data === undefined) return <Waiting>{t('app.loading')}</Waiting>;
  return (
    <Table verticalSpacing={9}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('settings.displayName')}</Table.Th>
          <Table.Th>{t('settings.username')}</Table.Th>
          <Table.Th>{t('settings.role')}</Table.Th>
          <Table.Th>{t('settings.status')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.data.map((account) => (
          <Table.Tr key={account.id}>
            <Table.Td>{account.displayName}</Table.Td>
            <Table.Td>{account.username}</Table.Td>
            <Table.Td>{t(`role.${account.role}`)}</Table.Td>
            <Table.Td>
              <span className={styles.state}>
                <StateMark state={account.active ? 'sure' : 'excused'} size={16} />
                {account.active ? t('settings.active') : t('settings.inactive')}
              </span>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
