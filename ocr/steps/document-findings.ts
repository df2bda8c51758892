import { checkCitizenId } from '../../common/domain/citizen-id.ts';
import { addMonths } from '../../common/domain/dates.ts';
import { type DocumentTypeId, findDocumentType } from '../../common/domain/document-types.ts';
import { type Finding, finding } from '../../common/domain/findings.ts';
import type { FieldReading } from '../../common/domain/reading.ts';

/** Which fields of a type describe one person. */
export interface PersonFields {
  readonly id: string;
  readonly name?: string;
  readonly dateOfBirth?: string;
  readonly gender?: string;
  /** Known from the role alone. */
  readonly genderIs?: 'Nam' | 'Nữ';
}

const HOLDER: PersonFields = { id: 'citizenId', name: 'fullName', dateOfBirth: 'dateOfBirth', gender: 'gender' };

/** The people whom a paper of each type names with a citizen number. */
export const PEOPLE: Readonly<Record<DocumentTypeId, readonly PersonFields[]>> = {
  'residence-change-form': [HOLDER, { id: 'householderId', name: 'householderName' }],
  'birth-certificate': [HOLDER],
  'marriage-certificate': [
    { id: 'wifeId', name: 'wifeName', dateOfBirth: 'wifeDateOfBirth', genderIs: 'Nữ' },
    { id: 'husbandId', name: 'husbandName', dateOfBirth: 'husbandDateOfBirth', genderIs: 'Nam' },
  ],
  'marital-status-confirmation': [HOLDER],
  'death-extract': [HOLDER],
  'citizen-card': [HOLDER],
  'land-change-application': [{ id: 'citizenId', name: 'fullName' }],
  'land-certificate': [{ id: 'citizenId', name: 'holderName' }],
  'household-business-certificate': [HOLDER],
  'company-registration': [{ id: 'representativeId', name: 'representativeName' }],
  'authorisation-letter': [
    { id: 'principalId', name: 'principalName' },
    { id: 'agentId', name: 'agentName' },
  ],
  'health-insurance-card': [],
  'reception-slip': [{ id: 'citizenId', name: 'fullName' }],
  other: [],
};

/** Fields without which a paper is of little use; a blank line may be lawful in the others. */
const KEY_FIELDS: Readonly<Record<DocumentTypeId, readonly string[]>> = {
  'residence-change-form': ['fullName', 'dateOfBirth', 'gender', 'citizenId', 'request'],
  'birth-certificate': [
    'fullName',
    'dateOfBirth',
    'gender',
    'placeOfBirth',
    'hometown',
    'motherName',
    'registeredAt',
    'registeredOn',
  ],
  'marriage-certificate': [
    'wifeName',
    'wifeDateOfBirth',
    'wifeId',
    'husbandName',
    'husbandDateOfBirth',
    'husbandId',
    'registeredAt',
    'registeredOn',
  ],
  'marital-status-confirmation': [
    'certificateNumber',
    'fullName',
    'dateOfBirth',
    'citizenId',
    'address',
    'maritalStatus',
    'issuedOn',
  ],
  'death-extract': ['fullName', 'dateOfBirth', 'diedOn', 'placeOfDeath'],
  'citizen-card': ['citizenId', 'fullName', 'dateOfBirth', 'gender'],
  'land-change-application': ['fullName', 'citizenId', 'change'],
  'land-certificate': ['holderName', 'plotNumber', 'mapSheetNumber', 'area', 'certificateSerial'],
  'household-business-certificate': ['businessName', 'businessCode', 'address', 'fullName'],
  'company-registration': ['companyName', 'companyCode', 'representativeName'],
  'authorisation-letter': ['principalName', 'agentName', 'content'],
  'health-insurance-card': ['insuranceNumber', 'fullName', 'dateOfBirth'],
  'reception-slip': ['dossierCode'],
  other: [],
};

/** Dates that lie ahead by nature. */
const AHEAD = new Set(['expiresOn', 'validFrom']);

/**
 * What is wrong or doubtful about one paper: structure of citizen numbers and their agreement with birth year and sex,
 * dates, expiry, missing key fields.
 *
 * @param today YYYY-MM-DD
 */
export function documentFindings(
  type: DocumentTypeId,
  fields: Readonly<Record<string, FieldReading>>,
  today: string,
): readonly Finding[] {
  return [
    ...PEOPLE[type].flatMap((person) => numberFindings(person, fields)),
    ...dateFindings(type, fields, today),
    ...KEY_FIELDS[type]
      .filter((key) => fields[key] === undefined)
      .map((field) => finding('key-field-missing', { field })),
  ];
}

function numberFindings(person: PersonFields, fields: Readonly<Record<string, FieldReading>>): readonly Finding[] {
  const number = fields[person.id]?.value;
  // Nine digits are an old CMND number, which says nothing about its holder.
  if (number === undefined || number.length === 9) return [];
  const dateOfBirth = person.dateOfBirth === undefined ? undefined : fields[person.dateOfBirth]?.value;
  const gender = person.genderIs ?? (person.gender === undefined ? undefined : fields[person.gender]?.value);
  return checkCitizenId(number, { dateOfBirth, gender }).map((code) => finding(code, { field: person.id }));
}

function dateFindings(
  type: DocumentTypeId,
  fields: Readonly<Record<string, FieldReading>>,
  today: string,
): readonly Finding[] {
  const kinds = findDocumentType(type)?.fields ?? {};
  const found: Finding[] = [];
  for (const [key, kind] of Object.entries(kinds)) {
    const value = kind === 'date' ? fields[key]?.value : undefined;
    if (value === undefined) continue;
    if (value > today.slice(0, value.length) && !AHEAD.has(key)) found.push(finding('date-in-future', { field: key }));
    if (key === 'expiresOn' && value < today) found.push(finding('card-expired', { field: key }));
    if (type === 'marital-status-confirmation' && key === 'issuedOn' && hasLapsed(value, today)) {
      found.push(finding('confirmation-expired', { field: key }));
    }
  }
  return found;
}

/** Confirmations of marital status are good for six months from their date (Decree 123/2015 Art. 23). */
function hasLapsed(issuedOn: string, today: string): boolean {
  const end = addMonths(issuedOn, 6);
  return end !== null && end < today;
}
