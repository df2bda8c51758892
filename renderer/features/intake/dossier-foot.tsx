import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './dossier-foot.module.css';
import { openFindings } from './selection.ts';
import type { DossierCommands } from './use-dossier-commands.ts';

interface FootStartProps {
  readonly commands: DossierCommands;
  readonly editable: boolean;
  readonly training: boolean;
}

export function DossierFootStart({ commands, editable, training }: FootStartProps): ReactNode {
  const { t } = useText();
  if (!editable) return null;
  return (
    <>
      <CommandButton command={commands.addFiles} size="md" />
      {training ? <CommandButton command={commands.samples} size="md" testId="samples" /> : null}
      <CommandButton command={commands.replace} size="md" />
      <Menu position="top-start">
        <Menu.Target>
          <ActionIcon variant="default" size={42} aria-label={t('intake.more')}>
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={commands.withdraw.run}>{commands.withdraw.label}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

interface FootEndProps {
  readonly dossier: DossierDetail;
  readonly commands: DossierCommands;
  readonly sending: boolean;
}

/** What still bars the way, and the one way on. */
export function DossierFootEnd({ dossier, commands, sending }: FootEndProps): ReactNode {
  const { t } = useText();
  if (dossier.state === 'returned')
    return <CommandButton command={commands.resume} variant="filled" size="md" testId="resume" />;
  if (dossier.state !== 'capturing')
    return <span>{t('intake.lookOnly', { state: t(`dossierState.${dossier.state}`) })}</span>;
  const blocked = dossier.blockers.length > 0;
  return (
    <>
      <Blockers dossier={dossier} />
      <CommandButton
        command={commands.send}
        variant="filled"
        size="md"
        loading={sending}
        blocked={blocked}
        testId="send-to-verification"
      />
    </>
  );
}

function Blockers({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useText();
  const codes = new Set(dossier.blockers.map((blocker) => blocker.code));
  const missing = dossier.components.filter((component) => component.required && component.state === 'missing').length;
  const open = openFindings(dossier).filter((finding) => finding.severity !== 'info').length;
  const words = [
    codes.has('still-reading') ? t('intake.blockedReading') : null,
    codes.has('components-missing') ? t('intake.blockedMissing', { count: missing }) : null,
    codes.has('findings-open') ? t('intake.blockedFindings', { count: open }) : null,
  ].filter((each) => each !== null);
  return (
    <span className={styles.blockers} role="status" data-testid="blockers">
      {dossier.blockers.length === 0 ? (
        <StateMark state="sure" size={16} />
      ) : (
        <StateMark state={codes.has('still-reading') ? 'working' : 'doubtful'} size={16} />
      )}
      {dossier.blockers.length === 0 ? t('intake.ready') : words.join(' · ')}
    </span>
  );
}
