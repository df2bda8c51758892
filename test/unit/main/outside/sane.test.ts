import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commonCapabilities,
  featuresOf,
  scanArguments,
} from '../../../../main/outside/scanners/sane/device-features.ts';
import { parseDeviceList } from '../../../../main/outside/scanners/sane/device-list.ts';
import { parseDeviceOptions } from '../../../../main/outside/scanners/sane/device-options.ts';
import { scanFailure } from '../../../../main/outside/scanners/sane/scan-failure.ts';
import type { ScanSettings } from '../../../../main/outside/scanners/scanner.ts';
import { AIRSCAN, BROTHER, EPSON2, FILM, FUJITSU, GENESYS } from './sane-devices.ts';

describe('the options that a device prints', () => {
  it('are read with their ranges, units, values and states', () => {
    const options = parseDeviceOptions(FUJITSU);
    expect(options.get('resolution')).toMatchObject({
      range: { min: 50, max: 600, step: 1 },
      unit: 'dpi',
      current: '600',
    });
    expect(options.get('source')?.values).toEqual(['ADF Front', 'ADF Back', 'ADF Duplex']);
    expect(options.get('scan')).toMatchObject({ isSwitch: true, readOnly: true, current: 'no' });
    expect(options.get('y')).toMatchObject({ unit: 'mm', range: { max: 355.554 } });
  });

  it('may hold brackets, be inactive, or be left to the device', () => {
    const brother = parseDeviceOptions(BROTHER);
    expect(brother.get('mode')).toMatchObject({
      values: ['Black & White', 'Gray[Error Diffusion]', 'True Gray', '24bit Color[Fast]'],
      current: '24bit Color[Fast]',
    });
    expect(brother.get('brightness')?.current).toBeNull();
    expect(parseDeviceOptions(EPSON2).get('adf-mode')).toMatchObject({ values: ['Simplex', 'Duplex'], current: null });
    expect(parseDeviceOptions(FILM).get('mode')?.values).not.toContain('auto');
  });

  it('are found whatever else is printed', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (before, after) => {
        const noise = (lines: readonly string[]): string =>
          lines.map((line) => `        ${line.replaceAll('-', '')}`).join('\n');
        const line = '    --source Flatbed|ADF [ADF]';
        const options = parseDeviceOptions(`${noise(before)}\n${line}\n${noise(after)}`);
        expect(options.get('source')).toMatchObject({ values: ['Flatbed', 'ADF'], current: 'ADF' });
      }),
    );
  });
});

describe('what a device offers', () => {
  it.each([
    ['a network copier', AIRSCAN, ['flatbed', 'feeder', 'duplex'], ['colour', 'grey'], [100, 200, 300, 600]],
    [
      'a sheet-fed scanner',
      FUJITSU,
      ['feeder', 'duplex'],
      ['colour', 'grey', 'bilevel'],
      [75, 100, 150, 200, 240, 300, 400, 600],
    ],
    ['a glass alone', GENESYS, ['flatbed'], ['colour', 'grey'], [75, 150, 300, 600, 1200, 2400, 4800]],
    [
      'one with an option for both sides',
      EPSON2,
      ['flatbed', 'feeder', 'duplex'],
      ['colour', 'grey', 'bilevel'],
      [50, 60, 72, 75, 80, 90, 100, 120, 133, 144, 150, 200, 300, 600],
    ],
    [
      'one with words of its own',
      BROTHER,
      ['flatbed', 'feeder', 'duplex'],
      ['colour', 'grey', 'bilevel'],
      [100, 150, 200, 300, 400, 600, 1200, 2400, 4800, 9600],
    ],
    ['one for films', FILM, ['flatbed'], ['colour', 'grey', 'bilevel'], [75, 150, 300]],
  ] as const)('%s', (_name, text, sources, colours, resolutions) => {
    const features = featuresOf(parseDeviceOptions(text));
    expect(commonCapabilities(features.sources.keys(), [features])).toEqual({ sources, colours, resolutions });
  });

  it('is only what all its sources have', () => {
    const glass = featuresOf(parseDeviceOptions('    --resolution 75|300|1200dpi [75]\n    --mode Color|Gray [Gray]'));
    const feeder = featuresOf(parseDeviceOptions('    --resolution 75|200|300dpi [75]\n    --mode Gray [Gray]'));
    expect(commonCapabilities(['feeder', 'flatbed'], [glass, feeder])).toEqual({
      sources: ['flatbed', 'feeder'],
      resolutions: [75, 300],
      colours: ['grey'],
    });
  });
});

describe('the arguments of a scan', () => {
  const of = (text: string, settings: ScanSettings): string | undefined =>
    scanArguments(featuresOf(parseDeviceOptions(text)), settings)?.join(' ');

  it('set the source first, take all of the glass, and A4 of a feeder', () => {
    expect(of(AIRSCAN, { source: 'flatbed', resolution: 300, colour: 'colour' })).toBe(
      '--source Flatbed --mode Color --resolution 300 -x 215.9 -y 297.011',
    );
    expect(of(AIRSCAN, { source: 'duplex', resolution: 200, colour: 'grey' })).toBe(
      '--source ADF Duplex --mode Gray --resolution 200 -x 210 -y 297',
    );
  });

  it('tell the paper’s size to a scanner that cuts to it', () => {
    expect(of(FUJITSU, { source: 'feeder', resolution: 300, colour: 'bilevel' })).toBe(
      '--source ADF Front --mode Lineart --resolution 300 --page-width 210 -x 210 --page-height 297 -y 297',
    );
  });

  it('ask for eight bits, for both sides by an option, and leave an area in pixels alone', () => {
    expect(of(GENESYS, { source: 'flatbed', resolution: 300, colour: 'grey' })).toContain('--mode Gray --depth 8');
    expect(of(EPSON2, { source: 'duplex', resolution: 300, colour: 'bilevel' })).toBe(
      '--source Automatic Document Feeder --adf-mode Duplex --mode Binary --resolution 300',
    );
    expect(of(FILM, { source: 'flatbed', resolution: 300, colour: 'grey' })).not.toContain('-x');
  });

  it('are not made up for what the device has not', () => {
    expect(of(GENESYS, { source: 'feeder', resolution: 300, colour: 'grey' })).toBeUndefined();
    expect(of(AIRSCAN, { source: 'feeder', resolution: 300, colour: 'bilevel' })).toBeUndefined();
  });
});

describe('the list of devices', () => {
  it('knows a device again that was plugged into another port, and two of one kind apart', () => {
    const line = (bus: string) => `epson2:libusb:${bus}\tEpson\tGT-1500\tflatbed scanner`;
    const [before] = parseDeviceList(line('001:004'));
    const [after, second] = parseDeviceList(`${line('002:011')}\n${line('002:012')}\n`);
    expect(after?.id).toBe(before?.id);
    expect(after?.device).toBe('epson2:libusb:002:011');
    expect(second?.id).not.toBe(after?.id);
  });

  it('leaves cameras and chatter out', () => {
    expect(
      parseDeviceList('v4l:/dev/video0\tNoname\tWebcam\tvirtual device\nNo scanners were identified.\n\n'),
    ).toEqual([]);
  });
});

describe('the end of a scan', () => {
  const end = (exitCode: number | null, messages: string, pages: number): string | undefined =>
    scanFailure({ exitCode, messages, pages })?.code;

  it('is good when the feeder is empty after pages, by code or by word, and when the glass gave its page', () => {
    expect(end(7, 'scanimage: sane_start: Document feeder out of documents', 3)).toBeUndefined();
    expect(end(0, 'scanimage: sane_start: Document feeder out of documents', 3)).toBeUndefined();
    expect(end(0, 'Batch terminated, 1 page scanned', 1)).toBeUndefined();
  });

  it.each([
    [7, '', 0, 'scanner-empty'],
    [0, 'scanimage: sane_start: Document feeder out of documents', 0, 'scanner-empty'],
    [6, 'scanimage: sane_read: Document feeder jammed', 2, 'scanner-jam'],
    [8, '', 2, 'scanner-cover-open'],
    [3, '', 0, 'scanner-busy'],
    [1, 'scanimage: open of device epson2:x failed: Device busy', 0, 'scanner-busy'],
    [1, 'scanimage: open of device epson2:x failed: Invalid argument', 0, 'scanner-not-found'],
    [1, 'scanimage: open of device epson2:x failed: Access to resource has been denied', 0, 'scanner-error'],
    [1, 'scanimage: no SANE devices found', 0, 'scanner-not-found'],
    [9, 'scanimage: sane_read: Error during device I/O', 4, 'scanner-error'],
    [1, '1.jpg: No space left on device', 1, 'disk-full'],
    [0, '', 0, 'scanner-error'],
    [null, '', 4, 'scanner-error'],
  ] as const)('code %s, "%s", after %i pages', (exitCode, messages, pages, code) => {
    expect(end(exitCode, messages, pages)).toBe(code);
  });
});
