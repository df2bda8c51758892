import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconChartBar,
  IconChecklist,
  IconCloudUpload,
  IconScan,
  IconSettings,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Command } from '../commands/command.ts';
import { station } from '../connection/station-client.ts';
import { useText } from '../i18n/use-text.ts';
import styles from './rail.module.css';
import { useSession } from './session.ts';

interface Desk {
  readonly id: 'today' | 'intake' | 'verification' | 'delivery' | 'settings';
  readonly to: '/today' | '/intake' | '/verification' | '/delivery' | '/settings';
  readonly icon: TablerIcon;
  readonly badge?: number | undefined;
}

/** The desks, with how much waits at each; below, who works here. */
export function Rail({ commands }: { readonly commands: readonly Command[] }): ReactNode {
  const { t } = useText();
  const { person } = useSession();
  const path = useLocation({ select: (location) => location.pathname });
  const today = useQuery(station.station.today.queryOptions()).data;
  const desks: readonly Desk[] = [
    { id: 'today', to: '/today', icon: IconChartBar },
    { id: 'intake', to: '/intake', icon: IconScan, badge: today?.returned },
    { id: 'verification', to: '/verification', icon: IconChecklist, badge: today?.verifying },
    { id: 'delivery', to: '/delivery', icon: IconCloudUpload, badge: today && today.queued + today.attention },
    ...(person.role === 'administrator' ? [{ id: 'settings', to: '/settings', icon: IconSettings } as const] : []),
  ];
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      {desks.map((desk) => (
        <Link
          key={desk.id}
          to={desk.to}
          className={styles.desk}
          data-testid={`nav-${desk.id}`}
          data-active={path.startsWith(desk.to) || undefined}
          aria-current={path.startsWith(desk.to) ? 'page' : undefined}
        >
          <desk.icon size={21} stroke={1.6} aria-hidden="true" />
          <span>{t(`nav.${desk.id}`)}</span>
          {desk.badge === undefined || desk.badge === 0 ? null : (
            <span className={styles.badge}>
              <span aria-hidden="true">{desk.badge > 99 ? '99+' : desk.badge}</span>
              <span className="visually-hidden">{t('nav.waiting', { count: desk.badge })}</span>
            </span>
          )}
        </Link>
      ))}
      <AccountMenu commands={commands} />
    </nav>
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
          <strong>{shortName(person.displayName)}</strong>
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
