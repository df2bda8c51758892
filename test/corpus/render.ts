import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Box } from '../../common/domain/reading.ts';
import { cut, type Raster, toRaster } from './effects.ts';
import { fontCss } from './fonts.ts';
import type { Look, Sheet } from './forms/paper.ts';
import { sheetCss } from './forms/parts.ts';
import { writeByHand } from './handwriting.ts';
import type { MarkTruth, WordTruth } from './truth.ts';

const CSS_DPI = 96;
const MM_PER_INCH = 25.4;

/** A printed side as pixels, with the place of every word and value. */
export interface RenderedSheet {
  readonly raster: Raster;
  readonly dpi: number;
  readonly words: readonly WordTruth[];
  /** See PageTruth.optional. */
  readonly optional: readonly WordTruth[];
  readonly marks: readonly MarkTruth[];
  /** Where each value is printed or written. */
  readonly boxes: Readonly<
    Record<string, { readonly box: Box; readonly printed: string; readonly handwritten: boolean }>
  >;
  /** What the sheet says of the paper's header block (PaperHeader in common/domain/reading.ts). */
  readonly header: Readonly<Record<string, string>>;
}

/** Prints sheets with the system's Chromium; one browser, one page a resolution, reused. */
export class Renderer {
  readonly #browser: Browser;
  readonly #pages = new Map<number, { context: BrowserContext; page: Page }>();

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<Renderer> {
    const executablePath =
      process.env.SOHOA_CHROMIUM ??
      ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
    return new Renderer(
      await chromium.launch({
        ...(executablePath === undefined ? {} : { executablePath }),
        args: ['--no-sandbox', '--disable-background-networking', '--font-render-hinting=none', '--disable-lcd-text'],
      }),
    );
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  async render(sheet: Sheet, look: Look, dpi: number): Promise<RenderedSheet> {
    const page = await this.#page(dpi);
    const scale = dpi / CSS_DPI;
    const width = Math.round((sheet.widthMm / MM_PER_INCH) * dpi);
    const height = Math.round((sheet.heightMm / MM_PER_INCH) * dpi);
    const kind = sheet.widthMm === 210 ? 'a4' : sheet.widthMm === 148 ? 'a5' : 'loose';
    await page.setViewportSize({ width: Math.ceil(width / scale) + 1, height: Math.ceil(height / scale) + 1 });
    const css = sheetCss(look);
    await page.setContent(
      `<!doctype html><html lang="vi"><head><meta charset="utf-8"><style>${fontCss(css, sheet.html, look.hand?.family ?? '')}${css}</style></head><body><div class="sheet ${kind}" style="width:${width / scale}px;height:${height / scale}px">${sheet.html}</div></body></html>`,
    );
    if (look.hand !== undefined) await page.evaluate(writeByHand, look.hand);
    await page.evaluate(loadFonts);
    const found = await page.evaluate(measure, kind !== 'loose');
    if (found.overflow) throw new Error(`a form does not fit its sheet: ${found.text}`);
    // A clip would lose up to two pixels to rounding; the window is a little larger than the sheet instead.
    const raster = cut(await toRaster(await page.screenshot()), width, height);
    const toPixels = (box: readonly number[]): Box => [
      Math.round(box[0]! * scale),
      Math.round(box[1]! * scale),
      Math.round(box[2]! * scale),
      Math.round(box[3]! * scale),
    ];
    const toWord = ({ text, box }: Measured['words'][number]): WordTruth => ({
      text: text.normalize('NFC'),
      box: toPixels(box),
    });
    return {
      raster,
      dpi,
      words: found.words.filter((word) => !word.optional).map(toWord),
      optional: found.words.filter((word) => word.optional).map(toWord),
      marks: found.marks.map(({ kind, form, box }) => ({ kind, form, box: toPixels(box) })),
      boxes: Object.fromEntries(
        found.fields.map(({ key, box, printed, handwritten }) => [
          key,
          { box: toPixels(box), printed: printed.normalize('NFC'), handwritten },
        ]),
      ),
      header: Object.fromEntries(found.header.map(([key, value]) => [key, value.normalize('NFC')])),
    };
  }

  async #page(dpi: number): Promise<Page> {
    const known = this.#pages.get(dpi);
    if (known !== undefined) return known.page;
    const context = await this.#browser.newContext({
      deviceScaleFactor: dpi / CSS_DPI,
      javaScriptEnabled: true,
      offline: true,
    });
    const page = await context.newPage();
    this.#pages.set(dpi, { context, page });
    return page;
  }
}

interface Measured {
  readonly overflow: boolean;
  readonly text: string;
  readonly words: { text: string; box: number[]; optional: boolean }[];
  readonly fields: { key: string; printed: string; box: number[]; handwritten: boolean }[];
  readonly marks: { kind: MarkTruth['kind']; form: MarkTruth['form']; box: number[] }[];
  readonly header: [key: string, value: string][];
}

/** Runs in the page: faces are loaded when something first needs them. */
async function loadFonts(): Promise<void> {
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}

/** Runs in the page: shrinks the type until the sheet holds it, then reads words and values from the layout. */
function measure(mayShrink: boolean): Measured {
  const sheet = document.querySelector<HTMLElement>('.sheet')!;
  let size = Number.parseFloat(
    sheet.style.getPropertyValue('--pt') || getComputedStyle(sheet).getPropertyValue('--pt'),
  );
  const overflows = (): boolean => sheet.scrollHeight > sheet.clientHeight || sheet.scrollWidth > sheet.clientWidth;
  while (mayShrink && overflows() && size > 8) {
    size -= 0.25;
    sheet.style.setProperty('--pt', `${size}pt`);
  }
  const union = (rects: readonly DOMRect[]): number[] | null => {
    const seen = rects.filter((rect) => rect.width > 0 && rect.height > 0);
    if (seen.length === 0) return null;
    const left = Math.min(...seen.map((rect) => rect.left));
    const top = Math.min(...seen.map((rect) => rect.top));
    return [
      left,
      top,
      Math.max(...seen.map((rect) => rect.right)) - left,
      Math.max(...seen.map((rect) => rect.bottom)) - top,
    ];
  };
  const groupOf = (node: Node): Element => {
    let element = node.parentElement!;
    const whole = element.closest('[data-word]');
    if (whole !== null) return whole;
    while (getComputedStyle(element).display === 'inline' && element.parentElement !== null)
      element = element.parentElement;
    return element;
  };
  const words: Measured['words'] = [];
  let text = '';
  let rects: DOMRect[] = [];
  let group: Element | null = null;
  const flush = (): void => {
    const box = union(rects);
    if (text !== '' && box !== null) words.push({ text, box, optional: group?.closest('.hw,[data-stamp]') != null });
    text = '';
    rects = [];
  };
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest('[data-skip],style') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (node.tagName === 'BR') flush();
      continue;
    }
    const owner = groupOf(node);
    if (owner !== group) {
      flush();
      group = owner;
    }
    const content = node.nodeValue ?? '';
    for (const match of content.matchAll(/\s+|\S+/gu)) {
      if (/^\s/u.test(match[0])) {
        flush();
        continue;
      }
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      text += match[0];
      rects.push(...range.getClientRects());
    }
  }
  flush();
  const places = new Map<string, { rects: DOMRect[]; printed: string; handwritten: boolean }>();
  for (const element of sheet.querySelectorAll<HTMLElement>('[data-field]')) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const key = element.dataset.field!;
    const known = places.get(key);
    const printed = known?.printed ?? (element.textContent ?? '').replace(/\s+/gu, ' ').trim();
    const handwritten = known?.handwritten === true || element.querySelector('.hw') !== null;
    places.set(key, { rects: [...(known?.rects ?? []), ...range.getClientRects()], printed, handwritten });
  }
  const fields = [...places].flatMap(([key, found]) => {
    const box = union(found.rects);
    return box === null ? [] : [{ key, printed: found.printed, box, handwritten: found.handwritten }];
  });
  const marks: Measured['marks'] = [];
  for (const element of sheet.querySelectorAll<HTMLElement>('[data-mark]')) {
    const box = union([(element.querySelector('[data-outline]') ?? element).getBoundingClientRect()]);
    const form = element.dataset.form as MarkTruth['form'];
    if (box !== null) marks.push({ kind: element.dataset.mark as MarkTruth['kind'], form, box });
  }
  for (const element of sheet.querySelectorAll('[data-hand]')) {
    let line: DOMRect[] = [];
    const end = (): void => {
      const box = union(line);
      if (box !== null) marks.push({ kind: 'handwriting', form: 'text', box });
      line = [];
    };
    for (const word of element.querySelectorAll('.hw')) {
      const rect = word.getBoundingClientRect();
      const last = line.at(-1);
      if (last !== undefined && rect.top + rect.height / 2 > last.bottom) end();
      line.push(rect);
    }
    end();
  }
  const header = [...sheet.querySelectorAll<HTMLElement>('[data-header]')].map((element): [string, string] => [
    element.dataset.header!,
    element.dataset.value ?? (element.textContent ?? '').replace(/\s+/gu, ' ').trim(),
  ]);
  return {
    overflow: mayShrink && overflows(),
    text: sheet.innerText.slice(0, 80),
    words,
    fields,
    header,
    marks,
  };
}
