import type { DocumentTypeId } from './document-types.ts';
import type { Procedure, ProcedureComponent } from './procedure.ts';
import { CERTIFICATION_PROCEDURES, CIVIL_STATUS_PROCEDURES, RESIDENCE_PROCEDURES } from './procedures-data.ts';
import { HOUSEHOLD_BUSINESS_PROCEDURES, LAND_PROCEDURES } from './procedures-economy-data.ts';

export type { Procedure, ProcedureComponent } from './procedure.ts';

/** The catalogue, by sector. */
export const PROCEDURES: readonly Procedure[] = [
  ...RESIDENCE_PROCEDURES,
  ...CIVIL_STATUS_PROCEDURES,
  ...CERTIFICATION_PROCEDURES,
  ...HOUSEHOLD_BUSINESS_PROCEDURES,
  ...LAND_PROCEDURES,
];

/** National part of a code: 1.001193.000.00.00.H56 is a province's variant of 1.001193. */
const CODE_LENGTH = 8;

/** The procedure with this code, a province's variant of it included; undefined when the catalogue has none. */
export function findProcedure(code: string): Procedure | undefined {
  const text = code.trim();
  if (text.length > CODE_LENGTH && text.charAt(CODE_LENGTH) !== '.') return undefined;
  const national = text.slice(0, CODE_LENGTH);
  return PROCEDURES.find((procedure) => procedure.code === national);
}

/** The component with this code; undefined when the procedure has none. */
export function findComponent(procedure: Procedure, code: string): ProcedureComponent | undefined {
  return procedure.components.find((component) => component.code === code);
}

/** Components that a paper of this type satisfies, in the order of the list. */
export function componentsFor(procedure: Procedure, type: DocumentTypeId): readonly ProcedureComponent[] {
  return procedure.components.filter((component) => component.documentTypes.includes(type));
}

/**
 * Required components that still have no paper.
 *
 * @param filled codes of the components to which a paper is attached
 */
export function missingComponents(procedure: Procedure, filled: Iterable<string>): readonly ProcedureComponent[] {
  const present = new Set(filled);
  return procedure.components.filter((component) => component.required && !present.has(component.code));
}
