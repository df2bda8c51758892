/** Components that recur in many procedures, and the small builders that the lists of procedures are written with. */
import type { Procedure, ProcedureComponent, ProcedureSector } from './procedure.ts';

/** A component before its code is given by its place in the list. */
export type ComponentPart = Omit<ProcedureComponent, 'code'>;

export const citizenCard: ComponentPart = {
  name: 'Thẻ căn cước (căn cước công dân) của người yêu cầu',
  nameEn: 'Citizen card of the requester',
  documentTypes: ['citizen-card'],
  required: true,
  copy: 'original',
};

export function citizenCardOf(name: string, nameEn: string): ComponentPart {
  return { ...citizenCard, name: `Thẻ căn cước (căn cước công dân) của ${name}`, nameEn: `Citizen card of ${nameEn}` };
}

export const residenceForm: ComponentPart = {
  name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01)',
  nameEn: 'Declaration of change of residence (form CT01)',
  documentTypes: ['residence-change-form'],
  required: true,
  copy: 'original',
};

export const legalDwelling: ComponentPart = {
  name: 'Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp',
  nameEn: 'Proof of a legal dwelling',
  documentTypes: ['land-certificate', 'other'],
  required: true,
  copy: 'either',
};

export const authorisation: ComponentPart = {
  name: 'Văn bản ủy quyền (nếu nộp thay)',
  nameEn: 'Authorisation letter (when submitted for another)',
  documentTypes: ['authorisation-letter'],
  required: false,
  copy: 'either',
};

export function declaration(name: string, nameEn: string): ComponentPart {
  return { name, nameEn, documentTypes: ['other'], required: true, copy: 'original' };
}

export function optional(part: ComponentPart): ComponentPart {
  return { ...part, required: false };
}

export function procedure(
  code: string,
  name: string,
  nameEn: string,
  sector: ProcedureSector,
  parts: readonly ComponentPart[],
): Procedure {
  const components = parts.map((part, index) => ({ code: `TP${String(index + 1).padStart(2, '0')}`, ...part }));
  return { code, name, nameEn, sector, components };
}
