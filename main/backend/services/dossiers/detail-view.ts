import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import type {
  CitizenView,
  ComponentView,
  DossierDetail,
  FieldView,
  FileView,
  FindingView,
  PageView,
  PaperView,
} from '../../../../common/contract/views.ts';
import { findProcedure } from '../../../../common/domain/procedures.ts';
import type { ExcuseRecord } from '../../../../storage/dossiers/reader.ts';
import type { FindingRecord } from '../../../../storage/findings/reader.ts';
import type { FileRecord, PageRecord, PaperRecord } from '../../../../storage/papers/records.ts';
import type { StoreReaders } from '../../../../storage/store.ts';
import type { ValidationRecord } from '../../../../storage/validations/reader.ts';
import type { ServiceContext } from '../service-context.ts';
import { doubtAbout, fieldsOfType } from './assess-fields.ts';
import { blockersOf } from './blockers.ts';
import { headerView, tableViews } from './structure-view.ts';
import { summaryView, whoIs } from './summary-view.ts';

type Names = ReadonlyMap<string, string>;

/**
 * The open dossier with everything in it, citizen numbers whole.
 *
 * @throws StationError dossier-not-found
 */
export async function dossierDetail({ store }: ServiceContext, viewer: Person, id: string): Promise<DossierDetail> {
  return await store.snapshot(async (read) => await detailOf(read, viewer, id));
}

async function detailOf(read: StoreReaders, viewer: Person, id: string): Promise<DossierDetail> {
  const dossier = await read.dossiers.findListed(id);
  if (dossier === null) throw new StationError('dossier-not-found');
  const names = await read.accounts.displayNames();
  const papers = await read.papers.papers(id);
  const pages = await read.papers.pages(id);
  const files = await read.papers.files(id);
  const findings = await read.findings.ofDossier(id);
  const excuses = await read.dossiers.excuses(id);
  const history = await read.audit.ofDossier(id);
  return {
    ...summaryView(dossier, names, viewer),
    components: componentViews(dossier.procedureCode, papers, excuses),
    papers: papers.map((paper) => paperView(paper, findings, names)),
    pages: pages.map(pageView),
    files: files.flatMap((file) => (file.state === 'dismissed' ? [] : [fileView(file, file.state, pages)])),
    findings: findings.map((finding) => findingView(finding, names)),
    citizens: (await read.validations.ofDossier(id)).map(citizenView),
    returnReason: dossier.state === 'returned' || dossier.state === 'capturing' ? dossier.returnReason : null,
    history: history.map(({ at, byId, event, reason }) => ({ at, by: whoIs(byId, names), event, reason })),
    blockers: [...blockersOf({ dossier, papers, pages, files, findings, excuses })],
  };
}

function componentViews(
  procedureCode: string,
  papers: readonly PaperRecord[],
  excuses: readonly ExcuseRecord[],
): ComponentView[] {
  return (findProcedure(procedureCode)?.components ?? []).map((component) => {
    const paperIds = papers.filter((paper) => paper.componentCode === component.code).map((paper) => paper.id);
    const excuse = excuses.find((candidate) => candidate.componentCode === component.code)?.reason ?? null;
    return {
      ...component,
      documentTypes: [...component.documentTypes],
      paperIds,
      state: paperIds.length > 0 ? 'present' : excuse === null ? 'missing' : 'excused',
      excuse,
    };
  });
}

function paperView(paper: PaperRecord, findings: readonly FindingRecord[], names: Names): PaperView {
  return {
    id: paper.id,
    componentCode: paper.componentCode,
    type: paper.type,
    typeConfidence: paper.typeConfidence,
    pageIds: [...paper.pageIds],
    fields: fieldsOfType(paper).map(({ key, kind, field }): FieldView => {
      const why = doubtAbout(paper, key, findings);
      return {
        key,
        kind,
        value: field?.value ?? null,
        raw: field?.raw ?? null,
        confidence: field?.confidence ?? 0,
        source: field?.source ?? null,
        pageId: field?.pageId ?? null,
        box: field?.box == null ? null : [...field.box],
        candidates: [...(field?.candidates ?? [])],
        doubtful: why !== null,
        why,
        confirmed: field?.confirmedAt == null ? null : { by: whoIs(field.confirmedBy, names), at: field.confirmedAt },
      };
    }),
    header: headerView(paper),
    tables: tableViews(paper),
  };
}

function pageView(page: PageRecord): PageView {
  const { id, fileId, position, state, width, height, dpi, rotation, skewDegrees, blank, confidence, readMs } = page;
  return { id, fileId, index: position, state, width, height, dpi, rotation, skewDegrees, blank, confidence, readMs };
}

function fileView(file: FileRecord, state: FileView['state'], pages: readonly PageRecord[]): FileView {
  const own = pages.filter((page) => page.fileId === file.id);
  return {
    id: file.id,
    name: file.name,
    state,
    pagesTotal: file.pagesTotal,
    pagesRead: own.filter((page) => page.state !== 'reading').length,
    error: errorView(file),
  };
}

function findingView(finding: FindingRecord, names: Names): FindingView {
  const { id, code, severity, message, messageEn, paperId, pageId, field, compared } = finding;
  return {
    id,
    code,
    severity,
    message,
    messageEn,
    paperId,
    pageId,
    field,
    compared: [...compared],
    resolved:
      finding.resolvedAt === null
        ? null
        : { by: whoIs(finding.resolvedBy, names), at: finding.resolvedAt, note: finding.resolvedNote ?? '' },
  };
}

function citizenView(validation: ValidationRecord): CitizenView {
  return {
    citizenId: validation.citizenId,
    name: validation.fullName,
    source: validation.source,
    population: validation.state,
    checkedAt: validation.checkedAt,
    waitingFor: errorView(validation),
  };
}

function errorView(record: Pick<FileRecord, 'errorCode' | 'errorDetail'>): FileView['error'] {
  if (record.errorCode === null) return null;
  return { code: record.errorCode, ...(record.errorDetail === null ? {} : { detail: record.errorDetail }) };
}
