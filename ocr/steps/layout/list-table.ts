import type { PageReading } from '../../../common/domain/reading.ts';
import { agreementOf } from '../../repair/digits.ts';
import { fromVocabularyWithin, repairPhrases, tidyText } from '../../repair/text.ts';
import { dateDraftOf } from './date-values.ts';
import type { Draft, Drafts } from './draft.ts';
import { type CellRow, cellsOfGrids, type ListColumn } from './list-cells.ts';
import { cellsOfLines } from './list-lines.ts';
import { nameDraftOf, nameTokens } from './name-values.ts';
import { type Token, textOf, type View } from './page-view.ts';
import { draftOf, numberDraftOf } from './values.ts';

/** Heads were found: what stands under them needs no label of its own. */
const UNDER_HEAD = 1;
/** A cross is read as whatever letter looks like it. */
const TICK = /^[\p{L}×✓✔☑☒%*+]$/u;

function textCell(tokens: readonly Token[], vocabulary: readonly string[] | undefined): Draft | undefined {
  const plain = tidyText(textOf(tokens));
  const read = repairPhrases(plain);
  const listed = vocabulary === undefined ? null : fromVocabularyWithin(read, vocabulary);
  const value = listed ?? read;
  const doubts = vocabulary !== undefined && listed === null ? 1 : 0;
  return draftOf('text', value, tokens, UNDER_HEAD, { changes: value === plain ? 0 : 1, doubts });
}

function genderCell(tokens: readonly Token[]): Draft | undefined {
  const [token, ...more] = tokens.filter(({ key }) => key === 'nam' || key === 'nu');
  if (token === undefined || more.length > 0) return undefined;
  return draftOf('gender', token.key === 'nam' ? 'Nam' : 'Nữ', [token], UNDER_HEAD);
}

/** A count of copies as printed, or x for any mark in the cell. */
function tickCell(tokens: readonly Token[]): Draft | undefined {
  const text = textOf(tokens).replace(/[\s.,;:]/gu, '');
  const value = /^\d{1,3}$/u.test(text) ? text : TICK.test(text) ? 'x' : '';
  return draftOf('text', value, tokens, UNDER_HEAD, { doubts: value === 'x' && text.toLowerCase() !== 'x' ? 1 : 0 });
}

function orderCell(tokens: readonly Token[]): Draft | undefined {
  const match = /^\(?(\d{1,3})[.)]?$/u.exec(textOf(tokens).trim());
  return match === null ? undefined : draftOf('text', match[1] ?? '', tokens, UNDER_HEAD);
}

function readCell(column: ListColumn, tokens: readonly Token[]): Draft | undefined {
  switch (column.kind) {
    case 'personName':
      return nameDraftOf(nameTokens(tokens), UNDER_HEAD);
    case 'date':
      return dateDraftOf(tokens, UNDER_HEAD, { year: true });
    case 'gender':
      return genderCell(tokens);
    case 'citizenId':
      return numberDraftOf(tokens, UNDER_HEAD);
    case 'tick':
      return tickCell(tokens);
    case 'order':
      return orderCell(tokens);
    case 'area':
    case 'text':
      return textCell(tokens, column.vocabulary);
  }
}

/** Number, birth date and sex of one row speak for or against each other, as they do on a form. */
function weighed(row: Drafts): Drafts {
  const { citizenId, dateOfBirth, gender } = row;
  if (citizenId === undefined) return row;
  const agreement = agreementOf(citizenId.value, { dateOfBirth: dateOfBirth?.value, gender: gender?.value });
  return { ...row, citizenId: { ...citizenId, evidence: { ...citizenId.evidence, agreement } } };
}

function readRow(cells: CellRow, columns: readonly ListColumn[]): Drafts {
  const drafts: Record<string, Draft | undefined> = {};
  for (const column of columns) {
    const tokens = cells.get(column.key) ?? [];
    const draft = tokens.length === 0 ? undefined : readCell(column, tokens);
    if (draft !== undefined) drafts[column.key] = draft;
  }
  return weighed(drafts);
}

/**
 * Reads a list printed as a table, row by row: by its ruled grid where one was found, else by how its words line up
 * under the heads. Rows in which nothing but their number was read are left out; an unread cell is absent.
 *
 * @param columns as printed, left to right; heads that aren't found cost their column
 */
export function readList(
  { pages, view }: { readonly pages: readonly PageReading[]; readonly view: View },
  columns: readonly ListColumn[],
): readonly Drafts[] {
  const cells = cellsOfGrids(pages, view, columns) ?? cellsOfLines(view, columns) ?? [];
  const order = columns.find((column) => column.kind === 'order')?.key;
  return cells.map((row) => readRow(row, columns)).filter((row) => Object.keys(row).some((key) => key !== order));
}
