import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  doubtfulRefs,
  extendWalk,
  type Place,
  placeAfter,
  placeBeside,
} from '../../../../renderer/features/verification/walk.ts';
import { dossier, doubtful, field, paper } from './samples.ts';

const by = { by: { id: 'p', displayName: 'P' }, at: '' };
const none: ReadonlySet<string> = new Set();

const two = dossier({
  papers: [paper('a', [field('sure'), doubtful('x'), doubtful('y')]), paper('b', [doubtful('z'), field('other')])],
});

describe('the way through a dossier', () => {
  it('leads over the doubtful fields in the order of papers and print', () => {
    expect(doubtfulRefs(two)).toEqual(['a/x', 'a/y', 'b/z']);
    expect(placeAfter(two, ['a/x', 'a/y', 'b/z'], null, none)).toEqual({ kind: 'field', ref: 'a/x' });
  });

  it('keeps the place of a confirmed field and appends one that came up since', () => {
    const later = dossier({
      papers: [paper('a', [doubtful('new'), field('x', { confirmed: by }), doubtful('y')])],
    });
    expect(extendWalk(['a/x', 'a/y', 'b/z'], later)).toEqual(['a/x', 'a/y', 'a/new']);
  });

  it('goes on to the next open field, comes back for one that was passed over, and ends', () => {
    const walk = ['a/x', 'a/y', 'b/z'];
    expect(placeAfter(two, walk, 'a/y', new Set(['a/y']))).toEqual({ kind: 'field', ref: 'b/z' });
    expect(placeAfter(two, walk, 'b/z', new Set(['a/y', 'b/z']))).toEqual({ kind: 'field', ref: 'a/x' });
    expect(placeAfter(two, walk, 'b/z', new Set(walk))).toEqual({ kind: 'final' });
  });

  it('goes straight to the last step when nothing is doubtful', () => {
    const sure = dossier({ papers: [paper('a', [field('x')])] });
    expect(placeAfter(sure, [], null, none)).toEqual({ kind: 'final' });
    expect(placeBeside([], { kind: 'final' }, -1)).toEqual({ kind: 'final' });
  });

  it('leads back from the last step, and not beyond the first field', () => {
    const walk = ['a/x', 'a/y'];
    expect(placeBeside(walk, { kind: 'final' }, -1)).toEqual({ kind: 'field', ref: 'a/y' });
    expect(placeBeside(walk, { kind: 'field', ref: 'a/x' }, -1)).toEqual({ kind: 'field', ref: 'a/x' });
    expect(placeBeside(walk, { kind: 'field', ref: 'a/y' }, 1)).toEqual({ kind: 'final' });
  });

  it('visits every doubtful field once and ends when each is confirmed on arrival', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.boolean(), { maxLength: 6 }), { maxLength: 4 }), (papers) => {
        const content = dossier({
          papers: papers.map((fields, index) =>
            paper(
              `p${index}`,
              fields.map((open, at) => (open ? doubtful(`f${at}`) : field(`f${at}`))),
            ),
          ),
        });
        const walk = extendWalk([], content);
        const seen: string[] = [];
        let place: Place = placeAfter(content, walk, null, none);
        while (place.kind === 'field' && seen.length <= walk.length) {
          seen.push(place.ref);
          place = placeAfter(content, walk, place.ref, new Set(seen));
        }
        expect(seen).toEqual(doubtfulRefs(content));
      }),
    );
  });
});
