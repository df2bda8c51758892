import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DossierDetail, FieldView, FindingView, PaperView } from '../../../common/contract/views.ts';
import { Dialog } from '../../design/dialog.tsx';
import { DifferenceText } from '../../design/difference-text.tsx';
import { formatFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { SourceTag } from '../fields/source-tag.tsx';
import { PageCrop } from '../page-image/page-crop.tsx';
import styles from './compare-dialog.module.css';

interface CompareDialogProps {
  readonly dossier: DossierDetail;
  readonly finding: FindingView;
  /** Makes a value that of the field which the finding is about. */
  readonly onUse: (paperId: string, key: string, value: string) => void;
  readonly onEdit: (paper: PaperView, field: FieldView) => void;
  readonly onNote: () => void;
  readonly onClose: () => void;
}

/** Two values that should be one, each with its place on its paper. */
export function CompareDialog({ dossier, finding, onUse, onEdit, onNote, onClose }: CompareDialogProps): ReactNode {
  const { t, either, fieldLabel, paperType } = useText();
  const sides = finding.compared.map((each) => {
    const paper = dossier.papers.find((one) => one.id === each.paperId);
    const field = paper?.fields.find((one) => one.key === (each.field ?? finding.field));
    const page = dossier.pages.find((one) => one.id === field?.pageId);
    return { ...each, paper, field, page, shown: formatFieldValue(each.value, field?.kind ?? 'text') };
  });
  return (
    <Dialog onClose={onClose} size={720} title={t('intake.seeBothTitle')}>
      <p className={styles.message}>{either(finding.message, finding.messageEn)}</p>
      {sides.map((side, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is the station's and doesn't change
        <section key={index} className={styles.side}>
          <header>
            <span>
              {side.paper === undefined ? '' : paperType(side.paper.type)}
              {side.field === undefined ? '' : ` · ${fieldLabel(side.field.key)}`}
            </span>
            <SourceTag source={side.source} />
          </header>
          {side.page !== undefined && side.field?.box != null && side.source !== 'population' ? (
            <PageCrop page={side.page} box={side.field.box} width={686} height={64} label={side.shown} />
          ) : null}
          <div className={styles.value}>
            <DifferenceText text={side.shown} other={sides[index === 0 ? 1 : 0]?.shown ?? ''} />
            <span className={styles.actions}>
              {side.paper !== undefined && side.field !== undefined && side.value !== side.field.value ? (
                <Button
                  size="compact-sm"
                  onClick={() => side.paper && side.field && onUse(side.paper.id, side.field.key, side.value)}
                >
                  {t('intake.useValue')}
                </Button>
              ) : null}
              {side.paper !== undefined && side.field !== undefined ? (
                <Button size="compact-sm" onClick={() => side.paper && side.field && onEdit(side.paper, side.field)}>
                  {t('intake.keyIn')}
                </Button>
              ) : null}
            </span>
          </div>
        </section>
      ))}
      <div className={styles.foot}>
        <Button onClick={onClose}>{t('app.close')}</Button>
        <Button variant="filled" onClick={onNote} data-autofocus>
          {t('intake.noteReason')}
        </Button>
      </div>
    </Dialog>
  );
}
