import { describe, expect, it } from 'vitest';
import { errorCodeOf } from '../../../../common/contract/errors.ts';
import { detectFormat } from '../../../../ocr/steps/detect-format.ts';
import { isCutOff } from '../../../../ocr/steps/image-errors.ts';

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return errorCodeOf(error);
  }
  return 'none';
}

describe('detectFormat', () => {
  it.each([
    ['jpeg', '\xff\xd8\xff\xe0'],
    ['png', '\x89PNG\r\n\x1a\n'],
    ['webp', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['tiff', 'II*\0\x08\0\0\0'],
    ['tiff', 'MM\0*\0\0\0\x08'],
    ['tiff', 'II+\0\x08\0\0\0'],
    ['pdf', '%PDF-1.7\n'],
    ['pdf', 'junk that some gateways put first\n%PDF-1.4\n'],
  ])('knows %s by its first bytes', (format, head) => {
    expect(detectFormat(latin(head))).toBe(format);
  });

  it('takes other content for none of them', () => {
    expect(codeOf(() => detectFormat(latin('GIF89a')))).toBe('file-type-unknown');
    expect(codeOf(() => detectFormat(latin('xin chao')))).toBe('file-type-unknown');
    expect(codeOf(() => detectFormat(latin('RIFF\x10\0\0\0WAVE')))).toBe('file-type-unknown');
  });

  it('says that a file without bytes is empty', () => {
    expect(codeOf(() => detectFormat(new Uint8Array()))).toBe('file-empty');
  });
});

describe('isCutOff', () => {
  it('sees whether the end that a format demands is there', () => {
    expect(isCutOff(latin('\xff\xd8\xff....\xff\xd9'), 'jpeg')).toBe(false);
    expect(isCutOff(latin('\xff\xd8\xff....'), 'jpeg')).toBe(true);
    expect(isCutOff(latin('\x89PNG....IEND\xaeB`\x82'), 'png')).toBe(false);
    expect(isCutOff(latin('\x89PNG....'), 'png')).toBe(true);
    expect(isCutOff(latin('RIFF\x04\0\0\0WEBP'), 'webp')).toBe(false);
    expect(isCutOff(latin('RIFF\xff\0\0\0WEBP'), 'webp')).toBe(true);
    expect(isCutOff(latin('%PDF-1.4 ... %%EOF\n'), 'pdf')).toBe(false);
    expect(isCutOff(latin('%PDF-1.4 ...'), 'pdf')).toBe(true);
    expect(isCutOff(latin('II*\0\x08\0\0\0directory...'), 'tiff')).toBe(false);
    expect(isCutOff(latin('II*\0\xff\0\0\0directory...'), 'tiff')).toBe(true);
    expect(isCutOff(latin('MM\0*\0\0\xff\0directory...'), 'tiff')).toBe(true);
  });
});
