import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Command } from '../commands/command.ts';
import { client } from '../connection/station-client.ts';
import { sayError } from '../design/error-notice.tsx';
import { switchLanguage } from '../i18n/i18n.ts';
import { useText } from '../i18n/use-text.ts';
import { DESKS, desksOf } from './desks.ts';
import { forgetPerson } from './forget-person.ts';
import { useSession } from './session.ts';

/** What can be done from anywhere: going to a desk, finding a command, display, signing out. */
export function useShellCommands(show: (overlay: 'palette' | 'keys') => void): readonly Command[] {
  const { t, language } = useText();
  const navigate = useNavigate();
  const { person } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const always = (): boolean => true;
  return [
    ...desksOf(person.role).map(
      (desk): Command => ({
        id: `nav.${desk}`,
        label: t(`nav.${desk}`),
        // The number is the desk's own, so that keys stay the same whoever sits here.
        keys: [`Ctrl+${DESKS.indexOf(desk) + 1}`],
        when: always,
        run: () => void navigate({ to: `/${desk}` }),
      }),
    ),
    {
      id: 'app.palette',
      label: t('nav.commands'),
      keys: ['Ctrl+K'],
      when: always,
      run: () => show('palette'),
      hidden: true,
    },
    {
      id: 'app.jobs',
      label: t('jobs.title'),
      keys: ['Ctrl+6'],
      when: always,
      run: () => void navigate({ to: '/jobs' }),
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
