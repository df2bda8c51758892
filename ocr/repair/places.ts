import { compareKey } from '../../common/domain/vietnamese-text.ts';
import { editDistance } from './edit-distance.ts';
import { plainKey } from './gazetteer.ts';
import { CURRENT_PLACES, LEGACY_PLACES } from './place-list.ts';

/** An address with the names of its administrative units checked against the lists. */
export interface PlaceReading {
  readonly value: string;
  /** Units whose name was changed. */
  readonly changes: number;
  /** Every unit, from the commune to the province, is listed where it stands. */
  readonly confirmed: boolean;
}

/** Units by name, with what lies in each. */
type Units = ReadonlyMap<string, Places>;

interface Places {
  readonly name: string;
  /** Lower units; more than one set where a province had districts and has communes. */
  readonly within: readonly Units[];
}

/** A name may have a letter wrong only when this long; provinces and districts are few and all listed. */
const LEAST_LETTERS = { complete: 5, communes: 7 } as const;

/** Words before the name of a unit, up to the last word for a kind: "Ủy ban nhân dân xã". */
const KIND = /^(?:.*(?<!\p{L}))?(?:thành phố|thị trấn|thị xã|đặc khu|phường|quận|huyện|tỉnh|xã|TP\.?|T\.P\.?)\s+/iu;

let cached: Units | null = null;
let everyName: ReadonlySet<string> | null = null;
let everyWord: ReadonlySet<string> | null = null;

/** Provinces of before and after 1 July 2025, made once. */
function provinces(): Units {
  if (cached !== null) return cached;
  const found = new Map<string, Places>();
  for (const line of LEGACY_PLACES) {
    const [name = '', districts = ''] = line.split('|');
    found.set(compareKey(name), { name, within: [unitsOf(districts.split(';').map(districtOf))] });
  }
  for (const line of CURRENT_PLACES) {
    const [name = '', communes = ''] = line.split('|');
    const known = found.get(compareKey(name))?.within ?? [];
    found.set(compareKey(name), { name, within: [...known, unitsOf(communes.split(',').map(communeOf))] });
  }
  cached = found;
  return found;
}

/** Keys of all names in the lists: what is a name elsewhere was hardly misread. */
function listedAnywhere(name: string): boolean {
  const namesIn = (units: Units): readonly string[] =>
    [...units].flatMap(([key, unit]) => [key, ...unit.within.flatMap(namesIn)]);
  everyName ??= new Set(namesIn(provinces()));
  return everyName.has(compareKey(name));
}

/** Whether a word occurs in the name of any unit. */
export function isNameOfPlaces(word: string): boolean {
  everyWord ??= new Set(
    [...LEGACY_PLACES, ...CURRENT_PLACES].flatMap((line) => line.split(/[|;:, ]/u)).map(compareKey),
  );
  return everyWord.has(compareKey(word));
}

function communeOf(name: string): Places {
  return { name, within: [] };
}

function districtOf(text: string): Places {
  const [name = '', communes = ''] = text.split(':');
  return { name, within: communes === '' ? [] : [unitsOf(communes.split(',').map(communeOf))] };
}

function unitsOf(places: readonly Places[]): Units {
  return new Map(places.map((place) => [compareKey(place.name), place]));
}

/** Letters and digits alone. */
function bareKey(text: string): string {
  return plainKey(text).replace(/[^a-z0-9]/gu, '');
}

/** The units with this name: letter by letter, else the only one whose marks differ, else the only one a letter away. */
function findUnits(name: string, sets: readonly Units[], marksOnly: boolean): readonly Places[] {
  const exact = sets.flatMap((units) => units.get(compareKey(name)) ?? []);
  if (exact.length > 0) return exact;
  for (const units of sets) {
    const found = nearestUnit(name, [...units.values()], marksOnly);
    if (found !== undefined) return [found];
  }
  return [];
}

function nearestUnit(name: string, units: readonly Places[], marksOnly: boolean): Places | undefined {
  // A digit between letters was an apostrophe (Cư M9gar).
  const bare = bareKey(name.replace(/(?<=\p{L})\d(?=\p{L})/gu, ''));
  if (/^$|\d/u.test(bare)) return undefined;
  const alike = units.filter((unit) => bareKey(unit.name) === bare);
  if (alike.length > 0) return alike.length === 1 ? alike[0] : undefined;
  if (marksOnly) return undefined;
  const isComplete = units.some((unit) => unit.within.length > 0);
  if (bare.length < (isComplete ? LEAST_LETTERS.complete : LEAST_LETTERS.communes)) return undefined;
  const near = units.filter(
    (unit) => Math.abs(unit.name.length - name.length) < 3 && editDistance(bareKey(unit.name), bare) === 1,
  );
  return near.length === 1 ? near[0] : undefined;
}

/** The listed name in the capitals of the read one; words that say the same stay as they were read. */
function spelt(read: string, listed: string): string {
  const [own, right] = [read.split(' '), listed.split(' ')];
  const cased = read === read.toUpperCase() && read.length > 3 ? right.map((word) => word.toUpperCase()) : right;
  if (own.length !== right.length) return cased.join(' ');
  return cased.map((word, i) => (compareKey(word) === compareKey(own[i] ?? '') ? (own[i] ?? word) : word)).join(' ');
}

/**
 * Puts right the names of commune, district and province in an address written from small to large, by what lies where:
 * "xã Mỹ Đức Tây, huyện Gái Bè, tỉnh Tiền Giang" names the one district of that province that is a letter away. What is
 * not listed stays as read, since communes merged before 2024 are in no list; so do streets and hamlets.
 */
export function repairPlaces(address: string): PlaceReading {
  const parts = address.split(/,\s*/u);
  let sets: readonly Units[] = [provinces()];
  let changes = 0;
  let confirmed = false;
  for (let at = parts.length - 1; at >= 0 && sets.length > 0; at -= 1) {
    const part = parts[at] ?? '';
    const kind = KIND.exec(part)?.[0] ?? '';
    const name = part.slice(kind.length).replace(/[.;\s]+$/u, '');
    // A district and a commune may share the name: then the part before decides.
    const units = findUnits(name, sets, confirmed);
    const [unit] = units;
    if (unit === undefined) break;
    const right = spelt(name, unit.name);
    if (compareKey(right) !== compareKey(name) && !listedAnywhere(name)) {
      parts[at] = `${kind}${right}`;
      changes += 1;
    }
    confirmed = units.some((one) => one.within.length === 0);
    sets = units.flatMap((one) => one.within);
  }
  return { value: changes === 0 ? address : parts.join(', '), changes, confirmed };
}
