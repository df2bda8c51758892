import type { DossierDetail, FileView, FindingView } from '../../../common/contract/views.ts';
import type { Command } from '../../commands/command.ts';
import { useText } from '../../i18n/use-text.ts';
import type { FindingActions } from './finding-card.tsx';
import { type Choice, chooseField, filesWithoutPaper, openFindings, type Selection, stepField } from './selection.ts';

interface DeskActions {
  readonly dossier: DossierDetail;
  readonly selection: Selection;
  readonly editable: boolean;
  readonly training: boolean;
  readonly sending: boolean;
  readonly choose: (choice: Choice) => void;
  readonly edit: () => void;
  readonly addFiles: () => void;
  readonly replace: () => void;
  readonly samples: () => void;
  readonly send: () => void;
  readonly resume: () => void;
  readonly withdraw: () => void;
  readonly dismissFile: (file: FileView) => void;
  readonly leave: () => void;
  readonly finding: FindingActions;
}

export interface DossierCommands {
  readonly addFiles: Command;
  readonly samples: Command;
  readonly replace: Command;
  readonly send: Command;
  readonly resume: Command;
  readonly withdraw: Command;
  readonly leave: Command;
  readonly all: readonly Command[];
}

/** Everything that can be done with the dossier on the desk, with its keys. */
export function useDossierCommands(desk: DeskActions): DossierCommands {
  const { t } = useText();
  const { dossier, selection, editable, finding } = desk;
  const first = openFindings(dossier)[0];
  const lost = filesWithoutPaper(dossier)[0];
  const onFirst = (act: (finding: FindingView) => void) => (): void => (first === undefined ? undefined : act(first));
  const make = (id: string, label: string, keys: readonly string[], when: () => boolean, run: () => void): Command => ({
    id: `dossier.${id}`,
    label,
    keys,
    when,
    run,
  });
  const always = (): boolean => true;
  const canEdit = (): boolean => editable;
  const stepPage = (by: number) => (): void => {
    const pages = dossier.pages;
    const at = pages.findIndex((page) => page.id === selection.page?.id);
    const next = pages[Math.min(pages.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    const paper = dossier.papers.find((each) => each.pageIds.includes(next.id));
    desk.choose({ paperId: paper?.id ?? null, pageId: next.id, field: null });
  };
  const moveField = (by: number) => (): void => {
    if (selection.paper === null) return;
    const next = stepField(selection.paper, selection.field, by);
    if (next !== null) desk.choose(chooseField(selection.paper, next));
  };
  const hasFields = (): boolean => (selection.paper?.fields.length ?? 0) > 0;

  const addFiles = make('add-files', t('intake.addFiles'), ['Ctrl+O'], canEdit, desk.addFiles);
  const samples = make('samples', t('intake.samples'), ['F3'], () => editable && desk.training, desk.samples);
  const replace = make(
    'replace',
    t('intake.replacePaper'),
    ['F6'],
    () => editable && selection.paper !== null,
    desk.replace,
  );
  const send = make('send', t('intake.send'), ['F9'], () => editable && !desk.sending, desk.send);
  const resume = make('resume', t('intake.resume'), ['F9'], () => dossier.state === 'returned', desk.resume);
  const withdraw = make('withdraw', t('intake.withdraw'), [], canEdit, desk.withdraw);
  const leave = make('leave', t('intake.back'), ['Alt+ArrowLeft'], always, desk.leave);
  return {
    addFiles,
    samples,
    replace,
    send,
    resume,
    withdraw,
    leave,
    all: [
      addFiles,
      samples,
      make('edit', t('intake.editField'), ['F2'], () => editable && selection.field !== null, desk.edit),
      make('note', t('intake.noteReason'), ['F4'], () => editable && first !== undefined, onFirst(finding.note)),
      replace,
      make(
        'compare',
        t('intake.seeBoth'),
        ['F7'],
        () => editable && (first?.compared.length ?? 0) > 1,
        onFirst(finding.compare),
      ),
      dossier.state === 'returned' ? resume : send,
      withdraw,
      make(
        'dismiss-file',
        t('intake.dismissFileTitle', { name: lost?.name ?? '' }),
        [],
        () => editable && lost !== undefined,
        () => lost && desk.dismissFile(lost),
      ),
      make('next-field', t('intake.nextField'), ['ArrowDown'], hasFields, moveField(1)),
      make('previous-field', t('intake.previousField'), ['ArrowUp'], hasFields, moveField(-1)),
      make('next-page', t('intake.nextPage'), ['PageDown'], () => dossier.pages.length > 1, stepPage(1)),
      make('previous-page', t('intake.previousPage'), ['PageUp'], () => dossier.pages.length > 1, stepPage(-1)),
      leave,
    ],
  };
}
