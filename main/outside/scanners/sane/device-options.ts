/** Bounds of a number option, both inclusive. */
export interface OptionRange {
  readonly min: number;
  readonly max: number;
  /** Distance between allowed values; null when any will do. */
  readonly step: number | null;
}

/** One option of a device as `scanimage -A` prints it. */
export interface DeviceOption {
  /** Without its dashes. */
  readonly name: string;
  /** What it may be set to, in the device's words; empty for ranges, switches and free values. */
  readonly values: readonly string[];
  readonly range: OptionRange | null;
  /** As printed behind the values: dpi, mm, pel; empty when there is none. */
  readonly unit: string;
  /** Null for one that is inactive or shows no value. */
  readonly current: string | null;
  /** May be on or off. */
  readonly isSwitch: boolean;
  readonly readOnly: boolean;
}

const OPTION = /^ {2,}--?([A-Za-z][\w-]*)(\[=\([^)]*\)\])?(?: (.*))?$/;
/** Values may hold brackets too, but none behind a space: `24bit Color[Fast] [24bit Color[Fast]]`. */
const ALLOWED_AND_CURRENT = /^(.*?)(?:(?:^| )\[(.*)\])?$/;
const FLAG = / ?\[(advanced|read-only|hardware|emulated)\]$/;
const RANGE = /^(-?[\d.]+)\.\.(-?[\d.]+)([a-zA-Z%]*)(?:,\.\.\.)?(?: \(in steps of ([\d.]+)\))?$/;
const NUMBERS = /^-?[\d.]+(?:\|-?[\d.]+)*([a-zA-Z%]*)$/;

/**
 * Reads the answer of `scanimage -A` (scanimage(1), printed in the C locale). Lines that are no options are passed over,
 * so that a device with odd ones still scans.
 */
export function parseDeviceOptions(text: string): ReadonlyMap<string, DeviceOption> {
  const options = new Map<string, DeviceOption>();
  for (const line of text.split('\n')) {
    const option = parseLine(line.trimEnd());
    if (option !== null) options.set(option.name, option);
  }
  return options;
}

function parseLine(line: string): DeviceOption | null {
  const match = OPTION.exec(line);
  if (match === null) return null;
  const [, name = '', toggle, shown = ''] = match;
  const { rest, flags } = takeFlags(shown);
  const [, allowed = '', current] = ALLOWED_AND_CURRENT.exec(rest) ?? [];
  return {
    name,
    ...parseAllowed(toggle === undefined ? allowed : ''),
    current: current === undefined || current === 'inactive' ? null : current,
    isSwitch: toggle?.includes('yes|no') ?? false,
    readOnly: flags.includes('read-only') || flags.includes('hardware'),
  };
}

function takeFlags(shown: string): { readonly rest: string; readonly flags: readonly string[] } {
  const flags: string[] = [];
  let rest = shown;
  for (let flag = FLAG.exec(rest); flag !== null; flag = FLAG.exec(rest)) {
    flags.push(flag[1] ?? '');
    rest = rest.slice(0, flag.index);
  }
  return { rest, flags };
}

function parseAllowed(allowed: string): Pick<DeviceOption, 'values' | 'range' | 'unit'> {
  // An option that the device can set by itself offers `auto` before its values.
  const text = allowed.replace(/^auto\|+/, '');
  const range = RANGE.exec(text);
  if (range !== null) {
    const [, min, max, unit = '', step] = range;
    return {
      values: [],
      range: { min: Number(min), max: Number(max), step: step === undefined ? null : Number(step) },
      unit,
    };
  }
  const unit = NUMBERS.exec(text)?.[1] ?? '';
  const words = unit === '' ? text : text.slice(0, -unit.length);
  const values = words === '' || words.startsWith('<') ? [] : words.split('|');
  return { values, range: null, unit };
}
