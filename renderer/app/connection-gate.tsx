import { Button, Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { connection, queryClient } from '../connection/station-client.ts';
import { Waiting } from '../design/waiting.tsx';
import { useText } from '../i18n/use-text.ts';
import styles from './connection-gate.module.css';

const subscribe = (listener: () => void): (() => void) => connection.subscribe(listener);

/** Shows the work only while there is a station to do it; else says that it stopped, and keeps trying. */
export function ConnectionGate({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useText();
  const state = useSyncExternalStore(subscribe, () => connection.state);
  useEffect(() => {
    // A new line may be to a station that has moved on meanwhile.
    if (state.line > 1) void queryClient.invalidateQueries();
  }, [state.line]);
  if (state.phase === 'connecting') return <Waiting>{t('stopped.opening')}</Waiting>;
  return (
    <>
      {/* Kept mounted under the cover, so that words typed and not yet sent are still there afterwards. */}
      {state.line === 0 ? null : (
        <div className={styles.work} inert={state.phase === 'lost'}>
          {children}
        </div>
      )}
      {state.phase === 'lost' ? <StoppedScreen /> : null}
    </>
  );
}

function StoppedScreen(): ReactNode {
  const { t } = useText();
  return (
    <div className={styles.stopped} role="alertdialog" aria-labelledby="stopped-title" aria-describedby="stopped-hint">
      <div className={styles.card}>
        <span className={styles.icon}>
          <IconPlugConnectedX size={34} aria-hidden="true" />
        </span>
        <h1 id="stopped-title">{t('stopped.title')}</h1>
        <p id="stopped-hint">{t('stopped.hint')}</p>
        <p className={styles.progress} role="status">
          <Loader size={16} /> {t('stopped.connecting')}
        </p>
        <Button variant="filled" size="md" autoFocus onClick={() => connection.open()}>
          {t('stopped.action')}
        </Button>
      </div>
    </div>
  );
}
