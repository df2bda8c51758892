import { documentFindings } from '../../common/domain/document-findings.ts';
import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import { type Finding, finding } from '../../common/domain/findings.ts';
import { peopleNamedIn } from '../../common/domain/people.ts';
import type { DocumentReading, FieldReading, PageReading, PaperHeader } from '../../common/domain/reading.ts';
import { holdsImpossibleDate } from '../repair/date.ts';
import { agreementOf } from '../repair/digits.ts';
import { confirmNames } from './confirm-names.ts';
import { extractAuthorisationLetter } from './extractors/authorisation-letter.ts';
import { extractBirthCertificate } from './extractors/birth-certificate.ts';
import { extractCitizenCard } from './extractors/citizen-card.ts';
import type { Extractor } from './extractors/common.ts';
import { extractCompanyRegistration } from './extractors/company-registration.ts';
import { extractDeathExtract } from './extractors/death-extract.ts';
import { extractHealthInsuranceCard } from './extractors/health-insurance-card.ts';
import { extractHouseholdBusinessCertificate } from './extractors/household-business-certificate.ts';
import { extractLandCertificate } from './extractors/land-certificate.ts';
import { extractLandChangeApplication } from './extractors/land-change-application.ts';
import { extractMaritalStatusConfirmation } from './extractors/marital-status-confirmation.ts';
import { extractMarriageCertificate } from './extractors/marriage-certificate.ts';
import { extractReceptionSlip } from './extractors/reception-slip.ts';
import { extractResidenceChangeForm } from './extractors/residence-change-form.ts';
import { readHeader } from './header-block.ts';
import { type Draft, type Drafts, finishDraft } from './layout/draft.ts';
import { textOf, type View, viewPages } from './layout/page-view.ts';
import { withMarkFindings, withoutWritten } from './marks/mark-findings.ts';

const EXTRACTORS: Readonly<Record<DocumentTypeId, Extractor>> = {
  'residence-change-form': extractResidenceChangeForm,
  'birth-certificate': extractBirthCertificate,
  'marriage-certificate': extractMarriageCertificate,
  'marital-status-confirmation': extractMaritalStatusConfirmation,
  'death-extract': extractDeathExtract,
  'citizen-card': extractCitizenCard,
  'land-change-application': extractLandChangeApplication,
  'land-certificate': extractLandCertificate,
  'household-business-certificate': extractHouseholdBusinessCertificate,
  'company-registration': extractCompanyRegistration,
  'authorisation-letter': extractAuthorisationLetter,
  'health-insurance-card': extractHealthInsuranceCard,
  'reception-slip': extractReceptionSlip,
  other: () => ({ fields: {} }),
};

/** Fields, letterhead and findings of one paper. */
export interface ExtractedPaper {
  readonly fields: Readonly<Record<string, FieldReading>>;
  readonly header?: PaperHeader;
  readonly tables?: NonNullable<DocumentReading['tables']>;
  readonly findings: readonly Finding[];
}

/** Values of a paper on their way, with all that speaks for and against each. */
export interface PaperDrafts {
  readonly view: View;
  readonly drafts: Drafts;
  readonly tables: Readonly<Record<string, readonly Drafts[]>>;
  readonly findings: readonly Finding[];
}

/** Reads the values of a paper of known type and weighs them against each other. */
export function draftPaper(type: DocumentTypeId, pages: readonly PageReading[]): PaperDrafts {
  const view = viewPages(pages);
  const { fields, tables = {}, findings = [] } = EXTRACTORS[type]({ pages, view });
  return { view, drafts: weighAgreement(type, confirmNames(fields, view)), tables, findings };
}

/**
 * Reads the fields of a paper of known type and says what is doubtful about them.
 *
 * @param pages of this paper alone, in printed order
 * @param today YYYY-MM-DD
 */
export function extractPaper(type: DocumentTypeId, pages: readonly PageReading[], today: string): ExtractedPaper {
  const { view, drafts, tables, findings } = draftPaper(type, pages);
  const read = finished(drafts);
  const fields = withoutWritten(read, pages);
  const lists = Object.entries(tables).flatMap(([name, rows]) =>
    rows.length === 0 ? [] : [[name, rows.map((row) => withoutWritten(finished(row), pages))] as const],
  );
  const header = readHeader(type, view);
  return {
    fields,
    ...(header === undefined ? {} : { header }),
    ...(lists.length === 0 ? {} : { tables: Object.fromEntries(lists) }),
    findings: withMarkFindings(type, pages, read, [
      ...findings,
      ...(type === 'other' ? [] : impossibleDates(view)),
      ...documentFindings(type, fields, today),
    ]),
  };
}

function finished(drafts: Drafts): Readonly<Record<string, FieldReading>> {
  return Object.fromEntries(
    Object.entries(drafts).flatMap(([key, draft]) => (draft === undefined ? [] : [[key, finishDraft(draft)] as const])),
  );
}

/** Number, birth date and sex of a person speak for or against each other. */
function weighAgreement(type: DocumentTypeId, drafts: Drafts): Drafts {
  const weighed: Record<string, Draft | undefined> = { ...drafts };
  for (const person of peopleNamedIn(type)) {
    const id = person.citizenId === undefined ? undefined : drafts[person.citizenId];
    if (id === undefined || person.citizenId === undefined) continue;
    const birth = person.dateOfBirth === undefined ? undefined : drafts[person.dateOfBirth];
    const sex = person.gender === undefined ? undefined : drafts[person.gender];
    const together = agreementOf(id.value, { dateOfBirth: birth?.value, gender: person.genderIs ?? sex?.value });
    weighed[person.citizenId] = withAgreement(id, together);
    if (birth !== undefined && person.dateOfBirth !== undefined) {
      weighed[person.dateOfBirth] = withAgreement(birth, agreementOf(id.value, { dateOfBirth: birth.value }));
    }
    if (sex !== undefined && person.gender !== undefined) {
      weighed[person.gender] = withAgreement(sex, agreementOf(id.value, { gender: sex.value }));
    }
  }
  return weighed;
}

/** Later evidence replaces none, and a contradiction outweighs an agreement. */
function withAgreement(draft: Draft, agreement: -1 | 0 | 1): Draft {
  if (agreement === 0 || (draft.evidence.agreement === -1 && agreement === 1)) return draft;
  return { ...draft, evidence: { ...draft.evidence, agreement } };
}

function impossibleDates(view: View): readonly Finding[] {
  return view.rows.some((row) => holdsImpossibleDate(textOf(row.tokens))) ? [finding('date-impossible')] : [];
}
