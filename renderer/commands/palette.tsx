import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Dialog } from '../design/dialog.tsx';
import { useText } from '../i18n/use-text.ts';
import type { Command } from './command.ts';
import { KeyCaps } from './key-caps.tsx';
import { isComposing } from './keys.ts';
import styles from './palette.module.css';
import { matchesSearch } from './search-key.ts';
import { useCommandRegistry } from './use-commands.tsx';

/** Every command that can be given now, found by a few letters. */
export function Palette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useText();
  const registry = useCommandRegistry();
  const [commands] = useState(() => registry.ofScreen().filter((command) => command.when() && command.hidden !== true));
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = commands.filter((command) => matchesSearch(command.label, typed));
  const current = found[Math.min(at, found.length - 1)];
  const run = (command: Command): void => {
    onClose();
    // After the window has given the focus back, since some commands move it.
    setTimeout(command.run);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setAt((at - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter' && current !== undefined) run(current);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      centered={false}
      title={t('palette.title')}
      classNames={{ header: styles.header ?? '' }}
    >
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={styles.input ?? ''}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.title')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={current === undefined ? undefined : `palette-${current.id}`}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id="palette-list" role="listbox" aria-label={t('palette.title')} className={styles.list}>
        {found.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above owns the keyboard
          <div
            key={command.id}
            id={`palette-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={command === current}
            className={styles.entry}
            ref={command === current ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => run(command)}
          >
            <span>{command.label}</span>
            {command.keys[0] === undefined ? null : <KeyCaps chord={command.keys[0]} />}
          </div>
        ))}
        {found.length === 0 ? <p className={styles.empty}>{t('palette.empty')}</p> : null}
      </div>
    </Dialog>
  );
}
