import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFile } from '../corpus/corpus.ts';
import { Renderer } from '../corpus/render.ts';
import { makeStack } from '../corpus/stack.ts';

/** The corpus through the real Chromium and its scanner effects. */

const CARD = { type: 'citizen-card', variant: 'cccd-2021-front-a4' } as const;

describe('printed papers', () => {
  let renderer: Renderer;

  beforeAll(async () => {
    renderer = await Renderer.launch();
  });

  afterAll(async () => {
    await renderer.close();
  });

  it('have their size, resolution and words, with boxes inside the page', async () => {
    const { truth, bytes } = await makeFile(renderer, 3, 0, { ...CARD, recipe: 'colour-200' });
    const { width, height, density } = await sharp(bytes).metadata();
    expect([width, height, density]).toEqual([1653, 2339, 200]);
    const [page] = truth.pages;
    expect(page?.text).toContain('CĂN CƯỚC CÔNG DÂN');
    expect(page?.words.map((word) => word.text)).toContain(truth.fields.citizenId);
    for (const { box } of page?.words ?? []) {
      expect(box[0] >= 0 && box[1] >= 0 && box[0] + box[2] <= 1653 && box[1] + box[3] <= 2339).toBe(true);
    }
    expect(truth.boxes.fullName?.printed).toBe(truth.fields.fullName);
  });

  it('turn clockwise by the recipe while their boxes stay upright', async () => {
    const upright = await makeFile(renderer, 3, 0, { ...CARD, recipe: 'clean-300' });
    const turned = await makeFile(renderer, 3, 0, { ...CARD, recipe: 'sideways-right' });
    expect(turned.truth.pages[0]).toMatchObject({ rotation: 90, width: 2480, height: 3508 });
    expect(turned.truth.boxes).toEqual(upright.truth.boxes);
    const { width, height } = await sharp(turned.bytes).metadata();
    expect([width, height]).toEqual([3508, 2480]);
    // The mark at the top right of the sheet comes to the bottom right.
    const corner = await sharp(turned.bytes).extract({ left: 3308, top: 2080, width: 200, height: 300 }).stats();
    expect(corner.channels[0]?.min).toBeLessThan(80);
  });

  it('are the same for the same seed', async () => {
    const [first, second] = [await makeFile(renderer, 4, 1), await makeFile(renderer, 4, 1)];
    expect(second.truth).toEqual(first.truth);
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it('stack up in one file whose papers share its pages without overlap', async () => {
    const { truth } = await makeStack(renderer, 5, 0);
    const pages = (truth.papers ?? []).flatMap((paper) => paper.pages);
    expect(truth.papers?.length).toBeGreaterThan(2);
    expect(new Set(pages).size).toBe(pages.length);
    for (const [index, page] of truth.pages.entries()) expect(pages.includes(index)).toBe(page.text !== '');
  });

  it('part the papers of a stack by slips that belong to none', async () => {
    const { truth } = await makeStack(renderer, 5, 2);
    const pages = (truth.papers ?? []).flatMap((paper) => paper.pages);
    expect(truth.separators).toHaveLength((truth.papers?.length ?? 0) - 1);
    for (const slip of truth.separators ?? []) expect(pages).not.toContain(slip);
  });
});
