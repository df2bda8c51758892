import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommands } from '../../commands/use-commands.tsx';
import { client } from '../../connection/station-client.ts';
import { errorWords } from '../../connection/station-errors.ts';
import { useOrder } from '../../connection/use-order.ts';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../i18n/use-text.ts';
import { showDossier } from '../intake/use-dossier-orders.ts';
import styles from './final-step.module.css';
import { preflightQuery, usePreflight } from './use-preflight.ts';

interface PreflightNoticeProps {
  readonly dossier: DossierDetail;
  /** The paper that is to be looked at. */
  readonly onShow: (paperId: string) => void;
}

/** What the portal would refuse the dossier for, while something can be done about it; nothing when nothing was found. */
export function PreflightNotice({ dossier, onShow }: PreflightNoticeProps): ReactNode {
  const { t, language } = useText();
  const queries = useQueryClient();
  const problems = usePreflight(dossier.id);
  const answerable = problems.find((problem) => problem.findingId !== null);
  const what = answerable?.code === 'preflight-seal' ? 'sealSeen' : 'signatureSeen';
  const paperId = (answerable ?? problems.find((problem) => problem.paperId !== null))?.paperId ?? null;
  // Whoever answers for it must have it before their eyes.
  useEffect(() => {
    if (paperId !== null) onShow(paperId);
  }, [paperId, onShow]);
  const accept = useOrder(
    (findingId: string) =>
      client.verification.acceptFinding({ dossierId: dossier.id, findingId, note: t(`verify.${what}Note`) }),
    {
      onDone: (news) => {
        showDossier(news);
        void queries.invalidateQueries({ queryKey: preflightQuery(dossier.id).queryKey });
      },
    },
  );
  const seen = {
    id: 'verify.seen',
    label: t(`verify.${what}`),
    keys: ['F4'],
    when: () => answerable !== undefined && !accept.isPending,
    run: () => accept.mutate(answerable?.findingId ?? ''),
  };
  useCommands([seen]);
  return problems.map((problem) => (
    <div key={`${problem.code}-${problem.findingId ?? problem.paperId ?? ''}`} className={styles.problem}>
      <Notice
        tone="wrong"
        title={errorWords(problem, language)}
        testId="preflight-problem"
        state={problem.code}
        actions={problem === answerable ? <CommandButton command={seen} size="compact-md" testId="seen" /> : undefined}
      >
        {problem.detail === undefined ? null : <p className={styles.about}>{problem.detail}</p>}
      </Notice>
    </div>
  ));
}
