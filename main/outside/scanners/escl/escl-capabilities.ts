import {
  COLOUR_MODES,
  type ColourMode,
  PAPER_SOURCES,
  type PaperSource,
  type ScannerCapabilities,
} from '../scanner.ts';
import { nodesAt, numberAt, parseEsclXml, textAt, textsAt } from './escl-xml.ts';

/** What one source of paper can do. */
export interface EsclInput {
  /** Largest region, in 1/300 inch; null when the device does not say. */
  readonly maxWidth: number | null;
  readonly maxHeight: number | null;
  /** Dots per inch, the same across and down, rising. */
  readonly resolutions: readonly number[];
  readonly colours: readonly ColourMode[];
  /** Media types of pages, those alone that the station takes. */
  readonly formats: readonly PageFormat[];
}

export const PAGE_FORMATS = ['image/jpeg', 'image/png', 'image/tiff'] as const;
export type PageFormat = (typeof PAGE_FORMATS)[number];

export interface EsclCapabilities {
  /** Version of the protocol that the device speaks, such as `2.63`. */
  readonly version: string;
  readonly name: string | null;
  /** Lower case, without `urn:uuid:`; null when the device does not say. */
  readonly uuid: string | null;
  readonly inputs: Readonly<Partial<Record<PaperSource, EsclInput>>>;
}

/** eSCL's names of the modes (Mopria eSCL specification, ColorMode). */
export const ESCL_COLOURS: Readonly<Record<ColourMode, string>> = {
  colour: 'RGB24',
  grey: 'Grayscale8',
  bilevel: 'BlackAndWhite1',
};

const INPUT_PATHS: Readonly<Record<PaperSource, readonly string[]>> = {
  flatbed: ['Platen', 'PlatenInputCaps'],
  feeder: ['Adf', 'AdfSimplexInputCaps'],
  duplex: ['Adf', 'AdfDuplexInputCaps'],
};

/** Offered where a device names a range in place of steps. */
const USUAL_RESOLUTIONS = [75, 100, 150, 200, 240, 300, 400, 600] as const;

/**
 * Reads a device's ScannerCapabilities. Sources that give no image (PDF alone) or no resolution are left out.
 *
 * @returns null when it is not the document that was asked for
 */
export function parseEsclCapabilities(xml: string): EsclCapabilities | null {
  const root = parseEsclXml(xml, 'ScannerCapabilities');
  if (root === null) return null;
  const inputs: Partial<Record<PaperSource, EsclInput>> = {};
  for (const source of PAPER_SOURCES) {
    const caps = nodesAt(root, INPUT_PATHS[source])[0];
    const input = caps === undefined ? null : inputOf(caps, root);
    if (input !== null) inputs[source] = input;
  }
  return {
    version: textAt(root, ['Version']) ?? '2.0',
    name: textAt(root, ['MakeAndModel']),
    uuid: normalUuid(textAt(root, ['UUID'])),
    inputs,
  };
}

/** What all sources of the device have in common, in the words of the station. */
export function commonCapabilities(capabilities: EsclCapabilities): ScannerCapabilities {
  const sources = PAPER_SOURCES.filter((source) => capabilities.inputs[source] !== undefined);
  const inputs = sources.flatMap((source) => capabilities.inputs[source] ?? []);
  const inAll = <T>(values: (input: EsclInput) => readonly T[]): readonly T[] => {
    const [first, ...rest] = inputs.map(values);
    return (first ?? []).filter((value) => rest.every((others) => others.includes(value)));
  };
  return { sources, resolutions: inAll((input) => input.resolutions), colours: inAll((input) => input.colours) };
}

/** UUIDs are written with and without `urn:uuid:`, and in both cases, by one and the same device. */
export function normalUuid(text: string | null | undefined): string | null {
  const bare = (text ?? '')
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, '');
  return /^[0-9a-f-]{8,64}$/.test(bare) ? bare : null;
}

function inputOf(caps: unknown, root: unknown): EsclInput | null {
  // A profile is written out, or names one that stands at the top of the document.
  const shared = nodesAt(root, ['SettingProfiles', 'SettingProfile']);
  const profiles = nodesAt(caps, ['SettingProfiles', 'SettingProfile']).map(
    (profile) => shared.find((other) => profile['@ref'] !== undefined && other['@name'] === profile['@ref']) ?? profile,
  );
  const resolutions = [...new Set(profiles.flatMap(resolutionsOf))].sort((a, b) => a - b);
  const modes = profiles.flatMap((profile) => [
    ...textsAt(profile, ['ColorModes', 'ColorMode']),
    ...textsAt(profile, ['ColorMode']),
  ]);
  const colours = COLOUR_MODES.filter((colour) => modes.includes(ESCL_COLOURS[colour]));
  const named = profiles
    .flatMap((profile) => [
      ...textsAt(profile, ['DocumentFormats', 'DocumentFormat']),
      ...textsAt(profile, ['DocumentFormats', 'DocumentFormatExt']),
    ])
    .map((format) => format.toLowerCase());
  // JPEG is what every eSCL device must have; some forget to say so.
  const formats = named.length === 0 ? (['image/jpeg'] as const) : PAGE_FORMATS.filter((type) => named.includes(type));
  if (resolutions.length === 0 || colours.length === 0 || formats.length === 0) return null;
  return {
    maxWidth: numberAt(caps, ['MaxWidth']),
    maxHeight: numberAt(caps, ['MaxHeight']),
    resolutions,
    colours,
    formats,
  };
}

function resolutionsOf(profile: unknown): readonly number[] {
  const discrete = nodesAt(profile, ['SupportedResolutions', 'DiscreteResolutions', 'DiscreteResolution']).flatMap(
    (node) => {
      const across = numberAt(node, ['XResolution']);
      return across !== null && across > 0 && across === numberAt(node, ['YResolution']) ? [across] : [];
    },
  );
  const ranges = nodesAt(profile, ['SupportedResolutions', 'ResolutionRange']).flatMap((node) => {
    const both = ['XResolutionRange', 'YResolutionRange'].map((name) => rangeOf(nodesAt(node, [name])[0]));
    return USUAL_RESOLUTIONS.filter((dpi) => both.every((has) => has(dpi)));
  });
  return [...discrete, ...ranges];
}

function rangeOf(node: unknown): (dpi: number) => boolean {
  const min = numberAt(node, ['Min']);
  const max = numberAt(node, ['Max']);
  const step = Math.max(1, numberAt(node, ['Step']) ?? 1);
  return (dpi) => min !== null && max !== null && dpi >= min && dpi <= max && (dpi - min) % step === 0;
}
