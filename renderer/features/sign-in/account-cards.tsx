import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../../i18n/use-text.ts';
import styles from './account-cards.module.css';
import type { TrainingAccount } from './sign-in-screen.tsx';

interface AccountCardsProps {
  readonly accounts: readonly TrainingAccount[];
  readonly busy: boolean;
  readonly onPick: (account: { username: string; password: string }) => void;
}

/** Training accounts, entered by one click, or by arrows and Enter. */
export function AccountCards({ accounts, busy, onPick }: AccountCardsProps): ReactNode {
  const { t } = useText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  const onKey = (event: KeyboardEvent): void => {
    const cards = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = cards.findIndex((card) => card.matches(':focus'));
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    cards[(at + step + cards.length) % cards.length]?.focus();
  };
  return (
    <section aria-labelledby="training-accounts">
      <h2 id="training-accounts" className={styles.title}>
        {t('signIn.accounts')}
      </h2>
      <p className={styles.hint}>{t('signIn.accountsHint')}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows only move between the buttons inside */}
      <div className={styles.cards} ref={list} onKeyDown={onKey}>
        {accounts.map((account) => (
          <UnstyledButton
            key={account.username}
            className={styles.card}
            disabled={busy}
            data-testid={`sign-in-${account.username}`}
            onClick={() => onPick({ username: account.username, password: account.password })}
          >
            <span className={styles.initials} aria-hidden="true">
              {initials(account.displayName)}
            </span>
            <span className={styles.who}>
              <strong>{account.displayName}</strong>
              <span>{t(`role.${account.role}`)}</span>
            </span>
            <IconChevronRight size={18} aria-hidden="true" />
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return `${words[0]?.charAt(0) ?? ''}${words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''}`.toUpperCase();
}
