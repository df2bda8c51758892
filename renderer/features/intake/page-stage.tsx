import { IconFileUpload, IconScan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DossierDetail, PageView, PaperView } from '../../../common/contract/views.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useText } from '../../i18n/use-text.ts';
import { fieldState } from '../fields/field-state.ts';
import { PageImage, type PageMark } from '../page-image/page-image.tsx';
import styles from './page-stage.module.css';
import { QualityBar } from './quality-bar.tsx';
import type { Selection } from './selection.ts';

interface PageStageProps {
  readonly dossier: DossierDetail;
  readonly selection: Selection;
  /** Files are being copied in. */
  readonly busy: boolean;
  readonly training: boolean;
  readonly onPick: (key: string) => void;
}

/** The paper, which has the middle and the height; or what will be there. */
export function PageStage({ dossier, selection, busy, training, onPick }: PageStageProps): ReactNode {
  const { t, fieldLabel } = useText();
  const { page, paper, field } = selection;
  if (page === null) {
    const reading = busy || dossier.files.some((file) => file.state === 'reading');
    return (
      <div className={styles.stage}>
        {reading ? (
          <EmptyState icon={<StateMark state="working" size={28} />} title={t('intake.pageReading')} />
        ) : (
          <EmptyState icon={<IconFileUpload size={28} />} title={t('intake.noPages')}>
            {t('intake.noPagesHint')}
            {training ? <p>{t('intake.noPagesTraining')}</p> : null}
          </EmptyState>
        )}
      </div>
    );
  }
  if (page.state === 'unreadable' && page.width === null) {
    return (
      <div className={styles.stage}>
        <EmptyState icon={<StateMark state="wrong" size={28} />} title={t('intake.pageUnreadable')}>
          {t('intake.pageUnreadableHint')}
        </EmptyState>
      </div>
    );
  }
  if (page.width === null || page.height === null) {
    return (
      <div className={styles.stage}>
        <EmptyState icon={<IconScan size={28} />} title={t('intake.pageReading')} />
      </div>
    );
  }
  return (
    <PageImage page={page} marks={marksOf(paper, page, fieldLabel)} selected={field?.key ?? null} onPick={onPick}>
      <QualityBar page={page} />
    </PageImage>
  );
}

/** Places of the paper's fields on one of its pages. */
export function marksOf(paper: PaperView | null, page: PageView, label: (key: string) => string): readonly PageMark[] {
  return (paper?.fields ?? []).flatMap((field) => {
    if (field.box === null || field.pageId !== page.id) return [];
    const state = fieldState(field);
    const tone = state === 'doubtful' || state === 'missing' ? 'doubtful' : state === 'empty' ? 'missing' : 'sure';
    return [{ key: field.key, box: field.box, tone, label: label(field.key) } satisfies PageMark];
  });
}
