import { isCitizenId } from '../../../../common/domain/citizen-id.ts';
import { documentFindings, type PaperValues } from '../../../../common/domain/document-findings.ts';
import { type Finding, type FindingCode, finding, findingWords } from '../../../../common/domain/findings.ts';
import { crossPaperFindings } from '../../../../common/domain/identity.ts';
import { keyFieldRole } from '../../../../common/domain/key-fields.ts';
import type { Procedure } from '../../../../common/domain/procedure.ts';
import { findComponent, missingComponents } from '../../../../common/domain/procedures.ts';
import type { ComparedValue } from '../../../../storage/findings/reader.ts';
import type { CurrentFinding } from '../../../../storage/findings/writer.ts';
import type { PageRecord, PaperRecord } from '../../../../storage/papers/records.ts';
import type { ValidationRecord } from '../../../../storage/validations/reader.ts';
import { fieldsOfType } from './assess-fields.ts';
import { ownerOf, peopleOf } from './people.ts';

/** What findings are worked out from. */
export interface DossierContent {
  readonly procedure: Procedure | undefined;
  /** Papers and pages that count: none that was set aside. */
  readonly papers: readonly PaperRecord[];
  readonly pages: readonly PageRecord[];
  readonly validations: readonly ValidationRecord[];
  /** Day in Vietnam, YYYY-MM-DD. */
  readonly today: string;
}

/** Follows from the values that stand, so it is worked out anew and what the reader said of it earlier does not count. */
const FROM_VALUES: readonly FindingCode[] = [
  'citizen-id-format',
  'citizen-id-unknown-province',
  'citizen-id-birth-year-mismatch',
  'citizen-id-gender-mismatch',
  'date-in-future',
  'card-expired',
  'confirmation-expired',
  'key-field-missing',
];

/** Everything wrong or doubtful about a dossier as it stands, each finding once. */
export function workOutFindings(content: DossierContent): readonly CurrentFinding[] {
  const { papers } = content;
  const found = [
    ...content.pages.flatMap((page) => pageFindings(page, content)),
    ...papers.flatMap((paper) => paperFindings(paper, content)),
    ...identityFindings(papers),
    ...ownerFindings(papers, content.procedure),
    ...content.validations.flatMap((validation) => populationFindings(validation, papers)),
  ];
  return [...new Map(found.map((one) => [one.key, one])).values()];
}

function pageFindings(page: PageRecord, { papers }: DossierContent): readonly CurrentFinding[] {
  const holder = papers.find((paper) => paper.pageIds.includes(page.id));
  return page.findings.map((one) => current(one, { paperId: holder?.id ?? null, pageId: page.id }));
}

function paperFindings(paper: PaperRecord, { procedure, today }: DossierContent): readonly CurrentFinding[] {
  const read = paper.findings.filter((one) => !FROM_VALUES.includes(one.code) && !touched(paper, one.field));
  const fromValues = documentFindings(paper.type, valuesOf(paper), today).filter(
    (one) => one.code !== 'key-field-missing',
  );
  const found = [...read, ...fromValues, ...missingFields(paper)].map((one) =>
    current(one, { paperId: paper.id, pageId: pageOf(paper, one.field) }, comparedIn(paper, one)),
  );
  return [...found, ...componentFindings(paper, procedure)];
}

/** Key fields that a sound paper has and that nobody keyed yet, or confirmed that this one has none. */
function missingFields(paper: PaperRecord): readonly Finding[] {
  return fieldsOfType(paper)
    .filter(({ key, field }) => keyFieldRole(paper.type, key) === 'always' && (field?.value ?? null) === null)
    .filter(({ key }) => !touched(paper, key))
    .map(({ key }) => finding('key-field-missing', { field: key }));
}

/** The values that stand. */
function valuesOf(paper: PaperRecord): PaperValues {
  return Object.fromEntries(paper.fields.flatMap(({ key, value }) => (value === null ? [] : [[key, { value }]])));
}

/** The two values of a paper that don't go together. */
function comparedIn(paper: PaperRecord, { code, field }: Finding): readonly ComparedValue[] {
  if (code !== 'citizen-id-birth-year-mismatch' && code !== 'citizen-id-gender-mismatch') return [];
  const person = peopleOf(paper).find((candidate) => candidate.keys.citizenId === field);
  const other = code === 'citizen-id-birth-year-mismatch' ? person?.dateOfBirth : person?.gender;
  return [person?.id, other].filter((one) => one !== undefined).map(comparedValue);
}

function componentFindings(paper: PaperRecord, procedure: Procedure | undefined): readonly CurrentFinding[] {
  if (paper.componentCode === null || procedure === undefined) return [];
  const component = findComponent(procedure, paper.componentCode);
  if (component === undefined || component.documentTypes.includes(paper.type)) return [];
  return [current(finding('component-wrong-type'), { paperId: paper.id, pageId: null })];
}

/**
 * The portal takes no dossier whose owner has no number. Told once every required component is there: before that the
 * card may be the next paper.
 */
function ownerFindings(papers: readonly PaperRecord[], procedure: Procedure | undefined): readonly CurrentFinding[] {
  const filled = papers.flatMap((paper) => paper.componentCode ?? []);
  if (procedure === undefined || missingComponents(procedure, filled).length > 0) return [];
  if (papers.length === 0 || isCitizenId(ownerOf(papers).citizenId ?? '')) return [];
  return [current(finding('owner-number-missing'), { paperId: null, pageId: null })];
}

/** Who the papers name, compared across all of them. What a person keyed or confirmed is taken as certain. */
function identityFindings(papers: readonly PaperRecord[]): readonly CurrentFinding[] {
  const claims = papers.map((paper) => ({
    paperId: paper.id,
    type: paper.type,
    fields: Object.fromEntries(
      paper.fields.flatMap(({ key, value, confidence, confirmedAt }) =>
        value === null ? [] : [[key, { value, confidence: confirmedAt === null ? confidence : 1 }] as const],
      ),
    ),
  }));
  return crossPaperFindings(claims).map((one) => {
    const fields = one.places
      .map((place) => fieldAt(papers, place.paperId, place.field))
      .filter((at) => at !== undefined);
    const [, differing] = one.places;
    return current(
      one,
      { paperId: differing.paperId, pageId: fieldAt(papers, differing.paperId, differing.field)?.pageId ?? null },
      fields.map(comparedValue),
    );
  });
}

function fieldAt(
  papers: readonly PaperRecord[],
  paperId: string,
  key: string,
): PaperRecord['fields'][number] | undefined {
  return papers.find((paper) => paper.id === paperId)?.fields.find((field) => field.key === key);
}

const POPULATION_CODES = {
  differs: 'population-differs',
  'not-found': 'population-not-found',
  deceased: 'population-deceased',
  cancelled: 'population-cancelled',
} as const satisfies Partial<Record<ValidationRecord['state'], FindingCode>>;

function populationFindings(validation: ValidationRecord, papers: readonly PaperRecord[]): readonly CurrentFinding[] {
  const { state } = validation;
  if (state === 'waiting' || state === 'match') return [];
  const code = POPULATION_CODES[state];
  const people = papers.flatMap(peopleOf).filter((person) => person.id?.value === validation.citizenId);
  const [first] = people;
  const field = first?.keys.citizenId;
  if (first === undefined || field === undefined) return [];
  if (state !== 'differs') {
    return [current(finding(code, { field }), { paperId: first.paper.id, pageId: first.id?.pageId ?? null })];
  }
  return validation.differences.flatMap((difference) => {
    const attribute = difference.field === 'fullName' ? 'name' : difference.field;
    const mentions = people.map((person) => person[attribute]).filter((field) => field !== undefined);
    const [field] = mentions;
    if (field === undefined) return [];
    const population = { paperId: null, field: null, source: 'population', value: difference.value };
    return [
      current(finding(code, { field: field.key }), { paperId: field.paperId, pageId: field.pageId }, [
        ...mentions.map(comparedValue),
        population,
      ]),
    ];
  });
}

/** True once a person keyed or confirmed the field: what the machine doubted they have looked at. */
function touched(paper: PaperRecord, key: string | undefined): boolean {
  const field = paper.fields.find((candidate) => candidate.key === key);
  return field?.source === 'keyed' || field?.confirmedAt != null;
}

function pageOf(paper: PaperRecord, key: string | undefined): string | null {
  return paper.fields.find((field) => field.key === key)?.pageId ?? null;
}

function comparedValue(field: PaperRecord['fields'][number]): ComparedValue {
  return { paperId: field.paperId, field: field.key, source: field.source ?? 'ocr', value: field.value ?? '' };
}

/**
 * The key holds what a person's note is about: another value, another finding.
 */
function current(
  one: Finding,
  place: { readonly paperId: string | null; readonly pageId: string | null },
  compared: readonly ComparedValue[] = [],
): CurrentFinding {
  const words = findingWords(one);
  const catalogue = finding(one.code).message;
  const detail = one.message.startsWith(catalogue) ? one.message.slice(catalogue.length) : '';
  const values = compared.map((value) => `${value.paperId ?? ''}/${value.field ?? ''}=${value.value}`);
  return {
    key: [one.code, place.paperId ?? '', place.pageId ?? '', one.field ?? '', detail, ...values].join('|'),
    code: one.code,
    severity: one.severity,
    message: words.vi,
    messageEn: words.en,
    paperId: place.paperId,
    pageId: place.pageId,
    field: one.field ?? null,
    compared,
  };
}
