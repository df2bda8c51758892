import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DeliveryRow } from '../../../common/contract/delivery.ts';
import { PickRow, PickTable } from '../../design/pick-table.tsx';
import { Pill } from '../../design/pill.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { formatBytes } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './delivery-table.module.css';
import { DELIVERY_MARKS, rowWords } from './delivery-words.ts';

interface DeliveryTableProps {
  readonly rows: readonly DeliveryRow[];
  readonly currentId: string | undefined;
  readonly onPick: (dossierId: string) => void;
}

/** Every dossier of the batch with how its delivery stands. */
export function DeliveryTable({ rows, currentId, onPick }: DeliveryTableProps): ReactNode {
  const { t, either, language } = useText();
  const columns = [
    { title: t('delivery.state'), width: '25%' },
    { title: t('delivery.code'), width: '23%' },
    { title: t('delivery.citizen') },
    { title: t('delivery.procedure') },
    { title: t('delivery.size'), width: 88, kind: 'end' },
  ] as const;
  return (
    <PickTable label={t('delivery.table')} columns={columns}>
      {rows.map((row) => (
        <PickRow
          key={row.dossierId}
          current={row.dossierId === currentId}
          testId={`delivery-${row.code}`}
          state={row.state}
          onPick={() => onPick(row.dossierId)}
          button={<State row={row} />}
          progress={<Sent row={row} />}
          cells={[
            { column: t('delivery.code'), kind: 'quiet', text: row.code },
            { column: t('delivery.citizen'), text: row.citizenName ?? '—' },
            { column: t('delivery.procedure'), text: either(row.procedureName, row.procedureNameEn) },
            { column: t('delivery.size'), kind: 'end', text: formatBytes(row.bytes, language) },
          ]}
        />
      ))}
    </PickTable>
  );
}

function State({ row }: { readonly row: DeliveryRow }): ReactNode {
  const text = useText();
  return (
    <>
      <StateMark state={DELIVERY_MARKS[row.state]} />
      <span>{rowWords(row, text)}</span>
      {row.first && row.state !== 'delivered' ? (
        <Pill small tone="accent">
          {text.t('delivery.first')}
        </Pill>
      ) : null}
    </>
  );
}

function Sent({ row }: { readonly row: DeliveryRow }): ReactNode {
  const text = useText();
  if (row.state !== 'sending') return null;
  return (
    <Progress
      size={3}
      value={row.bytes === 0 ? 0 : (row.bytesSent / row.bytes) * 100}
      className={styles.bar ?? ''}
      aria-label={rowWords(row, text)}
    />
  );
}
