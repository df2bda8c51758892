import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DossierDetail, FindingView } from '../../../common/contract/views.ts';
import { fieldKind } from '../../../common/domain/document-types.ts';
import { KeyCaps } from '../../commands/key-caps.tsx';
import { DifferenceText } from '../../design/difference-text.tsx';
import { Notice } from '../../design/notice.tsx';
import { formatFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { SourceTag } from '../fields/source-tag.tsx';
import styles from './finding-card.module.css';

export interface FindingActions {
  readonly look: (finding: FindingView) => void;
  readonly compare: (finding: FindingView) => void;
  readonly edit: (finding: FindingView) => void;
  readonly replace: (finding: FindingView) => void;
  readonly note: (finding: FindingView) => void;
}

interface FindingCardProps {
  readonly finding: FindingView;
  readonly dossier: DossierDetail;
  readonly actions: FindingActions;
  readonly editable: boolean;
  /** Its ways out have the keys F7, F6, F4. */
  readonly first: boolean;
}

/** One thing that is wrong or doubtful, with its ways out. */
export function FindingCard({ finding, dossier, actions, editable, first }: FindingCardProps): ReactNode {
  const { t, either } = useText();
  const comparable = finding.compared.length > 1;
  const aboutPage = finding.field === null && finding.pageId !== null;
  const key = (chord: string): ReactNode => (first ? <KeyCaps chord={chord} /> : undefined);
  return (
    <Notice
      tone={finding.severity === 'error' ? 'wrong' : finding.severity === 'warning' ? 'doubt' : 'plain'}
      testId={`finding-${finding.code}`}
      state="open"
      title={
        <button type="button" className={styles.message} onClick={() => actions.look(finding)}>
          {either(finding.message, finding.messageEn)}
        </button>
      }
      actions={
        editable ? (
          <>
            {comparable ? (
              <Button size="compact-sm" rightSection={key('F7')} onClick={() => actions.compare(finding)}>
                {t('intake.seeBoth')}
              </Button>
            ) : null}
            {finding.field !== null ? (
              <Button size="compact-sm" onClick={() => actions.edit(finding)}>
                {t('intake.keyIn')}
              </Button>
            ) : null}
            {aboutPage ? (
              <Button size="compact-sm" rightSection={key('F6')} onClick={() => actions.replace(finding)}>
                {t('intake.replacePaper')}
              </Button>
            ) : null}
            <Button size="compact-sm" rightSection={key('F4')} onClick={() => actions.note(finding)}>
              {t('intake.noteReason')}
            </Button>
          </>
        ) : undefined
      }
    >
      {comparable ? (
        <ComparedValues finding={finding} dossier={dossier} />
      ) : (
        <Where finding={finding} dossier={dossier} />
      )}
    </Notice>
  );
}

/** Which field or page of which paper it is about; of a page that is in no paper, its file. */
function Where({ finding, dossier }: { readonly finding: FindingView; readonly dossier: DossierDetail }): ReactNode {
  const { t, fieldLabel, paperType } = useText();
  const paper = dossier.papers.find((each) => each.id === finding.paperId);
  const page = finding.field === null ? dossier.pages.find((each) => each.id === finding.pageId) : undefined;
  const file = dossier.files.find((each) => each.id === page?.fileId);
  const words = [
    ...(finding.field === null ? [] : [fieldLabel(finding.field)]),
    ...(paper === undefined ? [] : [paperType(paper.type)]),
    ...(paper !== undefined && page !== undefined && paper.pageIds.length > 1
      ? [t('intake.pageNumber', { number: paper.pageIds.indexOf(page.id) + 1 })]
      : []),
    ...(paper === undefined && page !== undefined && file !== undefined
      ? [t('intake.pageOfFile', { file: file.name, number: page.index + 1 })]
      : []),
  ];
  return words.length === 0 ? null : <span className={styles.where}>{words.join(' · ')}</span>;
}

/** The values side by side, what differs marked to the letter. */
export function ComparedValues({
  finding,
  dossier,
}: {
  readonly finding: FindingView;
  readonly dossier: DossierDetail;
}): ReactNode {
  const { paperType } = useText();
  const values = finding.compared.map((each) => {
    const paper = dossier.papers.find((one) => one.id === each.paperId);
    const kind = paper === undefined || each.field === null ? undefined : fieldKind(paper.type, each.field);
    return { ...each, paper, shown: formatFieldValue(each.value, kind ?? 'text') };
  });
  const papers = new Set(values.map((each) => each.paperId));
  return (
    <dl className={styles.compared}>
      {values.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is the station's and doesn't change
        <div key={index}>
          <dt>
            {papers.size > 1 && each.paper !== undefined ? `${paperType(each.paper.type)} ` : ''}
            <SourceTag source={each.source} />
          </dt>
          <dd>
            <DifferenceText text={each.shown} other={values[index === 0 ? 1 : 0]?.shown ?? ''} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
