import { type ReactNode, useState } from 'react';
import type { DossierDetail, PageView } from '../../../common/contract/views.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommands } from '../../commands/use-commands.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { Panel } from '../../design/panel.tsx';
import { Pill } from '../../design/pill.tsx';
import { Screen } from '../../design/screen.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { formatWhen } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { wantsEyes } from '../fields/field-state.ts';
import { marksOf } from '../intake/page-stage.tsx';
import { PageImage } from '../page-image/page-image.tsx';
import { usePreloadedPages } from '../page-image/use-preloaded-pages.ts';
import { CurrentField } from './current-field.tsx';
import { FinalStep } from './final-step.tsx';
import type { OpenDossierProps } from './open-dossier.tsx';
import { PaperFields } from './paper-fields.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { usePreflight } from './use-preflight.ts';
import { useVerification } from './use-verification.ts';
import { useVerificationCommands } from './use-verification-commands.ts';
import styles from './verification-screen.module.css';
import { type FieldRef, findField, isSettled, type Place } from './walk.ts';
import { WalkProgress } from './walk-progress.tsx';

type VerificationDeskProps = Omit<OpenDossierProps, 'dossierId'> & { readonly dossier: DossierDetail };

/** One dossier, field by field: is this one field right? */
export function VerificationDesk({ dossier, queue, onNext, onStep }: VerificationDeskProps): ReactNode {
  const { t, either } = useText();
  const [returning, setReturning] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const verification = useVerification(dossier, onNext);
  const blocked = usePreflight(dossier.id, verification.place.kind === 'final').length > 0;
  const commands = useVerificationCommands(verification, { blocked, openReturn: () => setReturning(true), onStep });
  useCommands(commands.all);
  const { current, place, walk, sent } = verification;
  const paper = current?.paper ?? dossier.papers.find((each) => each.id === shown) ?? dossier.papers[0];
  const page = pageOf(dossier, paper?.pageIds ?? [], current?.field.pageId ?? null);
  usePreloadedPages(pagesAhead(dossier, walk, place));
  const all = dossier.papers.flatMap((each) => each.fields);
  const open = walk.filter((ref) => !isSettled(dossier, ref, sent)).length;
  const sure = all.filter((field) => !wantsEyes(field) && field.value !== null).length;
  const procedure = either(dossier.procedureName, dossier.procedureNameEn);
  return (
    <Screen
      title={dossier.citizenName === null ? procedure : `${dossier.citizenName} · ${procedure}`}
      subtitle={[
        dossier.code,
        t('verify.capturedBy', {
          name: dossier.capturedBy.displayName,
          time: formatWhen(dossier.createdAt, new Date()),
        }),
        `${t('intake.papers', { count: dossier.papers.length })}, ${t('intake.pages', { count: dossier.pages.length })}`,
      ].join('  ·  ')}
      status={
        <>
          {open > 0 ? <Pill tone="doubt">{t('verify.doubtful', { count: open })}</Pill> : null}
          <Pill tone="sure">{t('verify.sure', { count: sure })}</Pill>
        </>
      }
      footStart={
        <>
          <CommandButton command={commands.return} size="md" color="wrong" variant="outline" testId="return" />
          <CommandButton command={commands.back} size="md" />
        </>
      }
      footEnd={
        place.kind === 'final' ? (
          <CommandButton
            command={commands.approve}
            variant="filled"
            size="md"
            testId="approve"
            loading={verification.approving}
          />
        ) : (
          <>
            <span className={styles.hint}>{t('verify.typeToEdit')}</span>
            <CommandButton command={commands.confirm} variant="filled" size="md" testId="confirm-field" />
          </>
        )
      }
    >
      <div className={styles.desk}>
        {queue}
        <div className={styles.stage}>
          {page === undefined || page.width === null ? (
            <EmptyState icon={<StateMark state="waiting" size={28} />} title={t('intake.noPages')} />
          ) : (
            <PageImage
              page={page}
              marks={marksOf(paper ?? null, page, (key) => key)}
              selected={current?.field.key ?? null}
              focusSelected={current?.field.box != null}
              onPick={(key) => paper && verification.goTo({ kind: 'field', ref: `${paper.id}/${key}` })}
            >
              <Caption dossier={dossier} page={page} />
            </PageImage>
          )}
        </div>
        <Panel side="right" label={t('intake.aside')}>
          <WalkProgress walk={walk} place={place} open={open} />
          {place.kind === 'final' || current === undefined ? (
            <FinalStep dossier={dossier} sure={sure} onShow={setShown} />
          ) : (
            <CurrentField key={place.ref} dossier={dossier} found={current} verification={verification} />
          )}
          {paper === undefined ? null : (
            <PaperFields
              dossier={dossier}
              paper={paper}
              current={place.kind === 'field' ? place.ref : null}
              sent={sent}
              onPick={(ref) => verification.goTo({ kind: 'field', ref })}
            />
          )}
        </Panel>
      </div>
      {returning ? <ReturnDialog dossier={dossier} onDone={onNext} onClose={() => setReturning(false)} /> : null}
    </Screen>
  );
}

function Caption({ dossier, page }: { readonly dossier: DossierDetail; readonly page: PageView }): ReactNode {
  const { t, paperType } = useText();
  const paper = dossier.papers.find((each) => each.pageIds.includes(page.id));
  if (paper === undefined) return null;
  return (
    <div className={styles.caption}>
      {t('verify.paperAndPage', { paper: paperType(paper.type), page: paper.pageIds.indexOf(page.id) + 1 })}
    </div>
  );
}

/** The field's own page, else the paper's first that shows something. */
function pageOf(dossier: DossierDetail, pageIds: readonly string[], wanted: string | null): PageView | undefined {
  const pages = dossier.pages.filter((page) => pageIds.includes(page.id));
  return pages.find((page) => page.id === wanted) ?? pages.find((page) => !page.blank) ?? pages[0];
}

/** How many of the fields that come next have their pages fetched ahead. */
const AHEAD = 3;

function pagesAhead(dossier: DossierDetail, walk: readonly FieldRef[], place: Place): readonly string[] {
  const at = place.kind === 'field' ? walk.indexOf(place.ref) : walk.length;
  const pages = walk.slice(at + 1, at + 1 + AHEAD).map((ref) => findField(dossier, ref)?.field.pageId ?? null);
  return [...new Set(pages.filter((id) => id !== null))];
}
