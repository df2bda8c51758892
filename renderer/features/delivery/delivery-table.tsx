import { Progress, Table, UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { DeliveryRow } from '../../../common/contract/delivery.ts';
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
  const { t } = useText();
  return (
    <section className={styles.card} aria-label={t('delivery.table')}>
      <Table verticalSpacing={0} horizontalSpacing={10} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="25%">{t('delivery.state')}</Table.Th>
            <Table.Th w="23%">{t('delivery.code')}</Table.Th>
            <Table.Th>{t('delivery.citizen')}</Table.Th>
            <Table.Th>{t('delivery.procedure')}</Table.Th>
            <Table.Th w={88} className={styles.end ?? ''}>
              {t('delivery.size')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.dossierId} row={row} current={row.dossierId === currentId} onPick={onPick} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

interface RowProps {
  readonly row: DeliveryRow;
  readonly current: boolean;
  readonly onPick: (dossierId: string) => void;
}

function Row({ row, current, onPick }: RowProps): ReactNode {
  const text = useText();
  const { either, language } = text;
  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (current) element.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <Table.Tr
      ref={element}
      className={styles.row ?? ''}
      data-current={current || undefined}
      data-testid={`delivery-${row.code}`}
      data-state={row.state}
      onClick={() => onPick(row.dossierId)}
    >
      <Table.Td>
        <UnstyledButton className={styles.pick} aria-pressed={current}>
          <StateMark state={DELIVERY_MARKS[row.state]} />
          <span>{rowWords(row, text)}</span>
          {row.first && row.state !== 'delivered' ? (
            <Pill small tone="accent">
              {text.t('delivery.first')}
            </Pill>
          ) : null}
        </UnstyledButton>
        {row.state === 'sending' ? (
          <Progress
            size={3}
            value={row.bytes === 0 ? 0 : (row.bytesSent / row.bytes) * 100}
            className={styles.bar ?? ''}
            aria-label={rowWords(row, text)}
          />
        ) : null}
      </Table.Td>
      <Table.Td className={styles.muted ?? ''}>{row.code}</Table.Td>
      <Table.Td className={styles.cut ?? ''}>{row.citizenName ?? '—'}</Table.Td>
      <Table.Td className={styles.cut ?? ''}>{either(row.procedureName, row.procedureNameEn)}</Table.Td>
      <Table.Td className={styles.end ?? ''}>{formatBytes(row.bytes, language)}</Table.Td>
    </Table.Tr>
  );
}
