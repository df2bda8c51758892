import { checkCitizenId } from './citizen-id.ts';
import { addMonths } from './dates.ts';
import { type DocumentTypeId, findDocumentType } from './document-types.ts';
import { type Finding, finding } from './findings.ts';
import { keyFieldsOf } from './key-fields.ts';
import { type PersonFields, peopleNamedIn } from './people.ts';

/** Values of a paper by field key, wherever they come from. */
export type PaperValues = Readonly<Record<string, { readonly value: string } | undefined>>;

/** Dates that lie ahead by nature. */
const AHEAD = new Set(['expiresOn', 'validFrom']);

/**
 * What is wrong or doubtful about one paper: structure of citizen numbers and their agreement with birth year and sex,
 * dates, expiry, missing key fields.
 *
 * @param today YYYY-MM-DD
 */
export function documentFindings(type: DocumentTypeId, fields: PaperValues, today: string): readonly Finding[] {
  return [
    ...peopleNamedIn(type).flatMap((person) => numberFindings(person, fields)),
    ...dateFindings(type, fields, today),
    ...keyFieldsOf(type)
      .always.filter((key) => fields[key] === undefined)
      .map((field) => finding('key-field-missing', { field })),
  ];
}

function numberFindings(person: PersonFields, fields: PaperValues): readonly Finding[] {
  if (person.citizenId === undefined) return [];
  const field = person.citizenId;
  const number = fields[field]?.value;
  // Nine digits are an old CMND number, which says nothing about its holder.
  if (number === undefined || number.length === 9) return [];
  const dateOfBirth = person.dateOfBirth === undefined ? undefined : fields[person.dateOfBirth]?.value;
  const gender = person.genderIs ?? (person.gender === undefined ? undefined : fields[person.gender]?.value);
  return checkCitizenId(number, { dateOfBirth, gender }).map((code) => finding(code, { field }));
}

function dateFindings(type: DocumentTypeId, fields: PaperValues, today: string): readonly Finding[] {
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
