import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { DeliveryRow } from '../../../common/contract/delivery.ts';
import { maskName } from '../../../common/domain/mask-name.ts';
import { useSession } from '../../app/session.ts';
import { station } from '../../connection/station-client.ts';
import { formatBytes, formatProofTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './printed-receipt.module.css';

/** The receipt as it goes on paper; on the screen it isn't seen. The owner's name is masked: the sheet leaves the desk. */
export function PrintedReceipt({ row }: { readonly row: DeliveryRow }): ReactNode {
  const { t, either, language } = useText();
  const receipt = useQuery(station.delivery.receipt.queryOptions({ input: { dossierId: row.dossierId } })).data;
  const info = useSession().station;
  if (receipt === undefined) return null;
  return createPortal(
    <article className={styles.sheet} data-testid="printed-receipt">
      <header>
        <p>{info.agencyName}</p>
        <p>{info.name}</p>
      </header>
      <h1>{t('delivery.receipt')}</h1>
      <dl>
        <dt>{t('delivery.code')}</dt>
        <dd>{receipt.dossierCode}</dd>
        <dt>{t('delivery.procedure')}</dt>
        <dd>{either(row.procedureName, row.procedureNameEn)}</dd>
        <dt>{t('delivery.citizen')}</dt>
        <dd>{maskName(row.citizenName ?? '')}</dd>
        <dt>{t('delivery.receiptNumber')}</dt>
        <dd>{receipt.number}</dd>
        <dt>{t('delivery.receiptAt')}</dt>
        <dd>{formatProofTime(receipt.acceptedAt)}</dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th>{t('delivery.receiptFiles')}</th>
            <th>{t('delivery.size')}</th>
            <th>SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {receipt.files.map((file) => (
            <tr key={file.name}>
              <td>{file.name}</td>
              <td>{formatBytes(file.bytes, language)}</td>
              <td>
                <code>{file.portalSha256}</code>
                <br />
                {file.matches ? t('delivery.fileMatches') : t('delivery.fileDiffers')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {t('delivery.receiptSignature')}: <code>{receipt.signature}</code>
      </p>
    </article>,
    document.body,
  );
}
