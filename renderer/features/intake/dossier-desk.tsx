import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { StationError } from '../../../common/contract/errors.ts';
import type { DossierDetail, FindingView, PaperView } from '../../../common/contract/views.ts';
import { useSession } from '../../app/session.ts';
import { useCommands } from '../../commands/use-commands.tsx';
import { client } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone, sayError } from '../../design/error-notice.tsx';
import { Notice } from '../../design/notice.tsx';
import { Panel } from '../../design/panel.tsx';
import { Screen } from '../../design/screen.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ComponentPanel } from './component-panel.tsx';
import styles from './dossier-desk.module.css';
import { type DeskDialog, DossierDialogs } from './dossier-dialogs.tsx';
import { DossierFootEnd, DossierFootStart } from './dossier-foot.tsx';
import { DossierStatus, DossierSubtitle, DossierTitle } from './dossier-head.tsx';
import { DropTarget } from './drop-target.tsx';
import { FieldList } from './field-list.tsx';
import { FindingList } from './finding-list.tsx';
import { PageStage } from './page-stage.tsx';
import { type Choice, chooseField, chooseFinding, NO_CHOICE, openFindings, selectionOf } from './selection.ts';
import { useDossierCommands } from './use-dossier-commands.ts';
import { refreshLists, useDossierOrders } from './use-dossier-orders.ts';
import { useUploads } from './use-uploads.ts';

/** The counter's desk for one dossier: components left, the page in the middle, findings and fields right. */
export function DossierDesk({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useText();
  const navigate = useNavigate();
  const { station: info } = useSession();
  const [choice, setChoice] = useState<Choice>(NO_CHOICE);
  const [editing, setEditing] = useState(false);
  const [dialog, setDialog] = useState<DeskDialog | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const replacing = useRef<PaperView | null>(null);
  const orders = useDossierOrders(dossier.id);
  const uploads = useUploads(dossier.id);
  const editable = dossier.state === 'capturing';
  const selection = selectionOf(dossier, choice);

  const send = useOrder(() => client.intake.sendToVerification({ dossierId: dossier.id }), {
    queue: `dossier-${dossier.id}`,
    onDone: () => {
      refreshLists();
      sayDone(t('intake.sent', { code: dossier.code }), t('intake.sentHint'));
      void navigate({ to: '/intake' });
    },
  });

  const choose = (next: Choice): void => {
    setEditing(false);
    setChoice(next);
  };
  const take = async (files: readonly File[]): Promise<void> => {
    const paper = replacing.current;
    replacing.current = null;
    choose(NO_CHOICE);
    const taken = await uploads.send(files);
    if (paper === null || taken === 0) return;
    orders.removePaper.mutate(paper.id, { onSuccess: () => sayDone(t('intake.replaced')) });
  };
  const pickFiles = (paper: PaperView | null): void => {
    replacing.current = paper;
    picker.current?.click();
  };
  const paperOf = (finding: FindingView): PaperView | null =>
    dossier.papers.find(
      (paper) => paper.id === finding.paperId || (finding.pageId !== null && paper.pageIds.includes(finding.pageId)),
    ) ?? null;
  const edit = (next: Choice): void => {
    setChoice(next);
    setEditing(true);
  };
  const explainBlockers = (): void => {
    const blocker = dossier.blockers[0];
    const first = openFindings(dossier)[0];
    if (blocker?.code === 'findings-open' && first !== undefined) choose(chooseFinding(dossier, first));
    if (blocker !== undefined) sayError(new StationError(blocker.code, blocker.detail));
  };
  const findingActions = {
    look: (finding: FindingView) => choose(chooseFinding(dossier, finding)),
    compare: (finding: FindingView) => {
      choose(chooseFinding(dossier, finding));
      setDialog({ kind: 'compare', finding });
    },
    edit: (finding: FindingView) => edit(chooseFinding(dossier, finding)),
    replace: (finding: FindingView) => pickFiles(paperOf(finding)),
    note: (finding: FindingView) => setDialog({ kind: 'note', finding }),
  };
  const commands = useDossierCommands({
    dossier,
    selection,
    editable,
    training: info.training,
    sending: send.isPending,
    choose,
    edit: () => selection.field !== null && setEditing(true),
    addFiles: () => pickFiles(null),
    replace: () => pickFiles(selection.paper),
    samples: () => setDialog({ kind: 'samples' }),
    send: () => (dossier.blockers.length > 0 ? explainBlockers() : send.mutate(undefined)),
    resume: () => orders.resume.mutate(undefined, { onSuccess: refreshLists }),
    withdraw: () => setDialog({ kind: 'withdraw' }),
    dismissFile: (file) => setDialog({ kind: 'dismiss-file', file }),
    leave: () => void navigate({ to: '/intake' }),
    finding: findingActions,
  });
  useCommands(commands.all);

  return (
    <Screen
      title={<DossierTitle dossier={dossier} onBack={commands.leave.run} />}
      subtitle={<DossierSubtitle dossier={dossier} />}
      status={<DossierStatus dossier={dossier} />}
      footStart={<DossierFootStart commands={commands} editable={editable} training={info.training} />}
      footEnd={<DossierFootEnd dossier={dossier} commands={commands} sending={send.isPending} />}
    >
      <DropTarget active={editable} onFiles={(files) => void take(files)}>
        <div className={styles.columns}>
          <ComponentPanel
            dossier={dossier}
            selection={selection}
            uploads={uploads.uploads}
            editable={editable}
            actions={{
              choose,
              assign: (paper, componentCode) => orders.assign.mutate({ paperId: paper.id, componentCode }),
              excuse: (component) => setDialog({ kind: 'excuse', component }),
              unexcuse: (component) => orders.excuse.mutate({ componentCode: component.code, reason: null }),
              changeType: (paper) => setDialog({ kind: 'type', paper }),
              replace: pickFiles,
              remove: (paper) => setDialog({ kind: 'remove', paper }),
              dismissUpload: uploads.dismiss,
              dismissFile: (file) => setDialog({ kind: 'dismiss-file', file }),
            }}
          />
          <PageStage
            dossier={dossier}
            selection={selection}
            busy={uploads.uploads.some((upload) => upload.state === 'copying')}
            training={info.training}
            onPick={(key) => {
              const field = selection.paper?.fields.find((each) => each.key === key);
              if (selection.paper !== null && field !== undefined) choose(chooseField(selection.paper, field));
            }}
          />
          <Panel side="right" label={t('intake.aside')}>
            {dossier.returnReason === null ? null : (
              <div className={styles.returned}>
                <Notice
                  tone="doubt"
                  title={t('intake.returnedBy', { reason: dossier.returnReason })}
                  testId="return-reason"
                >
                  {dossier.state === 'returned' ? (
                    <span className={styles.hint}>{t('intake.returnedHint')}</span>
                  ) : null}
                </Notice>
              </div>
            )}
            <FindingList dossier={dossier} editable={editable} actions={findingActions} />
            {selection.paper === null ? (
              <p className={styles.later}>{t('intake.fieldsLater')}</p>
            ) : (
              <FieldList
                dossierId={dossier.id}
                paper={selection.paper}
                current={selection.field}
                editing={editing}
                editable={editable}
                onPick={(field) => selection.paper && choose(chooseField(selection.paper, field))}
                onEdit={(field) =>
                  field !== null && selection.paper ? edit(chooseField(selection.paper, field)) : setEditing(false)
                }
              />
            )}
          </Panel>
        </div>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          data-testid="file-input"
          aria-label={t('intake.addFiles')}
          accept="image/jpeg,image/png,image/tiff,image/webp,application/pdf"
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = '';
            if (files.length > 0) void take(files);
          }}
        />
      </DropTarget>
      <DossierDialogs
        dossier={dossier}
        dialog={dialog}
        orders={orders}
        onEdit={edit}
        onOpen={setDialog}
        onClose={() => setDialog(null)}
      />
    </Screen>
  );
}
