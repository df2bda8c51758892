import { Button, Divider, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { IconReceipt, IconScan, IconWifiOff, type TablerIcon } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Person, Role, StationInfo } from '../../../common/contract/session.ts';
import { client } from '../../connection/station-client.ts';
import { errorWords, stationErrorOf } from '../../connection/station-errors.ts';
import { useOrder } from '../../connection/use-order.ts';
import { Pill } from '../../design/pill.tsx';
import { switchLanguage } from '../../i18n/i18n.ts';
import { useText } from '../../i18n/use-text.ts';
import { AccountCards } from './account-cards.tsx';
import styles from './sign-in-screen.module.css';

export interface TrainingAccount {
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
  readonly role: Role;
}

interface SignInScreenProps {
  readonly station: StationInfo;
  readonly accounts: readonly TrainingAccount[];
  readonly onSignedIn: (person: Person) => void;
}

/** Who works here now? In training one click, else name and password. */
export function SignInScreen({ station, accounts, onSignedIn }: SignInScreenProps): ReactNode {
  const { t, language } = useText();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const signIn = useOrder((who: { username: string; password: string }) => client.session.signIn(who), {
    onDone: onSignedIn,
    onError: (error) => {
      setProblem(errorWords(stationErrorOf(error), language));
      return true;
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (username.trim() === '' || password === '') setProblem(t('signIn.needBoth'));
    else signIn.mutate({ username: username.trim(), password });
  };
  return (
    <div className={styles.screen}>
      <aside className={styles.side}>
        <p className={styles.brand}>{t('app.name')}</p>
        <p className={styles.agency}>{station.agencyName}</p>
        <ul className={styles.promises}>
          <Assurance icon={IconScan} title={t('signIn.promise1')} text={t('signIn.promise1Hint')} />
          <Assurance icon={IconReceipt} title={t('signIn.promise2')} text={t('signIn.promise2Hint')} />
          <Assurance icon={IconWifiOff} title={t('signIn.promise3')} text={t('signIn.promise3Hint')} />
        </ul>
        <p className={styles.version}>{t('settings.version', { version: station.version })}</p>
      </aside>
      <main className={styles.main}>
        <div className={styles.top}>
          <Pill tone="accent">{station.name}</Pill>
          <SegmentedControl
            size="xs"
            aria-label={t('nav.language')}
            value={language}
            onChange={(value) => switchLanguage(value === 'en' ? 'en' : 'vi')}
            data={[
              { value: 'vi', label: 'Tiếng Việt' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <div className={styles.form}>
          <h1 className={styles.title}>{t('signIn.title')}</h1>
          {accounts.length === 0 ? null : (
            <>
              <AccountCards accounts={accounts} busy={signIn.isPending} onPick={signIn.mutate} />
              <Divider label={t('signIn.or')} my="lg" />
            </>
          )}
          <form onSubmit={submit} className={styles.fields} noValidate>
            <TextInput
              label={t('signIn.username')}
              autoComplete="username"
              spellCheck={false}
              autoFocus={accounts.length === 0}
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('signIn.password')}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <p className={styles.problem} role="alert">
              {problem}
            </p>
            <Button type="submit" variant="filled" size="md" loading={signIn.isPending} fullWidth>
              {t('signIn.submit')}
            </Button>
          </form>
        </div>
      </main>
    </div>
  );
}

function Assurance({
  icon: Icon,
  title,
  text,
}: {
  readonly icon: TablerIcon;
  readonly title: string;
  readonly text: string;
}): ReactNode {
  return (
    <li>
      <Icon size={22} stroke={1.6} aria-hidden="true" />
      <div>
        <strong>{title}</strong>
        <span>{text}</span>
      </div>
    </li>
  );
}
