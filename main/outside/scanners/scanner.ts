/** How a scanner is reached. */
export const SCANNER_KINDS = ['escl', 'sane', 'wia'] as const;
export type ScannerKind = (typeof SCANNER_KINDS)[number];

export const PAPER_SOURCES = ['flatbed', 'feeder', 'duplex'] as const;
export type PaperSource = (typeof PAPER_SOURCES)[number];

export const COLOUR_MODES = ['colour', 'grey', 'bilevel'] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

export interface ScannerCapabilities {
  readonly sources: readonly PaperSource[];
  /** Dots per inch that all sources have, rising. */
  readonly resolutions: readonly number[];
  readonly colours: readonly ColourMode[];
}

export interface ScanSettings {
  readonly source: PaperSource;
  /** Dots per inch. */
  readonly resolution: number;
  readonly colour: ColourMode;
}

/** A page as the scanner gives it: a whole image file. */
export interface ScannedPage {
  /** From 0 in its scan; with duplex front and back follow each other. */
  readonly index: number;
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/tiff';
  readonly content: AsyncIterable<Uint8Array>;
}

export interface Scanner {
  /** The same scanner has the same one at every search: saved in the settings. */
  readonly id: string;
  readonly kind: ScannerKind;
  /** As the maker calls it. */
  readonly name: string;
  /** @throws StationError scanner-* */
  capabilities(options?: { readonly signal?: AbortSignal }): Promise<ScannerCapabilities>;
  /**
   * Scans until the feeder is empty, or the one page of the flatbed. The next page is asked for once the one before was
   * taken, so whoever makes a page durable before going on loses none. An abort tells the scanner to stop.
   *
   * @throws StationError scanner-not-found, scanner-busy, scanner-empty, scanner-jam, scanner-cover-open, scanner-error;
   *   pages that came before it are good
   */
  scan(settings: ScanSettings, options?: { readonly signal?: AbortSignal }): AsyncIterable<ScannedPage>;
}

/** One way of reaching scanners; absent programs or networks mean no scanners, not an error. */
export interface ScannerDriver {
  readonly kind: ScannerKind;
  find(options?: { readonly signal?: AbortSignal }): Promise<readonly Scanner[]>;
}
