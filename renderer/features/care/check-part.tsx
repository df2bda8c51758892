import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CareState } from '../../../common/contract/care.ts';
import { client } from '../../connection/station-client.ts';
import { errorWords } from '../../connection/station-errors.ts';
import { useOrder } from '../../connection/use-order.ts';
import type { MarkState } from '../../design/mark-state.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { formatNumber, formatWhen } from '../../i18n/format.ts';
import { type Text, useText } from '../../i18n/use-text.ts';
import styles from './care.module.css';
import { noteCare } from './use-care.ts';

/** What the last check of the files found, and the next one at a press. */
export function CheckPart({ state }: { readonly state: CareState }): ReactNode {
  const text = useText();
  const { t, language } = text;
  const { check, running } = state;
  const order = useOrder((mend: boolean) => client.care.checkNow({ mend }), { onDone: noteCare });
  const { mark, title, hint } = wordsOf(state, text);
  return (
    <div data-testid="care-check" data-state={mark}>
      <div className={styles.fact}>
        <StateMark state={mark} size={20} />
        <div>
          <p className={styles.title}>{title}</p>
          {hint === null ? null : <p className={styles.hint}>{hint}</p>}
          {check.error === null ? null : <p className={styles.hint}>{errorWords(check.error, language)}</p>}
        </div>
      </div>
      {(check.last?.lostDossiers.length ?? 0) > 0 ? (
        <ul className={styles.codes}>
          {[...new Set(check.last?.lostDossiers.map(({ code }) => code))].map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      ) : null}
      <div className={styles.actions}>
        {[false, true].map((mend) => (
          <Button
            key={String(mend)}
            size="sm"
            variant="light"
            disabled={running !== null}
            loading={order.isPending && order.variables === mend}
            onClick={() => order.mutate(mend)}
          >
            {t(mend ? 'care.mendNow' : 'care.checkNow')}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface CheckWords {
  readonly mark: MarkState;
  readonly title: string;
  readonly hint: string | null;
}

function wordsOf({ check: { last, error }, running }: CareState, { t, language }: Text): CheckWords {
  if (running?.kind === 'check') {
    const { done, total } = running;
    return { mark: 'working', title: t('care.runningCheck', { done, total }), hint: null };
  }
  if (error !== null) return { mark: 'doubtful', title: t('care.checkFailed'), hint: null };
  if (last === null) return { mark: 'waiting', title: t('care.checkNever'), hint: t('care.checkNeverHint') };
  const when = formatWhen(last.at, new Date());
  const files = t('care.checkFiles', { files: formatNumber(last.files, language) });
  const mended = t('care.checkMended', { mended: last.mended, aside: last.setAside });
  if (last.databaseDamage !== null) return { mark: 'wrong', title: t('care.checkDamaged', { when }), hint: null };
  if (last.lost > 0) {
    return { mark: 'wrong', title: t('care.checkLost', { count: last.lost, when }), hint: t('care.checkLostHint') };
  }
  const open = last.found - last.mended - last.setAside;
  if (open > 0) {
    return {
      mark: 'doubtful',
      title: t('care.checkMendable', { count: open, when }),
      hint: t('care.checkMendableHint'),
    };
  }
  return { mark: 'sure', title: t('care.checkWhole', { when }), hint: last.found > 0 ? `${files} · ${mended}` : files };
}
