import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { KeyMap } from '../commands/key-map.tsx';
import { Palette } from '../commands/palette.tsx';
import { useCommands } from '../commands/use-commands.tsx';
import { DiskBanner } from './disk-banner.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { useShellCommands } from './use-shell-commands.ts';

/** Rail at the left, the desk beside it, palette and key map over both. */
export function Shell(): ReactNode {
  const [overlay, setOverlay] = useState<'palette' | 'keys' | null>(null);
  const commands = useShellCommands(setOverlay);
  useCommands(commands);
  const close = (): void => setOverlay(null);
  return (
    <div className={styles.shell}>
      <Rail commands={commands} />
      <div className={styles.desk}>
        <DiskBanner />
        <div className={styles.outlet}>
          <Outlet />
        </div>
      </div>
      {overlay === 'palette' ? <Palette onClose={close} /> : null}
      {overlay === 'keys' ? <KeyMap onClose={close} /> : null}
    </div>
  );
}
