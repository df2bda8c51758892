import { deflateSync } from 'node:zlib';

/** An object of a PDF: its text, or a dictionary with a stream. */
export type PdfObject = string | { readonly dictionary: string; readonly stream: Uint8Array };

/** A PDF by hand: object i has the number i + 1 and the first is the catalogue. */
export function writePdf(objects: readonly PdfObject[]): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = chunks[0]!.length;
  const add = (chunk: Uint8Array | string): void => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
  };
  const offsets = objects.map((object, i) => {
    const at = length;
    if (typeof object === 'string') add(`${i + 1} 0 obj\n${object}\nendobj\n`);
    else {
      add(`${i + 1} 0 obj\n<<${object.dictionary}/Length ${object.stream.length}>>\nstream\n`);
      add(object.stream);
      add('\nendstream\nendobj\n');
    }
    return at;
  });
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`);
  add(`trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(chunks);
}

export interface PdfPageSpec {
  /** Content stream. */
  readonly content: string | Uint8Array;
  /** More of the page's dictionary: /MediaBox is there unless given here. */
  readonly page?: string;
  /** Dictionary (without /Length) and data of the image /Im. */
  readonly image?: { readonly dictionary: string; readonly stream: Uint8Array };
}

export const A4_POINTS = [595.2, 841.92] as const;

/** A content stream that lays the image /Im over a whole page. */
export function wholePage(width: number = A4_POINTS[0], height: number = A4_POINTS[1]): string {
  return `q ${width} 0 0 ${height} 0 0 cm /Im Do Q`;
}

/** A PDF of such pages. */
export function pdfOf(pages: readonly PdfPageSpec[]): Buffer {
  const objects: PdfObject[] = ['<</Type/Catalog/Pages 2 0 R>>', ''];
  const kids: string[] = [];
  for (const { content, page = '', image } of pages) {
    objects.push({ dictionary: '', stream: typeof content === 'string' ? Buffer.from(content) : content });
    const contents = objects.length;
    if (image !== undefined) objects.push({ ...image, dictionary: `/Type/XObject/Subtype/Image${image.dictionary}` });
    const resources = image === undefined ? '' : `/XObject<</Im ${objects.length} 0 R>>`;
    const box = page.includes('/MediaBox') ? '' : `/MediaBox[0 0 ${A4_POINTS[0]} ${A4_POINTS[1]}]`;
    objects.push(`<</Type/Page/Parent 2 0 R${box}/Contents ${contents} 0 R/Resources<<${resources}>>${page}>>`);
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<</Type/Pages/Count ${pages.length}/Kids[${kids.join(' ')}]>>`;
  return writePdf(objects);
}

/** A stream that unpacks to so many bytes of one value. */
export function deflateBomb(bytes: number, value = 0): Buffer {
  return deflateSync(Buffer.alloc(bytes, value), { level: 9 });
}
