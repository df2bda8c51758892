import type { ReactNode } from 'react';
import type { ComponentView, DossierDetail, FileView, PaperView } from '../../../common/contract/views.ts';
import { GroupTitle, Panel } from '../../design/panel.tsx';
import { useText } from '../../i18n/use-text.ts';
import { CitizenList } from './citizen-list.tsx';
import styles from './component-panel.module.css';
import { ComponentRow } from './component-row.tsx';
import { FileList } from './file-list.tsx';
import { PageStrip } from './page-strip.tsx';
import { PaperRow } from './paper-row.tsx';
import { type Choice, filesWithoutPaper, openFindingsOf, type Selection } from './selection.ts';
import type { Upload } from './use-uploads.ts';

export interface PanelActions {
  readonly choose: (choice: Choice) => void;
  readonly assign: (paper: PaperView, componentCode: string | null) => void;
  readonly excuse: (component: ComponentView) => void;
  readonly unexcuse: (component: ComponentView) => void;
  readonly changeType: (paper: PaperView) => void;
  readonly replace: (paper: PaperView) => void;
  readonly remove: (paper: PaperView) => void;
  readonly dismissUpload: (id: number) => void;
  readonly dismissFile: (file: FileView) => void;
}

interface ComponentPanelProps {
  readonly dossier: DossierDetail;
  readonly selection: Selection;
  readonly uploads: readonly Upload[];
  /** False while the dossier is at another step. */
  readonly editable: boolean;
  readonly actions: PanelActions;
}

/** What the procedure asks for and what is there of it; the pages; the citizens. */
export function ComponentPanel({ dossier, selection, uploads, editable, actions }: ComponentPanelProps): ReactNode {
  const { t, paperType } = useText();
  const loose = dossier.papers.filter((paper) => paper.componentCode === null);
  const required = dossier.components.filter((component) => component.required || component.paperIds.length > 0);
  const settled = required.filter((component) => component.state !== 'missing');
  const paperPages = dossier.pages.filter((page) => selection.paper?.pageIds.includes(page.id));
  const findingsOf = (paper: PaperView): number => openFindingsOf(dossier, paper).length;
  const inPapers = new Set(dossier.papers.flatMap((paper) => paper.pageIds));
  const otherPages = dossier.pages.filter((page) => !inPapers.has(page.id));
  const choosePage = (pageId: string): void =>
    actions.choose({
      paperId: dossier.papers.find((paper) => paper.pageIds.includes(pageId))?.id ?? null,
      pageId,
      field: null,
    });
  return (
    <Panel side="left" label={t('intake.componentsTitle', { present: settled.length, total: required.length })}>
      <GroupTitle>{t('intake.componentsTitle', { present: settled.length, total: required.length })}</GroupTitle>
      {dossier.components.map((component) => (
        <ComponentRow
          key={component.code}
          component={component}
          components={dossier.components}
          papers={dossier.papers.filter((paper) => paper.componentCode === component.code)}
          findingsOf={findingsOf}
          currentId={selection.paper?.id}
          editable={editable}
          actions={actions}
        />
      ))}
      <FileList
        reading={dossier.files.filter((file) => file.state === 'reading')}
        lost={filesWithoutPaper(dossier)}
        uploads={uploads}
        editable={editable}
        onDismiss={actions.dismissUpload}
        onDismissFile={actions.dismissFile}
      />
      {loose.length === 0 ? null : (
        <section aria-label={t('intake.unassigned')} className={styles.loose}>
          <GroupTitle>{t('intake.unassigned')}</GroupTitle>
          {loose.map((paper) => (
            <PaperRow
              key={paper.id}
              paper={paper}
              findings={findingsOf(paper)}
              title={paperType(paper.type)}
              components={dossier.components}
              current={paper.id === selection.paper?.id}
              editable={editable}
              actions={actions}
            />
          ))}
        </section>
      )}
      {paperPages.length === 0 ? null : (
        <section aria-label={t('intake.pagesTitle')}>
          <GroupTitle>{t('intake.pagesTitle')}</GroupTitle>
          <PageStrip pages={paperPages} currentId={selection.page?.id} onPick={choosePage} />
        </section>
      )}
      {otherPages.length === 0 ? null : (
        <section aria-label={t('intake.pagesOther')}>
          <GroupTitle>{t('intake.pagesOther')}</GroupTitle>
          <PageStrip pages={otherPages} currentId={selection.page?.id} onPick={choosePage} />
        </section>
      )}
      <CitizenList citizens={dossier.citizens} />
    </Panel>
  );
}
