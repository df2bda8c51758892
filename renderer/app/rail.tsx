import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconChartBar,
  IconChecklist,
  IconCloudUpload,
  IconScan,
  IconSettings,
  IconSettingsAutomation,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Command } from '../commands/command.ts';
import { station } from '../connection/station-client.ts';
import { useText } from '../i18n/use-text.ts';
import { type Desk, desksOf } from './desks.ts';
import styles from './rail.module.css';
import { useSession } from './session.ts';

const ICONS: Readonly<Record<Desk, TablerIcon>> = {
  today: IconChartBar,
  intake: IconScan,
  verification: IconChecklist,
  delivery: IconCloudUpload,
  settings: IconSettings,
};

/** The desks, with how much waits at each; below, who works here. */
export function Rail({ commands }: { readonly commands: readonly Command[] }): ReactNode {
  const { t } = useText();
  const { person } = useSession();
  const path = useLocation({ select: (location) => location.pathname });
  const today = useQuery(station.station.today.queryOptions()).data;
  const waiting: Readonly<Partial<Record<Desk, number>>> =
    today === undefined ? {} : { intake: today.returned, verification: today.verifying, delivery: today.queued };
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      {desksOf(person.role).map((desk) => (
        <DeskLink key={desk} desk={desk} current={path.startsWith(`/${desk}`)} waiting={waiting[desk] ?? 0} />
      ))}
      <JobsLink />
      <AccountMenu commands={commands} />
    </nav>
  );
}

interface DeskLinkProps {
  readonly desk: Desk;
  readonly current: boolean;
  readonly waiting: number;
}

function DeskLink({ desk, current, waiting }: DeskLinkProps): ReactNode {
  const { t } = useText();
  const Icon = ICONS[desk];
  return (
    <Link
      to={`/${desk}`}
      className={styles.desk}
      data-testid={`nav-${desk}`}
      data-active={current || undefined}
      aria-current={current ? 'page' : undefined}
    >
      <Icon size={21} stroke={1.6} aria-hidden="true" />
      <span>{t(`nav.${desk}`)}</span>
      {waiting === 0 ? null : (
        <span className={styles.badge}>
          <span aria-hidden="true">{waiting > 99 ? '99+' : waiting}</span>
          <span className="visually-hidden">{t('nav.waiting', { count: waiting })}</span>
        </span>
      )}
    </Link>
  );
}

/** There only while something of the station's own work needs a person; else the menu leads to it. */
function JobsLink(): ReactNode {
  const { t } = useText();
  const count = useQuery(station.station.health.queryOptions()).data?.jobsForPeople ?? 0;
  const current = useLocation({ select: (location) => location.pathname }) === '/jobs';
  if (count === 0 && !current) return null;
  return (
    <Link
      to="/jobs"
      className={styles.desk}
      data-testid="nav-jobs"
      data-active={current || undefined}
      aria-current={current ? 'page' : undefined}
    >
      <IconSettingsAutomation size={21} stroke={1.6} aria-hidden="true" />
      <span>{t('nav.jobs')}</span>
      {count === 0 ? null : (
        <span className={styles.badge}>
          <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
          <span className="visually-hidden">{t('jobs.forPeople', { count })}</span>
        </span>
      )}
    </Link>
  );
}

function AccountMenu({ commands }: { readonly commands: readonly Command[] }): ReactNode {
  const { t } = useText();
  const { person, station: info } = useSession();
  const entries = commands.filter((command) => command.id.startsWith('app.'));
  return (
    <Menu position="right-end" width={220} withArrow>
      <Menu.Target>
        <UnstyledButton
          className={styles.account}
          aria-label={`${t('nav.menu')}: ${person.displayName}`}
          data-testid="account"
        >
          <strong>{person.role === 'administrator' ? t('role.administrator') : shortName(person.displayName)}</strong>
          <span>{info.name}</span>
          {info.training ? (
            <span className={styles.training} title={t('app.trainingHint')}>
              {t('app.training')}
            </span>
          ) : null}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person.displayName} · {t(`role.${person.role}`)}
        </Menu.Label>
        {entries.map((command) => (
          <Menu.Item key={command.id} onClick={command.run} data-testid={command.id.replace('.', '-')}>
            {command.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The given name, which is how people are called: Nguyễn Thị Hạnh → Hạnh. */
function shortName(displayName: string): string {
  return displayName.trim().split(/\s+/).at(-1) ?? displayName;
}
