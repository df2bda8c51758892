import type { ReactNode } from 'react';
import type { PageView } from '../../../common/contract/views.ts';
import { formatNumber } from '../../i18n/format.ts';
import { type Text, useText } from '../../i18n/use-text.ts';
import styles from './quality-bar.module.css';

/** Below this a scan is too coarse (Circular 02/2019/TT-BNV asks for 200 dpi). */
const LEAST_DPI = 200;
/** Mean confidence of words below which a page is called hard to read. */
const CLEAR = 0.8;
const SKEW_WORTH_SAYING = 0.3;

/** What the gate found of the page: resolution, how it lay, whether it can be read, how long it took. */
export function QualityBar({ page }: { readonly page: PageView }): ReactNode {
  const text = useText();
  if (page.state !== 'read') return null;
  return (
    <div className={styles.bar} role="status">
      {notes(page, text).map((note) => (
        <span key={note.words} data-good={note.good}>
          {note.good === null ? null : <span aria-hidden="true">{note.good ? '✓' : '!'}</span>} {note.words}
        </span>
      ))}
    </div>
  );
}

interface Note {
  readonly words: string;
  /** null = merely told. */
  readonly good: boolean | null;
}

function notes(page: PageView, { t, language }: Text): readonly Note[] {
  const list: Note[] = [];
  if (page.dpi !== null)
    list.push({
      words: t('intake.quality.dpi', { dpi: formatNumber(page.dpi, language) }),
      good: page.dpi >= LEAST_DPI,
    });
  if (page.blank) list.push({ words: t('intake.quality.blank'), good: null });
  else if (page.confidence !== null) {
    const clear = page.confidence >= CLEAR;
    list.push({ words: clear ? t('intake.quality.clear') : t('intake.quality.unclear'), good: clear });
  }
  if (page.rotation !== null && page.rotation !== 0) {
    list.push({ words: t('intake.quality.turned', { degrees: page.rotation }), good: true });
  }
  const skew = Math.abs(page.skewDegrees ?? 0);
  if (skew >= SKEW_WORTH_SAYING) {
    list.push({ words: t('intake.quality.straightened', { degrees: formatNumber(skew, language, 1) }), good: true });
  }
  if (page.readMs !== null) {
    list.push({
      words: t('intake.quality.readIn', { seconds: formatNumber(page.readMs / 1000, language, 1) }),
      good: null,
    });
  }
  return list;
}
