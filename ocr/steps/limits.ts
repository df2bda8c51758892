/** What a page or file may be at most; beyond it the clerk is told, instead of the machine running out of memory. */
export const LIMITS = {
  fileBytes: 256 * 1024 * 1024,
  pages: 500,
  /** A3 at 600 dpi has 70 million. */
  pixels: 80_000_000,
  /** Longest side: positions are kept in 16.16 fixed point. */
  side: 30_000,
  /** Shortest side that can hold a line of text. */
  minSide: 64,
  /** Fewest pixels: a card at 100 dpi has 70,000. */
  minPixels: 30_000,
} as const;
