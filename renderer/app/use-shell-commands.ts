import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Command } from '../commands/command.ts';
import { client } from '../connection/station-client.ts';
import { sayError } from '../design/error-notice.tsx';
import { switchLanguage } from '../i18n/i18n.ts';
import { useText } from '../i18n/use-text.ts';
import { forgetPerson } from './forget-person.ts';
import { useSession } from './session.ts';

type Desk = '/today' | '/intake' | '/verification' | '/delivery' | '/settings';

/** What can be done from anywhere: going to a desk, finding a command, display, signing out. */
export function useShellCommands(show: (overlay: 'palette' | 'keys') => void): readonly Command[] {
  const { t, language } = useText();
  const navigate = useNavigate();
  const { person } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const always = (): boolean => true;
  const go = (id: string, label: string, key: string, to: Desk): Command => ({
    id: `nav.${id}`,
    label,
    keys: [key],
    when: always,
    run: () => void navigate({ to }),
  });
  return [
    go('today', t('nav.today'), 'Ctrl+1', '/today'),
    go('intake', t('nav.intake'), 'Ctrl+2', '/intake'),
    go('verification', t('nav.verification'), 'Ctrl+3', '/verification'),
    go('delivery', t('nav.delivery'), 'Ctrl+4', '/delivery'),
    ...(person.role === 'administrator' ? [go('settings', t('nav.settings'), 'Ctrl+5', '/settings')] : []),
    {
      id: 'app.palette',
      label: t('nav.commands'),
      keys: ['Ctrl+K'],
      when: always,
      run: () => show('palette'),
      hidden: true,
    },
    { id: 'app.keys', label: t('nav.keys'), keys: ['?', 'F1'], when: always, run: () => show('keys') },
    {
      id: 'app.language',
      label: language === 'vi' ? 'English' : 'Tiếng Việt',
      keys: [],
      when: always,
      run: () => switchLanguage(language === 'vi' ? 'en' : 'vi'),
    },
    {
      id: 'app.theme',
      label: colorScheme === 'dark' ? t('nav.light') : t('nav.dark'),
      keys: [],
      when: always,
      run: () => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'app.sign-out',
      label: t('nav.signOut'),
      keys: [],
      when: always,
      run: () => {
        client.session
          .signOut()
          .then(() => forgetPerson())
          .catch(sayError);
      },
    },
  ];
}
