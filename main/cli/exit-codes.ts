import { InvalidArgumentError } from 'commander';

/** Some inputs could not be read; the rest is done. */
export const SOME_UNREADABLE = 2;
/** A check found something wrong that is mended, or can be. */
export const CHECK_FOUND = 1;
/** A check found something that is lost. */
export const CHECK_LOST = 2;
/** The backup stands, but the station itself no longer had every file whole. */
export const BACKUP_INCOMPLETE = 1;
/** Wrong usage, as in sysexits.h. */
export const USAGE = 64;
/** Ended by Ctrl-C. */
export const INTERRUPTED = 130;

/** What was asked can't be done as it was asked; nothing was begun. */
export class UsageError extends Error {}

/** A whole number of at least `least` from the command line. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`${least}–${most}`);
  };
}
