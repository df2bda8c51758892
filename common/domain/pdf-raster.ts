/**
 * What a PDF shows of a page: one JPEG of 200 dpi, or a background of 150 dpi under lossless stencils of black print and
 * red seals, which takes about half the space.
 */
export const PDF_RASTERS = ['jpeg', 'mixed'] as const;
export type PdfRaster = (typeof PDF_RASTERS)[number];
