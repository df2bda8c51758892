import { isCitizenId } from '../../../../common/domain/citizen-id.ts';
import type { DocumentTypeId } from '../../../../common/domain/document-types.ts';
import { type PersonFields, peopleNamedIn } from '../../../../common/domain/people.ts';
import type { FieldSource } from '../../../../common/domain/reading.ts';
import type { FieldRecord, PaperRecord } from '../../../../storage/papers/records.ts';

/** A person as one paper names them; fields without a value are absent. */
export interface NamedPerson {
  readonly paper: PaperRecord;
  readonly keys: PersonFields;
  readonly id: FieldRecord | undefined;
  readonly name: FieldRecord | undefined;
  readonly dateOfBirth: FieldRecord | undefined;
  readonly gender: FieldRecord | undefined;
}

/** Everybody a paper names, in the order of its form. */
export function peopleOf(paper: PaperRecord): readonly NamedPerson[] {
  const field = (key: string | undefined): FieldRecord | undefined =>
    paper.fields.find((candidate) => candidate.key === key && candidate.value !== null);
  return peopleNamedIn(paper.type).map((keys) => ({
    paper,
    keys,
    id: field(keys.citizenId),
    name: field(keys.name),
    dateOfBirth: field(keys.dateOfBirth),
    gender: field(keys.gender),
  }));
}

/** One citizen whom the papers of a dossier name, with what is best known of them. */
export interface Citizen {
  readonly citizenId: string;
  readonly fullName: string;
  /** YYYY-MM-DD or YYYY. */
  readonly dateOfBirth: string;
  readonly gender: string | null;
  /** Where the number was seen. */
  readonly source: FieldSource;
}

/** Which source to believe first: what a person keyed, then what was decoded, then what was recognised. */
const TRUST: Readonly<Record<FieldSource, number>> = { keyed: 4, qr: 3, mrz: 2, reused: 1, ocr: 0 };

/**
 * Citizens about whom the population database can be asked: a whole 12-digit number, a name and a birth date or year
 * (Circular 46/2022/TT-BCA). Each once, in the order the papers name them.
 */
export function citizensOf(papers: readonly PaperRecord[]): readonly Citizen[] {
  const byId = Map.groupBy(
    papers.flatMap(peopleOf).filter((person) => person.id?.value != null && isCitizenId(person.id.value)),
    (person) => person.id?.value ?? '',
  );
  return [...byId].flatMap(([citizenId, mentions]) => {
    const name = best(mentions.map((person) => person.name));
    const id = best(mentions.map((person) => person.id));
    const dateOfBirth = best(mentions.map((person) => person.dateOfBirth))?.value;
    if (name?.value == null || dateOfBirth == null) return [];
    return [
      {
        citizenId,
        fullName: name.value,
        dateOfBirth,
        gender: best(mentions.map((person) => person.gender))?.value ?? null,
        source: id?.source ?? 'ocr',
      },
    ];
  });
}

/** Forms that the person fills in who asks for something; they say best whose dossier it is. */
const REQUESTS: readonly DocumentTypeId[] = ['residence-change-form', 'land-change-application'];

/** Whose dossier it is as far as the papers tell: who signed the request, else who holds the card, else the first. */
export function ownerOf(papers: readonly PaperRecord[]): {
  readonly name: string | null;
  readonly citizenId: string | null;
} {
  const named = papers.map((paper) => peopleOf(paper)[0]).filter((person) => person?.name !== undefined);
  const owner =
    named.find((person) => person !== undefined && REQUESTS.includes(person.paper.type)) ??
    named.find((person) => person?.paper.type === 'citizen-card') ??
    named[0];
  const citizenId = owner?.id?.value ?? null;
  const known = citizensOf(papers).find((citizen) => citizen.citizenId === citizenId);
  return { name: known?.fullName ?? owner?.name?.value ?? null, citizenId };
}

function best(fields: readonly (FieldRecord | undefined)[]): FieldRecord | undefined {
  return fields
    .filter((field) => field !== undefined)
    .toSorted((a, b) => trust(b) - trust(a) || b.confidence - a.confidence)[0];
}

function trust(field: FieldRecord): number {
  return field.source === null ? -1 : TRUST[field.source];
}
