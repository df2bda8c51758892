import { Modal, type ModalProps } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.tsx';
import { useText } from '../i18n/use-text.ts';

interface DialogProps extends Omit<ModalProps, 'opened'> {
  /** The only commands that answer while it is open. */
  readonly commands?: readonly Command[];
}

/** A window over the screen; commands of the screen keep silent while it is there. Mounted = open. */
export function Dialog({ commands = [], children, ...modal }: DialogProps): ReactNode {
  const { t } = useText();
  useCommands(commands, { modal: true });
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      // Back to where the person was, unless closing has already put the focus somewhere of its own.
      if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected)
        before.focus();
    };
  }, []);
  return (
    <Modal opened closeButtonProps={{ 'aria-label': t('app.close') }} {...modal}>
      {children}
    </Modal>
  );
}
