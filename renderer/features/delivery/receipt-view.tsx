import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReceiptView as Receipt } from '../../../common/contract/delivery.ts';
import { station } from '../../connection/station-client.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { GroupTitle } from '../../design/panel.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { formatBytes, formatProofTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './receipt-view.module.css';

/** The portal's proof: when it accepted, and the hash of every file as it read it back. */
export function ReceiptView({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { t } = useText();
  const receipt = useQuery(station.delivery.receipt.queryOptions({ input: { dossierId } }));
  if (receipt.data !== undefined) return <Body receipt={receipt.data} />;
  if (!receipt.isError) return <Waiting>{t('app.loading')}</Waiting>;
  return (
    <div className={styles.error}>
      <ErrorNotice error={receipt.error} onRetry={() => void receipt.refetch()} />
    </div>
  );
}

function Body({ receipt }: { readonly receipt: Receipt }): ReactNode {
  const { t, language } = useText();
  const matched = receipt.files.filter((file) => file.matches).length;
  const whole = matched === receipt.files.length;
  return (
    <section aria-label={t('delivery.receipt')} data-testid="receipt">
      <GroupTitle>{t('delivery.receipt')}</GroupTitle>
      <dl className={styles.facts}>
        <dt>{t('delivery.receiptNumber')}</dt>
        <dd className={styles.number}>{receipt.number}</dd>
        <dt>{t('delivery.receiptAt')}</dt>
        <dd>{formatProofTime(receipt.acceptedAt)}</dd>
        <dt>{t('delivery.receiptAttempts')}</dt>
        <dd>
          {receipt.resumed === 0
            ? receipt.attempts
            : t('delivery.receiptResumed', { attempts: receipt.attempts, count: receipt.resumed })}
        </dd>
        <dt>{t('delivery.receiptReadBack')}</dt>
        <dd className={styles.match} data-whole={whole || undefined}>
          <StateMark state={whole ? 'sure' : 'wrong'} size={16} />
          {t('delivery.receiptMatch', { matched, total: receipt.files.length })}
        </dd>
      </dl>
      <GroupTitle>{t('delivery.receiptFiles')}</GroupTitle>
      <ul className={styles.files}>
        {receipt.files.map((file) => (
          <li key={file.name}>
            <div className={styles.name}>
              <StateMark
                state={file.matches ? 'sure' : 'wrong'}
                size={16}
                label={file.matches ? t('delivery.fileMatches') : t('delivery.fileDiffers')}
              />
              <strong>{file.name}</strong>
              <span>{formatBytes(file.bytes, language)}</span>
            </div>
            <div className={styles.hash}>
              <span>
                <span className={styles.algorithm}>sha256</span>{' '}
                <code data-testid="receipt-hash" data-matches={file.matches}>
                  {file.portalSha256}
                </code>
              </span>
              <Copy value={file.portalSha256} />
            </div>
            {file.matches ? null : (
              <p className={styles.differs}>
                {t('delivery.fileDiffers')}. {t('delivery.sentHash')}: <code>{file.sha256}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
      <GroupTitle>{t('delivery.receiptSignature')}</GroupTitle>
      <p className={styles.signature}>
        <code>{receipt.signature}</code>
      </p>
    </section>
  );
}

function Copy({ value }: { readonly value: string }): ReactNode {
  const { t } = useText();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          size="sm"
          color="gray"
          onClick={copy}
          aria-label={copied ? t('delivery.copied') : t('delivery.copy')}
        >
          {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
        </ActionIcon>
      )}
    </CopyButton>
  );
}
