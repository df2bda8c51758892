import { z } from 'zod';
import { DOCUMENT_TYPE_IDS, type DocumentTypeId } from '../domain/document-types.ts';
import { DOSSIER_STATES } from '../domain/dossier.ts';
import { FINDING_CODES, type FindingCode } from '../domain/findings.ts';
import { FIELD_SOURCES } from '../domain/reading.ts';
import { instant, stationErrorData } from './base.ts';

/** What screens see of a dossier. Citizen numbers are masked in lists and whole only inside the open dossier. */

export const documentTypeId = z.enum(DOCUMENT_TYPE_IDS as readonly [DocumentTypeId, ...DocumentTypeId[]]);
export const dossierState = z.enum(DOSSIER_STATES);
export const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export const fieldSource = z.enum(FIELD_SOURCES);

export const who = z.object({ id: z.string(), displayName: z.string() });

export const findingCode = z.enum(FINDING_CODES as readonly [FindingCode, ...FindingCode[]]);
export const findingView = z.object({
  id: z.string(),
  code: findingCode,
  severity: z.enum(['info', 'warning', 'error']),
  /** Vietnamese and English words. */
  message: z.string(),
  messageEn: z.string(),
  paperId: z.string().nullable(),
  pageId: z.string().nullable(),
  field: z.string().nullable(),
  /** The values that disagree, with where each comes from; empty when nothing is compared. */
  compared: z.array(
    z.object({ paperId: z.string().nullable(), field: z.string().nullable(), source: z.string(), value: z.string() }),
  ),
  /** Set once a person noted a reason to go on. */
  resolved: z.object({ by: who, at: instant, note: z.string() }).nullable(),
});
export type FindingView = z.infer<typeof findingView>;

const fieldKind = z.enum(['personName', 'citizenId', 'date', 'gender', 'area', 'text']);

export const fieldView = z.object({
  key: z.string(),
  kind: fieldKind,
  /** In the form of its kind; null when it was not found and nobody keyed it. */
  value: z.string().nullable(),
  /** What the machine read, before any person touched it; null when nothing. */
  raw: z.string().nullable(),
  confidence: z.number(),
  source: fieldSource.nullable(),
  pageId: z.string().nullable(),
  box: box.nullable(),
  candidates: z.array(z.object({ value: z.string(), source: z.string(), confidence: z.number() })),
  /** Key field of its type that wants eyes: absent, below the confidence bar, or named by an open finding. */
  doubtful: z.boolean(),
  /** Why it is doubtful, in Vietnamese and English; null when it is not. */
  why: z.object({ vi: z.string(), en: z.string() }).nullable(),
  confirmed: z.object({ by: who, at: instant }).nullable(),
});
export type FieldView = z.infer<typeof fieldView>;

export const pageView = z.object({
  id: z.string(),
  fileId: z.string(),
  /** 0-based in its file. */
  index: z.number(),
  state: z.enum(['reading', 'read', 'unreadable']),
  width: z.number().nullable(),
  height: z.number().nullable(),
  dpi: z.number().nullable(),
  rotation: z.number().nullable(),
  skewDegrees: z.number().nullable(),
  blank: z.boolean(),
  confidence: z.number().nullable(),
  /** Milliseconds that reading took. */
  readMs: z.number().nullable(),
});
export type PageView = z.infer<typeof pageView>;

/** A file of the dossier; one that the clerk dismissed is not shown. */
export const fileView = z.object({
  id: z.string(),
  /** Name as dropped; shown to the clerk only, never logged. */
  name: z.string(),
  state: z.enum(['reading', 'read', 'failed']),
  pagesTotal: z.number().nullable(),
  pagesRead: z.number(),
  error: stationErrorData.nullable(),
});
export type FileView = z.infer<typeof fileView>;

/** A value of a paper's header block or of a row of its lists: shown, never edited. */
export const cellView = z.object({
  key: z.string(),
  kind: fieldKind,
  value: z.string(),
  /** Below the confidence bar: to be compared with the paper. */
  doubtful: z.boolean(),
});
export type CellView = z.infer<typeof cellView>;

/** A list on the paper, such as the members of a household. */
export const paperTableView = z.object({
  name: z.string(),
  /** Keys of the columns that hold something, in printed order. */
  columns: z.array(z.string()),
  /** Top to bottom; each has the cells that were read. */
  rows: z.array(z.array(cellView)),
});
export type PaperTableView = z.infer<typeof paperTableView>;

export const paperView = z.object({
  id: z.string(),
  componentCode: z.string().nullable(),
  type: documentTypeId,
  typeConfidence: z.number(),
  pageIds: z.array(z.string()),
  fields: z.array(fieldView),
  /** Agency, number, place, date and signer of an official paper, in printed order; empty without any. */
  header: z.array(cellView),
  tables: z.array(paperTableView),
});
export type PaperView = z.infer<typeof paperView>;

export const componentView = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  required: z.boolean(),
  copy: z.enum(['original', 'copy', 'either']),
  documentTypes: z.array(documentTypeId),
  paperIds: z.array(z.string()),
  state: z.enum(['missing', 'present', 'excused']),
  /** Why a required component may be missing, in a person's words. */
  excuse: z.string().nullable(),
});
export type ComponentView = z.infer<typeof componentView>;

export const POPULATION_STATES = ['waiting', 'match', 'differs', 'not-found', 'deceased', 'cancelled'] as const;

/** One citizen named by the dossier's papers and what the population database says of them. */
export const citizenView = z.object({
  citizenId: z.string(),
  name: z.string(),
  /** Where the number was seen, e.g. qr, ocr. */
  source: fieldSource,
  population: z.enum(POPULATION_STATES),
  checkedAt: instant.nullable(),
  /** Why it still waits; null when it does not. */
  waitingFor: stationErrorData.nullable(),
});
export type CitizenView = z.infer<typeof citizenView>;

export const dossierSummary = z.object({
  id: z.string(),
  code: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  procedureNameEn: z.string(),
  state: dossierState,
  /** Owner as read from the papers; null until known. */
  citizenName: z.string().nullable(),
  citizenIdMasked: z.string().nullable(),
  capturedBy: who,
  createdAt: instant,
  updatedAt: instant,
  papers: z.number(),
  pages: z.number(),
  pagesReading: z.number(),
  openFindings: z.number(),
  doubtfulFields: z.number(),
  /** True when the signed-in person captured it, so may not verify it. */
  mine: z.boolean(),
});
export type DossierSummary = z.infer<typeof dossierSummary>;

export const dossierDetail = dossierSummary.extend({
  components: z.array(componentView),
  papers: z.array(paperView),
  pages: z.array(pageView),
  files: z.array(fileView),
  findings: z.array(findingView),
  citizens: z.array(citizenView),
  /** Reason of the last return, while state is returned or again capturing; null else. */
  returnReason: z.string().nullable(),
  history: z.array(z.object({ at: instant, by: who, event: z.string(), reason: z.string().nullable() })),
  /** What still bars sending to verification, as error codes; empty = ready. */
  blockers: z.array(stationErrorData),
});
export type DossierDetail = z.infer<typeof dossierDetail>;
