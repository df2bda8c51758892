import { useTranslation } from 'react-i18next';
import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import { en } from './en.ts';
import type { Language } from './i18n.ts';
import { vi } from './vi.ts';

/** Words in the language on screen. */
export interface Text {
  readonly t: ReturnType<typeof useTranslation<'station'>>['t'];
  readonly language: Language;
  /** Picks between a Vietnamese and an English text that came from the station. */
  readonly either: (inVietnamese: string, inEnglish: string) => string;
  readonly fieldLabel: (key: string) => string;
  readonly paperType: (type: DocumentTypeId) => string;
  /** Of a header block. */
  readonly headerLabel: (key: string) => string;
  /** What a list of a paper is called. */
  readonly tableTitle: (type: DocumentTypeId, name: string) => string;
  readonly columnLabel: (key: string) => string;
  /** Word of a field's or candidate's source; an unknown one is shown as it came. */
  readonly source: (source: string) => string;
  readonly readingStep: (step: string | null) => string;
}

export function useText(): Text {
  const { t, i18n } = useTranslation('station');
  const language: Language = i18n.language === 'en' ? 'en' : 'vi';
  const words = language === 'en' ? en : vi;
  return {
    t,
    language,
    either: (inVietnamese, inEnglish) => (language === 'en' ? inEnglish : inVietnamese),
    fieldLabel: (key) => lookUp(words.field, key) ?? key,
    paperType: (type) => words.paperType[type],
    headerLabel: (key) => lookUp(words.header, key) ?? key,
    tableTitle: (type, name) => lookUp(tablesOf(words, type), name) ?? name,
    columnLabel: (key) => lookUp(words.column, key) ?? key,
    source: (source) => lookUp(words.source, source) ?? source,
    readingStep: (step) => lookUp(words.readingStep, step ?? 'other') ?? words.readingStep.other,
  };
}

function lookUp(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

function tablesOf(words: typeof vi | typeof en, type: DocumentTypeId): Readonly<Record<string, string>> {
  return type in words.table ? words.table[type as keyof typeof words.table] : {};
}
