import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import type { Command } from './command.ts';
import { KeyCaps } from './key-caps.tsx';

interface CommandButtonProps extends Omit<ButtonProps, 'children'> {
  readonly command: Command;
  /** Instead of the command's own label where there is little room. */
  readonly label?: string;
  readonly testId?: string;
  /** Kept clickable though it can't be done yet, so that it can say what is missing. */
  readonly blocked?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The button of a command: its words, its key, and whether it can be done now. */
export function CommandButton({
  command,
  label,
  testId,
  blocked = false,
  ref,
  ...button
}: CommandButtonProps): ReactNode {
  const chord = command.keys[0];
  return (
    <Button
      {...button}
      {...(ref === undefined ? {} : { ref })}
      aria-disabled={blocked || undefined}
      aria-keyshortcuts={chord?.replace('Ctrl', 'Control')}
      data-testid={testId}
      disabled={!blocked && !command.when()}
      onClick={command.run}
      rightSection={chord === undefined ? undefined : <KeyCaps chord={chord} />}
    >
      {label ?? command.label}
    </Button>
  );
}
