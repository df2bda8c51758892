import { type DocumentTypeId, fieldKind, findDocumentType } from '../../../common/domain/document-types.ts';
import type { IsoDate } from '../dates.ts';
import { HANDS } from '../fonts.ts';
import { type Family, makeFamily } from '../people.ts';
import { makePlace, type Place } from '../places.ts';
import type { Random } from '../random.ts';
import type { TablesTruth } from '../truth.ts';

/** One printed side, as the inside of its sheet element. */
export interface Sheet {
  readonly html: string;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Resolution to render at when the recipe doesn't say; 300 when absent. */
  readonly dpi?: 300 | 600;
}

export const A4 = { widthMm: 210, heightMm: 297 } as const;
export const A5 = { widthMm: 148, heightMm: 210 } as const;
/** ISO/IEC 7810 ID-1. */
export const ID1 = { widthMm: 85.6, heightMm: 53.98 } as const;

/** A paper ready to print, with what it says. */
export interface Paper {
  readonly type: DocumentTypeId;
  readonly variant: string;
  readonly sheets: readonly Sheet[];
  readonly look: Look;
  readonly fields: Readonly<Record<string, string>>;
  readonly qr?: string;
  readonly mrz?: readonly string[];
  /** See FileTruth.alsoRight. */
  readonly alsoRight?: Readonly<Record<string, readonly string[]>>;
  /** See FileTruth.planted. */
  readonly planted?: readonly string[];
  /** See FileTruth.tables. */
  readonly tables?: TablesTruth;
}

/** How a printer set this one: typeface, size, leaders, the ink of what was filled in. */
export interface Look {
  readonly family: string;
  readonly valueFamily: string;
  readonly sizePt: number;
  readonly leader: 'after' | 'under' | 'none';
  readonly valueInk: string;
  readonly boldValues: boolean;
  /** Spelling of the republic's name: both are on real prints. */
  readonly republic: 'HÒA' | 'HOÀ';
  /** Who filled the form in with a pen; absent on printed ones. */
  readonly hand?: Hand;
  /** What an office forgot to put under its paper. */
  readonly missing?: 'seal' | 'signature';
}

/** One person's writing. */
export interface Hand {
  readonly family: string;
  readonly ink: string;
  /** Of the letters, to those of the print around them. */
  readonly size: number;
  /** Degrees to the right. */
  readonly slant: number;
  /** 0 (neat) to 1. */
  readonly unrest: number;
  readonly seed: number;
}

/** What a maker draws from. The story of the samples passes its own people and look. */
export interface PaperContext {
  readonly random: Random;
  /** Day on which the paper is issued or signed. */
  readonly on: IsoDate;
  readonly family: Family;
  readonly look: Look;
  /** Where the issuing office sits. */
  readonly office: Place;
}

export interface PaperVariant {
  readonly name: string;
  readonly weight: number;
  /** Days between which this form was in use. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly make: (context: PaperContext) => Paper | Promise<Paper>;
}

export interface PaperMaker {
  readonly type: DocumentTypeId;
  readonly variants: readonly PaperVariant[];
}

export function makeLook(random: Random): Look {
  const family = random.weighted([
    ["'Tinos'", 66],
    ["'Arimo'", 16],
    ["'Noto Serif'", 5],
    ["'Be Vietnam Pro'", 4],
    ["'DejaVu Serif'", 3],
    ["'DejaVu Sans Condensed'", 3],
    ["'Cousine'", 3],
  ]);
  return {
    family,
    valueFamily: random.chance(0.7) ? family : random.pick(["'Arimo'", "'Tinos'", "'DejaVu Sans'"]),
    sizePt: random.pick([12, 12.5, 13, 13, 13.5, 14]),
    leader: random.weighted([
      ['after', 45],
      ['under', 30],
      ['none', 25],
    ]),
    valueInk: random.weighted([
      ['#111', 75],
      ['#16277a', 25],
    ]),
    boldValues: random.chance(0.35),
    republic: random.chance(0.8) ? 'HÒA' : 'HOÀ',
  };
}

export function makeHand(random: Random): Hand {
  return {
    family: `'${random.pick(HANDS)}'`,
    ink: random.pick(['#1b2f8c', '#23389c', '#182a78', '#2a2f6b', '#1d1d22', '#26262b']),
    size: random.between(1.02, 1.3),
    slant: random.between(-3, 11),
    unrest: random.between(0.25, 1),
    seed: random.int(1, 2_000_000_000),
  };
}

export function makeContext(random: Random, on: IsoDate): PaperContext {
  return {
    random: random.fork('content'),
    on,
    family: makeFamily(random.fork('family'), on),
    look: makeLook(random.fork('look')),
    office: makePlace(random.fork('office')),
  };
}

/** Notes field values while the form's HTML is written, so that page and truth can't part. */
export class FieldNotes {
  readonly values: Record<string, string> = {};
  readonly tables: Record<string, Record<string, string>[]> = {};
  readonly #type: DocumentTypeId;

  constructor(type: DocumentTypeId) {
    this.#type = type;
  }

  /**
   * Notes a value and returns its HTML.
   * @param value in the form of the field's kind
   * @param printed as the form shows it, when that differs
   */
  put(key: string, value: string, printed: string = value): string {
    this.note(key, value);
    return `<span data-field="${key}">${escapeHtml(printed)}</span>`;
  }

  /** Notes a value whose HTML the form writes itself, or that only a code carries. */
  note(key: string, value: string): void {
    if (fieldKind(this.#type, key) === undefined) throw new RangeError(`${this.#type} has no field ${key}`);
    this.values[key] = value.normalize('NFC');
  }

  /** Notes a row of a list whose HTML the form writes itself; empty cells are no cells. */
  addRow(table: string, cells: Readonly<Record<string, string>>): void {
    const columns = findDocumentType(this.#type)?.tables?.[table];
    if (Object.keys(cells).some((key) => columns?.[key] === undefined))
      throw new RangeError(`${this.#type} has no such columns in ${table}`);
    const filled = Object.entries(cells).filter(([, value]) => value !== '');
    this.tables[table] = [
      ...(this.tables[table] ?? []),
      Object.fromEntries(filled.map(([key, value]) => [key, value.normalize('NFC')])),
    ];
  }
}

export function escapeHtml(text: string): string {
  return text.normalize('NFC').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
