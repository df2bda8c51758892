import { describe, expect, it } from 'vitest';
import type { ContenderRun } from '../../bench/contender.ts';
import { writeReport } from '../../bench/report.ts';
import type { BenchFile } from '../../bench/score.ts';

const FILE: BenchFile = {
  path: '/a',
  set: 'fresh',
  truth: {
    file: 'a.jpg',
    type: 'other',
    variant: 'v',
    recipe: 'clean-300',
    seed: 7,
    pages: [
      {
        width: 10,
        height: 10,
        dpi: 300,
        rotation: 0,
        skewDegrees: 0,
        text: 'một hai ba bốn',
        words: [],
        optional: [],
        marks: [],
      },
    ],
    fields: {},
    boxes: {},
  },
};

function run(name: string, seconds: number, text: string): ContenderRun {
  return { name, version: '1', seconds, cpuSeconds: seconds * 2, results: new Map([['/a', { pages: [text] }]]) };
}

describe('the page of figures', () => {
  const own = run('tram-so-hoa', 2, 'một hai ba bốn');
  const runs = [own, run('tesseract', 1, 'một hai'), run('OCRmyPDF', 12, 'một hai ba')];
  const { markdown, pictures } = writeReport({
    files: [FILE],
    own,
    speed: { runs, files: [FILE] },
    peakMb: 300,
    before: { cpu: 'c', cores: 2, memoryGb: 8, system: 's', versions: { Node: '24' }, commit: 'abc', load: 3 },
    loadAfter: 1,
    command: 'npm run bench -- --seed 7',
    seed: 7,
    day: '2026-11-22',
    more: ['## Ablation'],
  });

  it('judges every goal by the same run', () => {
    expect(markdown).toContain('| word F1 | 1.0000 | ≥ 0.9750, stretch 0.9850 | stretch met |');
    expect(markdown).toContain('| speed against OCRmyPDF | 6.00 × | ≥ 5.00 ×, stretch 8.00 × | met |');
    expect(markdown).toContain('| speed against native tesseract | 0.50 × | ≥ 0.45 ×, stretch 0.70 × | met |');
    expect(markdown).toContain('| peak memory of a worker | 300 MB | ≤ 350 MB | met |');
    expect(markdown).toContain('| dates | – | ≥ 98.0 % | not measured |');
  });

  it('sets readers side by side with wall and CPU time', () => {
    expect(markdown).toContain('| OCRmyPDF (1) | 5.0 | 6.00 × | 12.0 | 24.0 | 24.00 | 0.8571 | – |');
  });

  it('says that the machine was busy, how to repeat the run, and shows the plot', () => {
    expect(markdown).toContain('The machine was busy before this run');
    expect(markdown).toContain('`npm run bench -- --seed 7`');
    expect(Object.keys(pictures)).toEqual(['reliability.svg']);
    expect(markdown.trimEnd().endsWith('## Ablation')).toBe(true);
  });
});
