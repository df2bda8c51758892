import { parseTd1, type Td1 } from '../../common/domain/mrz.ts';
import type { Box, Line, PageReading } from '../../common/domain/reading.ts';
import { stripDiacritics } from '../../common/domain/vietnamese-text.ts';
import { unionBox } from '../image/boxes.ts';
import { repairMrz } from '../repair/mrz.ts';

/** A machine-readable zone found on a page. */
export interface MrzOnPage {
  readonly td1: Td1;
  /** Characters changed to make grammar and check digits hold. */
  readonly changes: number;
  readonly page: number;
  readonly box: Box;
  /** Mean engine confidence of its lines. */
  readonly confidence: number;
}

/** Text of a line as a zone writes it: no spaces, capitals, every kind of angle bracket as `<`. */
function zoneText(line: Line): string {
  const joined = line.words.map((word) => word.text).join('');
  return stripDiacritics(joined)
    .replace(/[‹«≤〈⟨({[]/gu, '<')
    .toUpperCase()
    .replace(/[^A-Z0-9<]/gu, '');
}

function looksLikeZone(text: string): boolean {
  if (text.length < 22 || text.length > 40) return false;
  const fillers = (text.match(/[<KLC]/gu) ?? []).length;
  return /VNM/u.test(text) || /^[I1L|]D/u.test(text) || fillers > 8 || /^\d{6,7}[MF<]/u.test(text);
}

/** Finds the three lines of a zone anywhere on the page. Null when there is none that can be made to parse. */
export function findMrz(page: PageReading): MrzOnPage | null {
  const lines = [...page.lines]
    .sort((a, b) => a.box[1] - b.box[1])
    .map((line) => ({ line, text: zoneText(line) }))
    .filter(({ text }) => looksLikeZone(text));
  for (let i = 0; i + 1 < lines.length; i += 1) {
    const zone = lines.slice(i, i + 3);
    const repaired = repairMrz(zone.map(({ text }) => text));
    if (repaired === null) continue;
    const td1 = parseTd1(repaired.lines);
    if (td1 === null) continue;
    const words = zone.flatMap(({ line }) => line.words);
    return {
      td1,
      changes: repaired.changes,
      page: page.index,
      box: unionBox(zone.map(({ line }) => line.box)),
      confidence: words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length),
    };
  }
  return null;
}
