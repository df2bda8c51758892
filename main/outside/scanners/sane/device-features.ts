import {
  COLOUR_MODES,
  type ColourMode,
  PAPER_SOURCES,
  type PaperSource,
  type ScannerCapabilities,
  type ScanSettings,
} from '../scanner.ts';
import type { DeviceOption } from './device-options.ts';

type Options = ReadonlyMap<string, DeviceOption>;

/** Arguments of scanimage that choose something. */
type Choice = readonly string[];

/** What a device offers, with the arguments that choose each. */
export interface DeviceFeatures {
  readonly sources: ReadonlyMap<PaperSource, Choice>;
  readonly colours: ReadonlyMap<ColourMode, Choice>;
  readonly resolutions: readonly number[];
  readonly options: Options;
}

/** Offered of a device that takes any number. */
const USUAL_RESOLUTIONS = [75, 100, 150, 200, 240, 300, 400, 600];
const A4_MM = { x: 210, y: 297 };

/** Back ends name the same thing differently; the first pattern that a value fits counts. */
const COLOUR_WORDS: Readonly<Record<ColourMode, readonly RegExp[]>> = {
  colour: [/^color$/i, /^24[ -]?bits? colou?r$/i, /colou?r|rgb/i],
  grey: [
    /^gr[ae]y$/i,
    /^true gr[ae]y$|^gr[ae]yscale$/i,
    /^8[ -]?bits? gr[ae]y/i,
    /^(?!.*(diffusion|halftone|dither)).*gr[ae]y/i,
  ],
  bilevel: [/^lineart$/i, /^black *(&|and) *white$/i, /^(binary|monochrome|threshold|bw)$/i, /^lineart|line art/i],
};

export function featuresOf(options: Options): DeviceFeatures {
  return { sources: sourcesOf(options), colours: coloursOf(options), resolutions: resolutionsOf(options), options };
}

/** What holds for all sources: devices change the choices of one option with the value of another. */
export function commonCapabilities(
  sources: Iterable<PaperSource>,
  bySource: readonly DeviceFeatures[],
): ScannerCapabilities {
  const [first, ...others] = bySource;
  const known = new Set(sources);
  return {
    sources: PAPER_SOURCES.filter((source) => known.has(source)),
    resolutions: (first?.resolutions ?? []).filter((dpi) => others.every((other) => other.resolutions.includes(dpi))),
    colours: COLOUR_MODES.filter((colour) => bySource.every((features) => features.colours.has(colour))),
  };
}

/**
 * Arguments of scanimage for a scan, in the order in which they must be set: the source decides what else there is.
 *
 * @returns null when the device has no such source or colour mode
 */
export function scanArguments(features: DeviceFeatures, settings: ScanSettings): Choice | null {
  const source = features.sources.get(settings.source);
  const colour = features.colours.get(settings.colour);
  if (source === undefined || colour === undefined) return null;
  return [
    ...source,
    ...colour,
    ...depthArguments(features.options, settings.colour),
    ...(features.options.has('resolution') ? ['--resolution', String(settings.resolution)] : []),
    ...areaArguments(features.options, settings.source),
  ];
}

function sourcesOf(options: Options): ReadonlyMap<PaperSource, Choice> {
  const values = options.get('source')?.values ?? [];
  const found = new Map<PaperSource, Choice>();
  const add = (source: PaperSource, choice: Choice): void => {
    if (!found.has(source)) found.set(source, choice);
  };
  for (const value of values) {
    const source = sourceOf(value);
    if (source !== null) add(source, ['--source', value]);
  }
  // A device without a choice of sources has one, which is the glass in all but a few.
  if (found.size === 0) add('flatbed', []);
  const feeder = found.get('feeder');
  if (feeder !== undefined) {
    const duplex = options.get('adf-mode')?.values.find((value) => /duplex/i.test(value));
    if (duplex !== undefined) add('duplex', [...feeder, '--adf-mode', duplex]);
    if (options.get('duplex')?.isSwitch === true) add('duplex', [...feeder, '--duplex=yes']);
  }
  return found;
}

function sourceOf(value: string): PaperSource | null {
  if (/duplex|both sides/i.test(value)) return 'duplex';
  // The back alone and units for slides are no way to take in papers.
  if (/\bback\b|tma|transparen|negative|slide|film|card/i.test(value)) return null;
  if (/adf|feeder/i.test(value)) return 'feeder';
  return /flat ?bed|normal|glass|platen/i.test(value) ? 'flatbed' : null;
}

function coloursOf(options: Options): ReadonlyMap<ColourMode, Choice> {
  const values = options.get('mode')?.values ?? [];
  const found = new Map<ColourMode, Choice>();
  for (const colour of COLOUR_MODES) {
    const value = COLOUR_WORDS[colour].map((words) => values.find((word) => words.test(word))).find(Boolean);
    if (value !== undefined) found.set(colour, ['--mode', value]);
  }
  if (!options.has('mode')) found.set('colour', []);
  return found;
}

function resolutionsOf(options: Options): readonly number[] {
  const option = options.get('resolution');
  if (option === undefined) return [];
  const { range } = option;
  const numbers =
    range === null
      ? option.values.map(Number).filter((dpi) => Number.isFinite(dpi) && dpi > 0)
      : USUAL_RESOLUTIONS.filter((dpi) => dpi >= range.min && dpi <= range.max && fitsStep(dpi, range.min, range.step));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function fitsStep(value: number, min: number, step: number | null): boolean {
  return step === null || step === 0 || Math.abs((value - min) / step - Math.round((value - min) / step)) < 1e-6;
}

/** JPEG holds eight bits a sample, and a device may stand at sixteen from its last use. */
function depthArguments(options: Options, colour: ColourMode): Choice {
  const depth = options.get('depth');
  return colour !== 'bilevel' && depth?.values.includes('8') === true ? ['--depth', '8'] : [];
}

/** All of the glass; A4 of a feeder, whose longest paper may be metres. Devices begin with areas of all sizes. */
function areaArguments(options: Options, source: PaperSource): Choice {
  const limit = source === 'flatbed' ? { x: Number.POSITIVE_INFINITY, y: Number.POSITIVE_INFINITY } : A4_MM;
  const extent = (axis: 'x' | 'y'): Choice => {
    const option = options.get(axis);
    if (option === undefined || option.range === null || option.unit !== 'mm') return [];
    const size = String(Math.min(option.range.max, limit[axis]));
    // Some feeders cut to the paper's size, which they are told apart from the area.
    const paper = source === 'flatbed' ? undefined : options.get(axis === 'x' ? 'page-width' : 'page-height');
    const told = paper?.range != null && paper.unit === 'mm' && !paper.readOnly && paper.current !== null;
    return [...(told ? [`--${paper.name}`, size] : []), `-${axis}`, size];
  };
  return [...extent('x'), ...extent('y')];
}
