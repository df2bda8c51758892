import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commonCapabilities,
  type EsclInput,
  parseEsclCapabilities,
} from '../../../main/outside/scanners/escl/escl-capabilities.ts';
import { jobStateOf, parseEsclStatus, troubleOf } from '../../../main/outside/scanners/escl/escl-status.ts';
import { parseEsclXml, textAt } from '../../../main/outside/scanners/escl/escl-xml.ts';
import { scanSettingsXml } from '../../../main/outside/scanners/escl/scan-settings-xml.ts';
import { COLOUR_MODES, PAPER_SOURCES } from '../../../main/outside/scanners/scanner.ts';

/** A profile named once at the top, a range of resolutions, the default name space, PDF among the formats. */
const BY_REFERENCE = `\uFEFF<?xml version="1.0"?>
<!-- as some makers write it -->
<ScannerCapabilities xmlns="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:p="http://www.pwg.org/schemas/2010/12/sm">
  <p:Version>2.0</p:Version><p:MakeAndModel> ACME &amp; Co 9 </p:MakeAndModel>
  <UUID>urn:uuid:1C852A4D-B800-1F08-ABCD-000000000000</UUID>
  <SettingProfiles><SettingProfile name="p0">
    <ColorModes><ColorMode>BlackAndWhite1</ColorMode><ColorMode p:default="true">RGB24</ColorMode></ColorModes>
    <DocumentFormats><p:DocumentFormat>application/pdf</p:DocumentFormat><p:DocumentFormat>image/JPEG</p:DocumentFormat></DocumentFormats>
    <SupportedResolutions><ResolutionRange>
      <XResolutionRange><Min>100</Min><Max>400</Max><Normal>300</Normal><Step>100</Step></XResolutionRange>
      <YResolutionRange><Min>100</Min><Max>300</Max><Normal>300</Normal><Step>100</Step></YResolutionRange>
    </ResolutionRange></SupportedResolutions>
  </SettingProfile></SettingProfiles>
  <Adf><AdfSimplexInputCaps><MaxWidth>2550</MaxWidth><MaxHeight>4200</MaxHeight>
    <SettingProfiles><SettingProfile ref="p0"/></SettingProfiles></AdfSimplexInputCaps></Adf>
  <Platen><PlatenInputCaps><SettingProfiles><SettingProfile><ColorModes><ColorMode>RGB24</ColorMode></ColorModes>
    <DocumentFormats><p:DocumentFormat>application/pdf</p:DocumentFormat></DocumentFormats>
    <SupportedResolutions><DiscreteResolutions><DiscreteResolution><XResolution>300</XResolution><YResolution>300</YResolution></DiscreteResolution></DiscreteResolutions></SupportedResolutions>
  </SettingProfile></SettingProfiles></PlatenInputCaps></Platen>
</ScannerCapabilities>`;

const input: EsclInput = {
  maxWidth: 2550,
  maxHeight: 3300,
  resolutions: [300],
  colours: ['colour', 'bilevel'],
  formats: ['image/jpeg', 'image/tiff'],
};

const status = (adfState: string, more = ''): string =>
  `<s:ScannerStatus xmlns:s="x"><s:State>Idle</s:State><s:AdfState>${adfState}</s:AdfState>${more}</s:ScannerStatus>`;

describe('the capabilities of an eSCL scanner', () => {
  it('are read whatever the prefixes, with shared profiles and ranges; a source of PDF alone is none', () => {
    const capabilities = parseEsclCapabilities(BY_REFERENCE);
    expect(capabilities).toEqual({
      version: '2.0',
      name: 'ACME & Co 9',
      uuid: '1c852a4d-b800-1f08-abcd-000000000000',
      inputs: {
        feeder: {
          maxWidth: 2550,
          maxHeight: 4200,
          resolutions: [100, 200, 300],
          colours: ['colour', 'bilevel'],
          formats: ['image/jpeg'],
        },
      },
    });
  });

  it('are those that all sources have', () => {
    const flatbed = { ...input, resolutions: [200, 300, 600], colours: ['colour', 'grey'] } as const;
    const feeder = { ...input, resolutions: [150, 200, 300] };
    const all = commonCapabilities({ version: '2.0', name: null, uuid: null, inputs: { flatbed, feeder } });
    expect(all).toEqual({ sources: ['flatbed', 'feeder'], resolutions: [200, 300], colours: ['colour'] });
  });

  it.each([
    ['', 'nothing'],
    ['<html><body>Login</body></html>', 'a web page'],
    [BY_REFERENCE.slice(0, 900), 'half of it'],
    [BY_REFERENCE.replace('<ScannerCap', '<!DOCTYPE x [<!ENTITY a "b">]><ScannerCap'), 'one with entities of its own'],
    [status('ScannerAdfLoaded'), 'another document'],
  ])('are not read from %#', (xml) => {
    expect(parseEsclCapabilities(xml)).toBeNull();
  });

  it('never end in another way than an answer, whatever is cut out or put in', () => {
    fc.assert(
      fc.property(fc.nat(BY_REFERENCE.length), fc.nat(80), fc.string(), (at, length, put) => {
        const read = parseEsclCapabilities(BY_REFERENCE.slice(0, at) + put + BY_REFERENCE.slice(at + length));
        for (const source of PAPER_SOURCES) {
          const { resolutions = [1], colours = ['grey'] } = read?.inputs[source] ?? {};
          expect(resolutions.every((dpi) => Number.isInteger(dpi) && dpi > 0)).toBe(true);
          expect(colours.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('the state of an eSCL scanner', () => {
  it.each([
    ['ScannerAdfLoaded', null, null],
    ['ScannerAdfProcessing', null, null],
    ['ScannerAdfEmpty', 'scanner-empty', null],
    ['ScannerAdfJam', 'scanner-jam', null],
    ['ScannerAdfMispick', 'scanner-jam', null],
    ['ScannerAdfMultipickDetected', 'scanner-jam', null],
    ['ScannerAdfHatchOpen', 'scanner-cover-open', null],
    ['ScannerAdfDoorOpen', 'scanner-cover-open', null],
    ['ScannerAdfInputTrayFailed', 'scanner-error', null],
    ['SomethingNew', null, null],
  ])('%s is %s for the feeder and %s for the glass', (adfState, feeder, flatbed) => {
    const read = parseEsclStatus(status(adfState));
    expect(read && [troubleOf(read, true), troubleOf(read, false)]).toEqual([feeder, flatbed]);
  });

  it('tells an open cover by its reasons, and a device that is down', () => {
    const reason = '<StateReasons><StateReason>None</StateReason><StateReason>CoverOpen</StateReason></StateReasons>';
    const open = parseEsclStatus(status('ScannerAdfLoaded', reason));
    expect(open && troubleOf(open, false)).toBe('scanner-cover-open');
    const down = parseEsclStatus(status('').replace('Idle', 'Down'));
    expect(down && troubleOf(down, false)).toBe('scanner-error');
  });

  it('finds a job by its id, however the address is written', () => {
    const jobs = ['http://printer.local/eSCL/ScanJobs/7', '/eSCL/ScanJobs/8/']
      .map(
        (uri, index) =>
          `<JobInfo><JobUri>${uri}</JobUri><JobState>${index ? 'Aborted' : 'Completed'}</JobState></JobInfo>`,
      )
      .join('');
    const read = parseEsclStatus(status('', `<Jobs>${jobs}</Jobs>`));
    const states = ['7', '8', '9'].map((id) => read && jobStateOf(read, `http://192.0.2.7/eSCL/ScanJobs/${id}`));
    expect(states).toEqual(['Completed', 'Aborted', null]);
  });
});

describe('the settings of a scan', () => {
  it('are well-formed, in the order of the schema, within what the source has', () => {
    const xml = scanSettingsXml({ source: 'duplex', resolution: 300, colour: 'colour' }, input, '2.63');
    const root = parseEsclXml(xml, 'ScanSettings');
    expect(Object.keys(root ?? {}).filter((key) => !key.startsWith('@'))).toEqual([
      'Version',
      'ScanRegions',
      'InputSource',
      'ColorMode',
      'DocumentFormat',
      'DocumentFormatExt',
      'XResolution',
      'YResolution',
      'Duplex',
    ]);
    expect(['Width', 'Height'].map((name) => textAt(root, ['ScanRegions', 'ScanRegion', name]))).toEqual([
      '2480',
      '3300',
    ]);
    expect(['Version', 'InputSource', 'Duplex'].map((name) => textAt(root, [name]))).toEqual([
      '2.63',
      'Feeder',
      'true',
    ]);
  });

  it('ask for a lossless format where JPEG cannot hold the colours, and for the glass without a side', () => {
    const root = parseEsclXml(
      scanSettingsXml({ source: 'flatbed', resolution: 600, colour: 'bilevel' }, input, 'x<y'),
      'ScanSettings',
    );
    expect(
      ['Version', 'InputSource', 'ColorMode', 'DocumentFormatExt', 'Duplex'].map((name) => textAt(root, [name])),
    ).toEqual(['2.0', 'Platen', 'BlackAndWhite1', 'image/tiff', null]);
  });

  it('stay well-formed for every setting', () => {
    const settings = fc.record({
      source: fc.constantFrom(...PAPER_SOURCES),
      resolution: fc.integer({ min: 50, max: 1_200 }),
      colour: fc.constantFrom(...COLOUR_MODES),
    });
    fc.assert(
      fc.property(settings, fc.string(), (one, version) => {
        const root = parseEsclXml(scanSettingsXml(one, input, version), 'ScanSettings');
        expect(textAt(root, ['XResolution'])).toBe(String(one.resolution));
      }),
    );
  });
});
