/** What a page or file may be at most; beyond it the clerk is told, instead of the machine running out of memory. */
export const LIMITS = {
  fileBytes: 256 * 1024 * 1024,
  /** Of an input that is one picture: 80 million pixels as a PNG of a photograph. */
  imageBytes: 160 * 1024 * 1024,
  pages: 500,
  /** A3 at 600 dpi has 70 million. */
  pixels: 80_000_000,
  /** Longest side: positions are kept in 16.16 fixed point. */
  side: 30_000,
  /** Shortest side that can hold a line of text. */
  minSide: 64,
  /** Fewest pixels: a card at 100 dpi has 70,000. */
  minPixels: 30_000,
  /** Passes over a progressive JPEG: encoders make about ten, a hostile file makes the decoder run for hours. */
  jpegScans: 100,
  /** Longest time for turning bytes into pixels, in seconds. */
  decodeSeconds: 30,
  /** Memory that the PDF library may take, the file itself included. */
  pdfMemoryBytes: 448 * 1024 * 1024,
} as const;

/** `12 MB`, `0,4 MB`. */
export function sizeInWords(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  return `${megabytes.toFixed(megabytes < 10 ? 1 : 0).replace('.', ',')} MB`;
}

/** `12.000 × 9.000`, thousands as Vietnamese writes them. */
export function sidesInWords(width: number, height: number): string {
  return `${countInWords(width)} × ${countInWords(height)}`;
}

/** `5.000`. */
export function countInWords(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}
