import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { Notice } from '../../design/notice.tsx';
import { GroupTitle } from '../../design/panel.tsx';
import { useText } from '../../i18n/use-text.ts';
import { type FindingActions, FindingCard } from './finding-card.tsx';
import styles from './finding-list.module.css';
import { openFindings } from './selection.ts';

interface FindingListProps {
  readonly dossier: DossierDetail;
  readonly editable: boolean;
  readonly actions: FindingActions;
}

/** What must be put right while the citizen is here; below, what somebody has answered for. */
export function FindingList({ dossier, editable, actions }: FindingListProps): ReactNode {
  const { t, either } = useText();
  const open = openFindings(dossier);
  const resolved = dossier.findings.filter((finding) => finding.resolved !== null);
  const reading = dossier.pagesReading > 0 || dossier.files.some((file) => file.state === 'reading');
  if (dossier.findings.length === 0 && (dossier.papers.length === 0 || reading)) return null;
  return (
    <section aria-label={t('intake.findings')}>
      <GroupTitle>{t('intake.findings')}</GroupTitle>
      <div className={styles.cards}>
        {open.length === 0 && !reading ? (
          <Notice tone="sure" title={t('intake.findingsDone')} testId="no-findings">
            <span className={styles.note}>{t('intake.findingsDoneHint')}</span>
          </Notice>
        ) : null}
        {open.map((finding, index) => (
          <FindingCard
            key={finding.id}
            finding={finding}
            dossier={dossier}
            actions={actions}
            editable={editable}
            first={index === 0}
          />
        ))}
      </div>
      {resolved.length === 0 ? null : (
        <details className={styles.resolved}>
          <summary>{t('intake.findingsResolved', { count: resolved.length })}</summary>
          {resolved.map((finding) => (
            <p key={finding.id} data-testid={`finding-${finding.code}`} data-state="resolved">
              {either(finding.message, finding.messageEn)}
              <span className={styles.note}>
                {finding.resolved === null
                  ? null
                  : t('intake.resolvedBy', { name: finding.resolved.by.displayName, note: finding.resolved.note })}
              </span>
            </p>
          ))}
        </details>
      )}
    </section>
  );
}
