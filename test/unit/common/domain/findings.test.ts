import { describe, expect, it } from 'vitest';
import { STATION_ERROR_CODES, STATION_ERRORS } from '../../../../common/contract/errors.ts';
import { FINDING_CODES, FINDING_TEXTS, finding, findingWords } from '../../../../common/domain/findings.ts';

describe('findingWords', () => {
  it('are those of the catalogue in both languages', () => {
    for (const code of FINDING_CODES) {
      const { vi, en } = FINDING_TEXTS[code];
      expect(findingWords(finding(code))).toEqual({ vi, en });
    }
  });

  it('say of every cause what happened, in each language in its own words', () => {
    for (const cause of STATION_ERROR_CODES) {
      const words = findingWords(finding('page-unreadable', { cause }));
      for (const language of ['vi', 'en'] as const) {
        const catalogue = FINDING_TEXTS['page-unreadable'][language];
        expect(words[language].startsWith(`${catalogue} `)).toBe(true);
        const happened = words[language].slice(catalogue.length + 1);
        expect(happened).not.toBe('');
        expect(STATION_ERRORS[cause][language].startsWith(happened)).toBe(true);
      }
    }
  });

  it('say it too of earlier readings, which name the cause by its code', () => {
    const message = `${FINDING_TEXTS['page-unreadable'].vi} (file-damaged)`;
    expect(findingWords({ code: 'page-unreadable', message })).toEqual(
      findingWords(finding('page-unreadable', { cause: 'file-damaged' })),
    );
  });

  it('keep a detail that is the same in both', () => {
    const { vi, en } = findingWords(finding('low-resolution', { detail: '(150 dpi)' }));
    expect([vi, en]).toEqual([
      'Ảnh dưới 200 dpi. Quét lại ở 300 dpi. (150 dpi)',
      'Image below 200 dpi. Scan again at 300 dpi. (150 dpi)',
    ]);
  });

  it('leave words alone that are none of the catalogue', () => {
    expect(findingWords({ code: 'blurred', message: 'Ảnh quá nhòe.' })).toEqual({
      vi: 'Ảnh quá nhòe.',
      en: FINDING_TEXTS.blurred.en,
    });
  });
});
