import { TextInput, UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { KeyCaps } from '../../commands/key-caps.tsx';
import { DifferenceText } from '../../design/difference-text.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { editableFieldValue, formatFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { fieldState } from '../fields/field-state.ts';
import { SourceTag } from '../fields/source-tag.tsx';
import styles from './current-field.module.css';
import type { Verification } from './use-verification.ts';
import type { Found } from './walk.ts';

/** Candidates that have a key. */
export const MOST_CANDIDATES = 9;

interface CurrentFieldProps {
  readonly dossier: DossierDetail;
  readonly found: Found;
  readonly verification: Verification;
}

/** The one field under the eyes: its value ready to be typed over, why it is here, what else it could be. */
export function CurrentField({ dossier, found, verification }: CurrentFieldProps): ReactNode {
  const { t, either, fieldLabel } = useText();
  const { paper, field } = found;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);
  const notes = dossier.findings.filter(
    (finding) => finding.resolved !== null && finding.paperId === paper.id && finding.field === field.key,
  );
  const candidates = field.candidates.slice(0, MOST_CANDIDATES);
  const reference = field.value ?? candidates[0]?.value ?? '';
  return (
    <section
      className={styles.card}
      data-testid="current-field"
      data-key={field.key}
      data-paper={paper.id}
      data-state={fieldState(field)}
      aria-label={fieldLabel(field.key)}
    >
      <TextInput
        ref={input}
        classNames={{ input: styles.value ?? '', label: styles.label ?? '' }}
        label={fieldLabel(field.key)}
        placeholder={t('verify.placeholder')}
        data-untouched={!verification.changed}
        spellCheck={false}
        autoComplete="off"
        maxLength={1000}
        value={verification.typed}
        error={verification.problem}
        onChange={(event) => verification.type(event.currentTarget.value)}
      />
      {field.value === null && verification.typed === '' ? (
        <p className={styles.hint}>{t('verify.emptyHint')}</p>
      ) : null}
      {field.why !== null ? (
        <p className={styles.why}>
          <StateMark state="doubtful" size={17} />
          <span>{either(field.why.vi, field.why.en)}</span>
        </p>
      ) : null}
      {notes.map((finding) => (
        <p key={finding.id} className={styles.note}>
          {t('verify.noteOf', { note: finding.resolved?.note ?? '' })}
        </p>
      ))}
      {candidates.length === 0 ? null : (
        <ul className={styles.candidates} aria-label={t('verify.candidates')}>
          {candidates.map((candidate, index) => {
            const shown = formatFieldValue(candidate.value, field.kind);
            const text = editableFieldValue(candidate.value, field.kind);
            const other = candidates.find((each) => each.value !== candidate.value)?.value ?? reference;
            return (
              <li key={`${candidate.source}/${candidate.value}`}>
                <UnstyledButton
                  className={styles.candidate}
                  tabIndex={-1}
                  data-current={text === verification.typed || undefined}
                  aria-pressed={text === verification.typed}
                  aria-label={`${t('verify.pick', { number: index + 1 })}: ${shown}`}
                  onClick={() => {
                    verification.type(text);
                    input.current?.focus();
                  }}
                >
                  <KeyCaps chord={`Alt+${index + 1}`} />
                  <span className={styles.text}>
                    <DifferenceText text={shown} other={formatFieldValue(other, field.kind)} />
                  </span>
                  <SourceTag source={candidate.source} confidence={candidate.confidence} />
                </UnstyledButton>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
