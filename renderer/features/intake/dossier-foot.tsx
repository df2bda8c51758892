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
  const findings = openFindings(dossier);
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  const ready = warnings > 0 ? t('intake.readyBut', { count: warnings }) : t('intake.ready');
  const words = [
    codes.has('still-reading') ? t('intake.blockedReading') : null,
    codes.has('components-missing') ? t('intake.blockedMissing', { count: missing }) : null,
    codes.has('findings-open') ? t('intake.blockedFindings', { count: errors }) : null,
  ].filter((each) => each !== null);
  const mark = codes.has('still-reading') ? 'working' : codes.size > 0 || warnings > 0 ? 'doubtful' : 'sure';
  return (
    <span className={styles.blockers} role="status" data-testid="blockers">
      <StateMark state={mark} size={16} />
      {codes.size === 0 ? ready : words.join(' · ')}
    </span>
  );
}
