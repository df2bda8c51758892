import { formatVietnameseDate } from '../../common/domain/dates.ts';
import type { FieldKind } from '../../common/domain/document-types.ts';
import type { Language } from './i18n.ts';

const LOCALES: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** 1234.5 → 1.234,5 in Vietnamese, 1,234.5 in English; at most `digits` decimals. */
export function formatNumber(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits }).format(value);
}

/** 1 400 000 bytes → 1,4 MB, 2 300 000 000 → 2,3 GB. Decimal units, as file managers and the portal count. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1000) return `${formatNumber(bytes, language)} B`;
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, language)} kB`;
  if (bytes < 1_000_000_000) return `${formatNumber(bytes / 1_000_000, language, 1)} MB`;
  return `${formatNumber(bytes / 1_000_000_000, language, 1)} GB`;
}

/** 0.62 → 62 %. */
export function formatPercent(part: number, whole: number, language: Language): string {
  const share = whole <= 0 ? 0 : Math.min(1, part / whole);
  return `${formatNumber(Math.floor(share * 100), language)} %`;
}

/** Instant → HH:mm of this machine's clock. */
export function formatTime(instant: string): string {
  const at = new Date(instant);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Instant → dd/MM/yyyy of this machine's clock. */
export function formatDay(instant: string): string {
  const at = new Date(instant);
  return `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
}

/** Instant → HH:mm today, else dd/MM HH:mm: what a list needs. */
export function formatWhen(instant: string, now: Date): string {
  const at = new Date(instant);
  const sameDay = at.toDateString() === now.toDateString();
  return sameDay ? formatTime(instant) : `${two(at.getDate())}/${two(at.getMonth() + 1)} ${formatTime(instant)}`;
}

/** Instant → 21/11/2026 16:46:02 +07:00: to the second and with its offset, as a proof needs. */
export function formatProofTime(instant: string): string {
  const at = new Date(instant);
  const offset = -at.getTimezoneOffset();
  const hours = Math.floor(Math.abs(offset) / 60);
  const sign = offset < 0 ? '-' : '+';
  return `${formatDay(instant)} ${formatTime(instant)}:${two(at.getSeconds())} ${sign}${two(hours)}:${two(Math.abs(offset) % 60)}`;
}

/** YYYY-MM-DD → Thứ bảy 21/11/2026. */
export function formatLongDay(day: string, language: Language): string {
  const at = new Date(`${day}T00:00:00`);
  const weekday = new Intl.DateTimeFormat(LOCALES[language], { weekday: 'long' }).format(at);
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1).toLowerCase()} ${formatVietnameseDate(day)}`;
}

/** A field's value as its reader writes it: dates dd/MM/yyyy, citizen numbers in groups of three, areas with m². */
export function formatFieldValue(value: string, kind: FieldKind): string {
  if (kind === 'date') return formatVietnameseDate(value);
  if (kind === 'citizenId' && /^\d{12}$/.test(value)) return value.replace(/(\d{3})(?=\d)/g, '$1 ');
  if (kind === 'area' && value !== '') return `${value} m²`;
  return value;
}

/** What a person edits: the value itself, but dates as they are written by hand. */
export function editableFieldValue(value: string, kind: FieldKind): string {
  return kind === 'date' ? formatVietnameseDate(value) : value;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
