import { type ReactNode, useState } from 'react';
import { Dialog } from '../design/dialog.tsx';
import { useText } from '../i18n/use-text.ts';
import { KeyCaps } from './key-caps.tsx';
import styles from './key-map.module.css';
import { useCommandRegistry } from './use-commands.tsx';

/** All keys that mean something on this screen. */
export function KeyMap({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useText();
  const registry = useCommandRegistry();
  const [commands] = useState(() => registry.ofScreen().filter((command) => command.keys.length > 0));
  const mine = commands.filter((command) => !SHARED.test(command.id));
  const shared = commands.filter((command) => SHARED.test(command.id));
  return (
    <Dialog onClose={onClose} size={720} title={t('palette.keysTitle')}>
      <div className={styles.columns}>
        {[mine, shared].map((group) => (
          <dl key={group === mine ? 'screen' : 'shared'} className={styles.keys}>
            {group.map((command) => (
              <div key={command.id} className={styles.row} data-now={command.when() || undefined}>
                <dt>{command.label}</dt>
                <dd>
                  {command.keys.map((chord) => (
                    <KeyCaps key={chord} chord={chord} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        ))}
      </div>
      <p className={styles.hint}>{t('palette.keysHint')}</p>
    </Dialog>
  );
}

const SHARED = /^(nav|app)\./;
