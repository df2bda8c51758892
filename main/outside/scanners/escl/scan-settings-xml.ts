import type { ScanSettings } from '../scanner.ts';
import { ESCL_COLOURS, type EsclInput, PAGE_FORMATS, type PageFormat } from './escl-capabilities.ts';

/** A4 in 1/300 inch. */
const A4 = { width: 2480, height: 3508 } as const;

/**
 * The body of `POST ScanJobs`, elements in the order of the schema, which some devices insist on. The region is A4, or
 * what the source has where that is less.
 */
export function scanSettingsXml(settings: ScanSettings, input: EsclInput, version: string): string {
  const format = formatFor(settings, input);
  const width = Math.min(A4.width, input.maxWidth ?? A4.width);
  const height = Math.min(A4.height, input.maxHeight ?? A4.height);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"' +
      ' xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">',
    `<pwg:Version>${/^\d+\.\d+$/.test(version) ? version : '2.0'}</pwg:Version>`,
    '<pwg:ScanRegions><pwg:ScanRegion>',
    '<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>',
    `<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>`,
    `<pwg:Width>${width}</pwg:Width><pwg:Height>${height}</pwg:Height>`,
    '</pwg:ScanRegion></pwg:ScanRegions>',
    `<pwg:InputSource>${settings.source === 'flatbed' ? 'Platen' : 'Feeder'}</pwg:InputSource>`,
    `<scan:ColorMode>${ESCL_COLOURS[settings.colour]}</scan:ColorMode>`,
    `<pwg:DocumentFormat>${format}</pwg:DocumentFormat>`,
    // Since 2.1 this one decides; devices before it pass over what they don't know.
    `<scan:DocumentFormatExt>${format}</scan:DocumentFormatExt>`,
    `<scan:XResolution>${settings.resolution}</scan:XResolution>`,
    `<scan:YResolution>${settings.resolution}</scan:YResolution>`,
    ...(settings.source === 'flatbed' ? [] : [`<scan:Duplex>${settings.source === 'duplex'}</scan:Duplex>`]),
    '</scan:ScanSettings>',
  ];
  return lines.join('\n');
}

/** JPEG is what every device makes well; it knows no bilevel, so there the lossless ones come first. */
function formatFor(settings: ScanSettings, input: EsclInput): PageFormat {
  const wanted = settings.colour === 'bilevel' ? PAGE_FORMATS.toReversed() : PAGE_FORMATS;
  return wanted.find((format) => input.formats.includes(format)) ?? 'image/jpeg';
}
