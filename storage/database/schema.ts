import type { StationErrorCode } from '../../common/contract/errors.ts';
import type { Role } from '../../common/contract/session.ts';
import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import type { DossierState } from '../../common/domain/dossier.ts';
import type { FindingCode, Severity } from '../../common/domain/findings.ts';
import type { FieldSource } from '../../common/domain/reading.ts';

/**
 * Rows as the database holds them (columns in snake_case there). Instants are ISO 8601 in UTC, booleans 0 or 1, columns
 * that say JSON hold text; readers hand out parsed records.
 */
export interface Schema {
  readonly accounts: AccountTable;
  readonly settings: SettingTable;
  readonly dossiers: DossierTable;
  readonly dossierSerials: DossierSerialTable;
  readonly excuses: ExcuseTable;
  readonly files: FileTable;
  readonly pages: PageTable;
  readonly papers: PaperTable;
  readonly paperPages: PaperPageTable;
  readonly fields: FieldTable;
  readonly findings: FindingTable;
  readonly validations: ValidationTable;
  readonly deliveries: DeliveryTable;
  readonly deliveryFiles: DeliveryFileTable;
  readonly jobs: JobTable;
  readonly audit: AuditTable;
}

export interface AccountTable {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** scrypt$N$r$p$salt$hash, base64. */
  readonly passwordHash: string;
  readonly active: number;
  readonly createdAt: string;
}

interface SettingTable {
  readonly key: string;
  /** JSON */
  readonly value: string;
}

export interface DossierTable {
  readonly id: string;
  readonly code: string;
  readonly procedureCode: string;
  readonly state: DossierState;
  readonly capturedBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When it was first sent to verification. */
  readonly sentAt: string | null;
  readonly returnReason: string | null;
  /** Owner as the papers tell; kept here so that lists need not open every paper. */
  readonly citizenName: string | null;
  readonly citizenId: string | null;
  readonly openFindings: number;
  readonly doubtfulFields: number;
}

/** Last number given in a day to a unit. */
interface DossierSerialTable {
  readonly unit: string;
  readonly day: string;
  readonly last: number;
}

export interface ExcuseTable {
  readonly dossierId: string;
  readonly componentCode: string;
  readonly reason: string;
  readonly byId: string;
  readonly at: string;
}

/** `dismissed`: a person did without it; its bytes and pages stay. */
type FileState = 'reading' | 'read' | 'failed' | 'dismissed';

export interface FileTable {
  readonly id: string;
  readonly dossierId: string;
  /** As dropped by the clerk: may hold personal data, never logged. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly state: FileState;
  readonly pagesTotal: number | null;
  readonly errorCode: StationErrorCode | null;
  readonly errorDetail: string | null;
  readonly addedBy: string;
  readonly addedAt: string;
}

type PageState = 'reading' | 'read' | 'unreadable';

export interface PageTable {
  readonly id: string;
  readonly dossierId: string;
  readonly fileId: string;
  /** 0-based in its file. */
  readonly position: number;
  readonly state: PageState;
  readonly width: number | null;
  readonly height: number | null;
  readonly dpi: number | null;
  readonly rotation: number | null;
  readonly skewDegrees: number | null;
  readonly blank: number;
  readonly confidence: number | null;
  readonly readMs: number | null;
  readonly readAt: string | null;
  /** JSON of Finding[]: apart from the reading, which is large and seldom wanted. */
  readonly findings: string;
  /** JSON of PageReading. */
  readonly reading: string | null;
  readonly uprightSha256: string | null;
  readonly previewSha256: string | null;
}

export interface PaperTable {
  readonly id: string;
  readonly dossierId: string;
  readonly fileId: string;
  readonly position: number;
  readonly type: DocumentTypeId;
  readonly typeConfidence: number;
  readonly componentCode: string | null;
  /** JSON of Finding[], as the reader gave them. */
  readonly findings: string;
  /** JSON of PaperHeader; null without any. */
  readonly header: string | null;
  /** JSON of DocumentReading.tables; null without any. */
  readonly tables: string | null;
  readonly createdAt: string;
  readonly removedAt: string | null;
  readonly pdfSha256: string | null;
  readonly pdfBytes: number | null;
  readonly pdfTitle: string | null;
}

interface PaperPageTable {
  readonly paperId: string;
  readonly pageId: string;
  readonly position: number;
}

export interface FieldTable {
  readonly paperId: string;
  readonly key: string;
  readonly value: string | null;
  readonly raw: string | null;
  readonly confidence: number;
  readonly source: FieldSource | null;
  readonly pageId: string | null;
  /** JSON of Box. */
  readonly box: string | null;
  /** JSON of FieldCandidate[]. */
  readonly candidates: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
}

export interface FindingTable {
  readonly id: string;
  readonly dossierId: string;
  /** Same finding, same key, however often findings are worked out again. */
  readonly key: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly messageEn: string;
  readonly paperId: string | null;
  readonly pageId: string | null;
  readonly field: string | null;
  /** JSON of ComparedValue[]. */
  readonly compared: string;
  readonly position: number;
  /** 0 once it no longer holds; the row stays for the note that a person gave. */
  readonly present: number;
  readonly resolvedBy: string | null;
  readonly resolvedAt: string | null;
  readonly resolvedNote: string | null;
}

type ValidationState = 'waiting' | 'match' | 'differs' | 'not-found' | 'deceased' | 'cancelled';

export interface ValidationTable {
  readonly id: string;
  readonly dossierId: string;
  readonly citizenId: string;
  readonly fullName: string;
  /** YYYY-MM-DD or YYYY; null when no paper tells. */
  readonly dateOfBirth: string | null;
  readonly gender: string | null;
  readonly source: FieldSource;
  /** 0 once no paper names the citizen any more. */
  readonly present: number;
  readonly state: ValidationState;
  readonly requestedAt: string;
  readonly checkedAt: string | null;
  readonly errorCode: StationErrorCode | null;
  readonly errorDetail: string | null;
  /** JSON of PopulationDifference[]. */
  readonly differences: string;
}

export type DeliveryState = 'waiting' | 'sending' | 'retrying' | 'held' | 'delivered' | 'refused';

export interface DeliveryTable {
  readonly dossierId: string;
  readonly state: DeliveryState;
  readonly queuedAt: string;
  readonly bytes: number;
  readonly bytesSent: number;
  readonly attempts: number;
  readonly resumed: number;
  readonly nextTryAt: string | null;
  readonly errorCode: StationErrorCode | null;
  readonly errorDetail: string | null;
  readonly receiptNumber: string | null;
  readonly acceptedAt: string | null;
  /** JSON of the portal's receipt. */
  readonly receipt: string | null;
  /** Place in the order of queueing, which no clock can turn round. */
  readonly sequence: number;
  /** Higher goes first; 0 unless a person said so. */
  readonly priority: number;
  /** 1 when a person decided that it replaces what the portal holds under its code. */
  readonly replaces: number;
  /** When a person asked for it to be tried at once, batch or not. */
  readonly askedAt: string | null;
  /** After that passing failures no longer count as passing. */
  readonly deadline: string | null;
  readonly heldReason: string | null;
  readonly handedOverAt: string | null;
  readonly handedOverNote: string | null;
  /** JSON of the dossier message with the ids of papers in place of addresses; null for what was queued without it. */
  readonly message: string | null;
  /** When the message first went out: from then on the portal may hold the dossier. */
  readonly messageSentAt: string | null;
  /** When the receipt was stored, by the station's clock. */
  readonly deliveredAt: string | null;
}

export interface DeliveryFileTable {
  readonly dossierId: string;
  readonly paperId: string;
  readonly position: number;
  /** Component in words; no personal data. */
  readonly name: string;
  readonly componentCode: string | null;
  readonly type: DocumentTypeId;
  readonly sha256: string;
  readonly bytes: number;
  readonly bytesSent: number;
  readonly uploadUrl: string | null;
  readonly portalSha256: string | null;
}

export type JobState = 'waiting' | 'running' | 'held' | 'done' | 'failed';

export interface JobTable {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  /** JSON */
  readonly payload: string;
  readonly dossierId: string | null;
  readonly state: JobState;
  readonly attempts: number;
  readonly notBefore: string;
  /** A try that fails after it is the last; null when it may wait for ever. Set when the job is first tried. */
  readonly deadline: string | null;
  readonly lastErrorCode: string | null;
  readonly lastErrorDetail: string | null;
  readonly heldReason: string | null;
  readonly handedOverAt: string | null;
  readonly handedOverNote: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface AuditTable {
  readonly id: string;
  /** Position in the log, from 1. */
  readonly sequence: number;
  readonly at: string;
  /** Null when the station itself acted. */
  readonly byId: string | null;
  readonly event: string;
  readonly dossierId: string | null;
  readonly fromState: DossierState | null;
  readonly toState: DossierState | null;
  readonly reason: string | null;
  /** JSON of ids, keys and counts; no personal data. */
  readonly detail: string;
}
