import type { DocumentTypeId } from './document-types.ts';

/**
 * Fields that a supervisor answers for, by paper type: who it is about, the number of the paper, and what the decision
 * hangs on. `always` wants eyes also when it was not read; `whenRead` may be missing on a sound paper (a birth
 * certificate of before 2016 has no citizen number, one without a father no father's name).
 */
export interface KeyFields {
  readonly always: readonly string[];
  readonly whenRead: readonly string[];
}

const KEY_FIELDS: Readonly<Record<DocumentTypeId, KeyFields>> = {
  'residence-change-form': {
    always: ['fullName', 'dateOfBirth', 'gender', 'citizenId'],
    whenRead: ['householderName', 'householderId', 'signedOn'],
  },
  'birth-certificate': {
    always: ['certificateNumber', 'fullName', 'dateOfBirth', 'gender', 'motherName', 'registeredOn'],
    whenRead: ['citizenId', 'fatherName'],
  },
  'marriage-certificate': {
    always: ['certificateNumber', 'wifeName', 'wifeDateOfBirth', 'husbandName', 'husbandDateOfBirth', 'registeredOn'],
    whenRead: ['wifeId', 'husbandId'],
  },
  'marital-status-confirmation': {
    always: ['fullName', 'dateOfBirth', 'citizenId', 'maritalStatus', 'issuedOn'],
    whenRead: ['certificateNumber', 'gender'],
  },
  'death-extract': { always: ['fullName', 'diedOn'], whenRead: ['certificateNumber', 'dateOfBirth', 'citizenId'] },
  'citizen-card': { always: ['citizenId', 'fullName', 'dateOfBirth', 'gender'], whenRead: ['issuedOn', 'expiresOn'] },
  'land-change-application': {
    always: ['fullName', 'citizenId', 'plotNumber', 'mapSheetNumber', 'change'],
    whenRead: ['area', 'certificateSerial', 'signedOn'],
  },
  'land-certificate': {
    always: ['holderName', 'plotNumber', 'mapSheetNumber', 'area', 'certificateSerial'],
    whenRead: ['citizenId', 'issuedOn'],
  },
  'household-business-certificate': {
    always: ['businessName', 'businessCode', 'fullName', 'citizenId'],
    whenRead: ['dateOfBirth', 'gender', 'issuedOn'],
  },
  'company-registration': {
    always: ['companyName', 'companyCode', 'representativeName'],
    whenRead: ['representativeId', 'issuedOn'],
  },
  'authorisation-letter': {
    always: ['principalName', 'principalId', 'agentName', 'agentId'],
    whenRead: ['signedOn'],
  },
  'health-insurance-card': { always: ['insuranceNumber', 'fullName'], whenRead: ['dateOfBirth', 'gender'] },
  'reception-slip': { always: ['dossierCode'], whenRead: ['fullName', 'citizenId'] },
  other: { always: [], whenRead: [] },
};

/** The key fields of a paper type in both roles. */
export function keyFieldsOf(type: DocumentTypeId): KeyFields {
  return KEY_FIELDS[type];
}

/** What a field is to its paper; null for a field that nobody has to look at. */
export function keyFieldRole(type: DocumentTypeId, key: string): 'always' | 'when-read' | null {
  const fields = KEY_FIELDS[type];
  if (fields.always.includes(key)) return 'always';
  return fields.whenRead.includes(key) ? 'when-read' : null;
}
