import { type ReactNode, useEffect, useRef } from 'react';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './final-step.module.css';
import { PreflightNotice } from './preflight-notice.tsx';
import { usePreflight } from './use-preflight.ts';

interface FinalStepProps {
  readonly dossier: DossierDetail;
  /** Fields read with certainty. */
  readonly sure: number;
  /** A paper is to be looked at once more. */
  readonly onShow: (paperId: string) => void;
}

/** Everything has been seen: what approving means, and what the counter answered for. */
export function FinalStep({ dossier, sure, onShow }: FinalStepProps): ReactNode {
  const { t, either } = useText();
  const section = useRef<HTMLElement>(null);
  // Not on the button: Enter approves from here, and Shift+Enter still leads back.
  useEffect(() => section.current?.focus(), []);
  const blocked = usePreflight(dossier.id).length;
  const confirmed = dossier.papers.flatMap((paper) => paper.fields).filter((field) => field.confirmed !== null).length;
  const excused = dossier.components.filter((component) => component.state === 'excused');
  const noted = dossier.findings.filter((finding) => finding.resolved !== null);
  const title = blocked > 0 ? t('verify.finalBlocked', { count: blocked }) : t('verify.finalTitle');
  return (
    <>
      <PreflightNotice dossier={dossier} onShow={onShow} />
      <section
        ref={section}
        tabIndex={-1}
        className={styles.card}
        data-testid="final-step"
        data-blocked={blocked > 0 || undefined}
        aria-label={title}
      >
        <p className={styles.title}>
          <StateMark state={blocked > 0 ? 'doubtful' : 'sure'} size={24} /> {title}
        </p>
        <p className={styles.text}>
          {confirmed > 0
            ? t('verify.finalText', { confirmed, sure: Math.max(0, sure - confirmed) })
            : t('verify.finalNone', { sure })}
        </p>
        {excused.length === 0 ? null : (
          <details open className={styles.more}>
            <summary>{t('verify.finalMissing', { count: excused.length })}</summary>
            {excused.map((component) => (
              <p key={component.code}>
                {either(component.name, component.nameEn)}: {component.excuse}
              </p>
            ))}
          </details>
        )}
        {noted.length === 0 ? null : (
          <details open className={styles.more}>
            <summary>{t('verify.finalNotes', { count: noted.length })}</summary>
            {noted.map((finding) => (
              <p key={finding.id}>
                {either(finding.message, finding.messageEn)}{' '}
                {t('verify.noteOf', { note: finding.resolved?.note ?? '' })}
              </p>
            ))}
          </details>
        )}
      </section>
    </>
  );
}
