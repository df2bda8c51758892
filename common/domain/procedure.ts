import type { DocumentTypeId } from './document-types.ts';

/** Field of administration that a procedure belongs to (lĩnh vực). */
export interface ProcedureSector {
  /** Agency code, hyphen, abbreviation of the sector. */
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A paper that a procedure asks for or a citizen may add (thành phần hồ sơ). */
export interface ProcedureComponent {
  /** Unique within its procedure: TP01, TP02, … */
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Paper types that satisfy it; never empty. */
  readonly documentTypes: readonly DocumentTypeId[];
  readonly required: boolean;
  /** Which form of the paper is taken. */
  readonly copy: 'original' | 'copy' | 'either';
}

/** An administrative procedure (thủ tục hành chính). */
export interface Procedure {
  /** d.dddddd of the national catalogue. */
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly sector: ProcedureSector;
  readonly components: readonly ProcedureComponent[];
}
