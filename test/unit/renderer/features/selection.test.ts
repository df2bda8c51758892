import { describe, expect, it } from 'vitest';
import type { FileView } from '../../../../common/contract/views.ts';
import {
  chooseFinding,
  filesWithoutPaper,
  NO_CHOICE,
  openFindings,
  openFindingsOf,
  selectionOf,
  stepField,
} from '../../../../renderer/features/intake/selection.ts';
import { dossier, doubtful, field, finding, page, paper } from './samples.ts';

const first = paper('a', [field('name'), doubtful('born', { pageId: 'p2' })], { pageIds: ['p1', 'p2'] });
const second = paper('b', [], { pageIds: ['p3', 'p4'] });
const content = dossier({
  papers: [first, second],
  pages: [page('p1'), page('p2'), page('p3', { blank: true }), page('p4'), page('loose')],
});

describe('selectionOf', () => {
  it('follows the newest paper until somebody chooses, past its blank pages', () => {
    expect(selectionOf(content, NO_CHOICE)).toMatchObject({ paper: { id: 'b' }, page: { id: 'p4' }, field: null });
  });

  it('shows the page on which the chosen field stands', () => {
    const chosen = selectionOf(content, { paperId: 'a', pageId: null, field: 'born' });
    expect(chosen).toMatchObject({ paper: { id: 'a' }, page: { id: 'p2' }, field: { key: 'born' } });
  });

  it('falls back when what was chosen is gone', () => {
    expect(selectionOf(content, { paperId: 'gone', pageId: 'gone', field: 'gone' })).toMatchObject({
      paper: { id: 'b' },
      field: null,
    });
    expect(selectionOf(dossier({}), NO_CHOICE)).toEqual({ paper: null, page: null, field: null });
  });

  it('shows a page that belongs to no paper', () => {
    expect(selectionOf(content, { paperId: null, pageId: 'loose', field: null })).toMatchObject({
      paper: null,
      page: { id: 'loose' },
    });
  });
});

describe('findings', () => {
  const findings = [
    finding('told', { severity: 'info', pageId: 'p1' }),
    finding('doubt', { paperId: 'a' }),
    finding('wrong', { severity: 'error', compared: [{ paperId: 'b', field: 'x', source: 'ocr', value: '' }] }),
    finding('answered', { resolved: { by: { id: 'p', displayName: 'P' }, at: '', note: '' } }),
  ];
  const flagged = { ...content, findings };

  it('stand gravest first, without those that were answered', () => {
    expect(openFindings(flagged).map(({ id }) => id)).toEqual(['wrong', 'doubt', 'told']);
  });

  it('belong to every paper that they name or compare, unless they merely tell', () => {
    expect(openFindingsOf(flagged, first).map(({ id }) => id)).toEqual(['doubt']);
    expect(openFindingsOf(flagged, second).map(({ id }) => id)).toEqual(['wrong']);
  });

  it('lead to their place', () => {
    const choice = chooseFinding(content, finding('f', { paperId: 'a', field: 'born' }));
    expect(choice).toEqual({ paperId: 'a', pageId: 'p2', field: 'born' });
  });
});

describe('stepField', () => {
  it('begins at the first field that wants eyes, and stays within the paper', () => {
    expect(stepField(first, null, 1)?.key).toBe('born');
    expect(stepField(first, first.fields[1] ?? null, 1)?.key).toBe('born');
    expect(stepField(first, first.fields[1] ?? null, -1)?.key).toBe('name');
    expect(stepField(second, null, 1)).toBeNull();
  });
});

describe('filesWithoutPaper', () => {
  const file = (id: string, state: FileView['state']): FileView => ({
    id,
    name: id,
    state,
    pagesTotal: null,
    pagesRead: 0,
    error: null,
  });

  it('are those that failed and those in whose pages no paper was found, not those being read or set aside', () => {
    const pages = ['a', 'b', 'c'].map((id) => page(`page-${id}`, { fileId: `file-${id}` }));
    const files = [
      file('failed', 'failed'),
      file('file-a', 'read'),
      file('file-b', 'read'),
      file('file-c', 'reading'),
      file('set-aside', 'read'),
    ];
    const found = filesWithoutPaper(dossier({ files, pages, papers: [paper('p', [], { pageIds: ['page-a'] })] }));
    expect(found.map((each) => each.id)).toEqual(['failed', 'file-b']);
  });
});
