import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { vi } from './vi.ts';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'station';
    resources: { station: typeof vi };
    returnNull: false;
  }
}

const STORED = 'sohoa.language';

/** Language of the last visit on this machine; Vietnamese on the first. */
function storedLanguage(): Language {
  return localStorage.getItem(STORED) === 'en' ? 'en' : 'vi';
}

/** Sets up the catalogues; they are bundled, so it is ready at once. */
export function startI18n(): void {
  void i18next.use(initReactI18next).init({
    resources: { vi: { station: vi }, en: { station: en } },
    lng: storedLanguage(),
    fallbackLng: 'vi',
    ns: ['station'],
    defaultNS: 'station',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = i18next.language;
}

/** Switches every screen to a language and remembers it. */
export function switchLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** The language on screen now. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'vi';
}
