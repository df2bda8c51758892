import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputNames } from '../../../main/backend/digitise/output-names.ts';

describe('names of outputs', () => {
  it('are the names of the inputs without extension', () => {
    expect(outputNames(['a.jpg', 'b.c.pdf', 'd', '.e'])).toEqual(['a', 'b.c', 'd', '.e']);
  });

  it('never meet, also where capitals and accents are written in two ways', () => {
    expect(outputNames(['a.jpg', 'A.png', 'a.pdf', 'a-2.tif'])).toEqual(['a', 'A-3', 'a-4', 'a-2']);
    expect(outputNames(['H\u00f2a.jpg', 'Ho\u0300a.jpg'])).toEqual(['H\u00f2a', 'Ho\u0300a-2']);
  });

  it('are one for each input, all different, and short enough for a file system', () => {
    const part = fc.constantFrom('a', 'A', '-2', '-3', 'ệ', '.', 'scan', '🙂'.repeat(70));
    const name = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `${parts.join('')}.jpg`);
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const outputs = outputNames(names);
        expect(outputs).toHaveLength(names.length);
        expect(new Set(outputs.map((output) => output.normalize('NFC').toLowerCase())).size).toBe(names.length);
        for (const output of outputs) expect(Buffer.byteLength(`${output}.json`)).toBeLessThanOrEqual(255);
      }),
    );
  });
});
