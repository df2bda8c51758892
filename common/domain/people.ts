import type { DocumentTypeId } from './document-types.ts';

/** Field keys under which a paper names one person. */
export interface PersonFields {
  readonly name: string;
  readonly citizenId?: string;
  readonly dateOfBirth?: string;
  readonly gender?: string;
  /** Known from the role alone. */
  readonly genderIs?: 'Nam' | 'Nữ';
}

const HOLDER: PersonFields = {
  name: 'fullName',
  citizenId: 'citizenId',
  dateOfBirth: 'dateOfBirth',
  gender: 'gender',
};

const PEOPLE: Readonly<Record<DocumentTypeId, readonly PersonFields[]>> = {
  'residence-change-form': [HOLDER, { name: 'householderName', citizenId: 'householderId' }],
  'birth-certificate': [
    HOLDER,
    { name: 'motherName', dateOfBirth: 'motherBirthYear', genderIs: 'Nữ' },
    { name: 'fatherName', dateOfBirth: 'fatherBirthYear', genderIs: 'Nam' },
  ],
  'marriage-certificate': [
    { name: 'wifeName', citizenId: 'wifeId', dateOfBirth: 'wifeDateOfBirth', genderIs: 'Nữ' },
    { name: 'husbandName', citizenId: 'husbandId', dateOfBirth: 'husbandDateOfBirth', genderIs: 'Nam' },
  ],
  'marital-status-confirmation': [HOLDER],
  'death-extract': [HOLDER],
  'citizen-card': [HOLDER],
  'land-change-application': [{ name: 'fullName', citizenId: 'citizenId' }],
  'land-certificate': [{ name: 'holderName', citizenId: 'citizenId' }],
  'household-business-certificate': [HOLDER],
  'company-registration': [{ name: 'representativeName', citizenId: 'representativeId' }],
  'authorisation-letter': [
    { name: 'principalName', citizenId: 'principalId' },
    { name: 'agentName', citizenId: 'agentId' },
  ],
  'health-insurance-card': [{ name: 'fullName', dateOfBirth: 'dateOfBirth', gender: 'gender' }],
  'reception-slip': [{ name: 'fullName', citizenId: 'citizenId' }],
  other: [],
};

/** The people whom a paper of a type names, in the order of its form; the one that it is about comes first. */
export function peopleNamedIn(type: DocumentTypeId): readonly PersonFields[] {
  return PEOPLE[type];
}
