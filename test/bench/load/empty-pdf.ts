import { PDFDocument } from 'pdf-lib';

const made = new Map<number, Promise<Uint8Array>>();

/** A PDF of so many blank A4 pages. */
export function emptyPdf(pages: number): Promise<Uint8Array> {
  const known = made.get(pages);
  if (known !== undefined) return known;
  const pdf = makePdf(pages);
  made.set(pages, pdf);
  return pdf;
}

async function makePdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]);
  return await document.save();
}
