import type { WriteStream } from 'node:tty';
import type { DigitiseReport } from '../backend/digitise/digitise.ts';

export interface ProgressLine {
  page(): void;
  file(): void;
  /** Shows words on a line of their own; also when quiet. */
  problem(words: string): void;
  end(report: DigitiseReport): void;
}

/** One line that shows how far the work is, on a terminal; elsewhere only problems and the outcome. */
export function createProgressLine(
  out: Pick<WriteStream, 'write' | 'isTTY'>,
  files: number,
  quiet: boolean,
): ProgressLine {
  const started = performance.now();
  let pages = 0;
  let done = 0;
  const live = out.isTTY === true && !quiet;
  const clear = live ? '\r\u001b[K' : '';
  const show = (): void => {
    if (live) out.write(`${clear}${done}/${files} tệp, ${pages} trang (files, pages)`);
  };
  show();
  return {
    page: () => {
      pages += 1;
      show();
    },
    file: () => {
      done += 1;
      show();
    },
    problem: (words) => {
      out.write(`${clear}${words}\n`);
      show();
    },
    end: (report) => {
      if (quiet) return;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const bad = report.unreadable === 0 ? '' : `, ${report.unreadable} không đọc được (unreadable)`;
      out.write(`${clear}Đã đọc ${report.files} tệp, ${report.pages} trang trong ${seconds} giây${bad}\n`);
    },
  };
}
