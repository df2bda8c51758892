import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ComponentView, DossierDetail, FileView, FindingView, PaperView } from '../../../common/contract/views.ts';
import { client } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { useText } from '../../i18n/use-text.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { SamplesDialog } from './samples-dialog.tsx';
import { type Choice, chooseField } from './selection.ts';
import { TypeDialog } from './type-dialog.tsx';
import { type DossierOrders, refreshLists, showDossier } from './use-dossier-orders.ts';

/** The window that stands over the desk. */
export type DeskDialog =
  | { readonly kind: 'samples' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'excuse'; readonly component: ComponentView }
  | { readonly kind: 'note'; readonly finding: FindingView }
  | { readonly kind: 'compare'; readonly finding: FindingView }
  | { readonly kind: 'type'; readonly paper: PaperView }
  | { readonly kind: 'remove'; readonly paper: PaperView }
  | { readonly kind: 'dismiss-file'; readonly file: FileView };

interface DossierDialogsProps {
  readonly dossier: DossierDetail;
  readonly dialog: DeskDialog | null;
  readonly orders: DossierOrders;
  readonly onEdit: (choice: Choice) => void;
  readonly onOpen: (dialog: DeskDialog) => void;
  readonly onClose: () => void;
}

export function DossierDialogs({ dossier, dialog, orders, onEdit, onOpen, onClose }: DossierDialogsProps): ReactNode {
  const { t, either, paperType } = useText();
  const navigate = useNavigate();
  const withdraw = useOrder((reason: string) => client.intake.withdraw({ dossierId: dossier.id, reason }), {
    onDone: () => {
      refreshLists();
      sayDone(t('intake.withdrawn', { code: dossier.code }));
      void navigate({ to: '/intake' });
    },
  });
  const putValue = useOrder(
    (input: { paperId: string; key: string; value: string }) =>
      client.intake.setField({ dossierId: dossier.id, ...input }),
    { queue: `dossier-${dossier.id}`, onDone: showDossier },
  );
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'samples':
      return <SamplesDialog onAdd={orders.addSample.mutate} onClose={onClose} />;
    case 'withdraw':
      return (
        <ReasonDialog
          title={t('intake.withdrawTitle')}
          hint={t('intake.withdrawHint')}
          submit={t('intake.withdraw')}
          danger
          busy={withdraw.isPending}
          onSubmit={(reason) => withdraw.mutate(reason)}
          onClose={onClose}
        />
      );
    case 'excuse':
      return (
        <ReasonDialog
          title={t('intake.excuseTitle')}
          hint={`${either(dialog.component.name, dialog.component.nameEn)}. ${t('intake.excuseHint')}`}
          suggestions={[t('intake.excuse1'), t('intake.excuse2'), t('intake.excuse3')]}
          submit={t('app.save')}
          busy={orders.excuse.isPending}
          onSubmit={(reason) =>
            orders.excuse.mutate({ componentCode: dialog.component.code, reason }, { onSuccess: onClose })
          }
          onClose={onClose}
        />
      );
    case 'note':
      return (
        <ReasonDialog
          title={t('intake.noteReasonTitle')}
          hint={either(dialog.finding.message, dialog.finding.messageEn)}
          suggestions={[t('intake.noteReason1'), t('intake.noteReason2'), t('intake.noteReason3')]}
          submit={t('app.save')}
          busy={orders.resolve.isPending}
          onSubmit={(note) => orders.resolve.mutate({ findingId: dialog.finding.id, note }, { onSuccess: onClose })}
          onClose={onClose}
        />
      );
    case 'compare':
      return (
        <CompareDialog
          dossier={dossier}
          finding={dialog.finding}
          onUse={(paperId, key, value) => putValue.mutate({ paperId, key, value }, { onSuccess: onClose })}
          onEdit={(paper, field) => {
            onClose();
            onEdit(chooseField(paper, field));
          }}
          onNote={() => onOpen({ kind: 'note', finding: dialog.finding })}
          onClose={onClose}
        />
      );
    case 'type':
      return (
        <TypeDialog
          paper={dialog.paper}
          onPick={(type) => orders.changeType.mutate({ paperId: dialog.paper.id, type }, { onSuccess: onClose })}
          onClose={onClose}
        />
      );
    case 'remove':
      return (
        <ConfirmDialog
          title={t('intake.removePaperTitle', { paper: paperType(dialog.paper.type) })}
          hint={t('intake.removePaperHint')}
          submit={t('intake.removePaper')}
          busy={orders.removePaper.isPending}
          onSubmit={() => orders.removePaper.mutate(dialog.paper.id, { onSuccess: onClose })}
          onClose={onClose}
        />
      );
    case 'dismiss-file':
      return (
        <ConfirmDialog
          title={t('intake.dismissFileTitle', { name: dialog.file.name })}
          hint={t('intake.dismissFileHint')}
          submit={t('intake.dismissFile')}
          busy={orders.dismissFile.isPending}
          onSubmit={() =>
            orders.dismissFile.mutate(dialog.file.id, {
              onSuccess: () => {
                onClose();
                sayDone(t('intake.fileDismissed'));
              },
            })
          }
          onClose={onClose}
        />
      );
  }
}
