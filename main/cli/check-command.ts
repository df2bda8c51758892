import { resolve } from 'node:path';
import { Command } from 'commander';
import { StationError } from '../../common/contract/errors.ts';
import type * as care from '../backend/care-tools.ts';
import { fileCounter, withStationWords } from './care-words.ts';
import { CHECK_FOUND, CHECK_LOST } from './exit-codes.ts';

interface CheckFlags {
  readonly data: string;
  readonly keyFile?: string;
  readonly backup?: string;
  readonly mend?: boolean;
  readonly json?: boolean;
}

type CheckReport = Awaited<ReturnType<typeof care.checkStation>>;
type CheckFinding = CheckReport['findings'][number];

/** `sohoa check`: reads every stored file of a station that does not run, and says what is wrong. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Kiểm tra toàn bộ dữ liệu của trạm. (Checks all data of a station that is not running.)')
    .requiredOption('--data <DIR>', 'thư mục dữ liệu (data folder)')
    .option('--key-file <FILE>', 'tệp khóa, mặc định station.key trong đó (key file; default: station.key in it)')
    .option(
      '--backup <DIR>',
      'thư mục sao lưu để lấy lại tệp, mặc định theo cài đặt của trạm (folder of backups to take files from)',
    )
    .option('--mend', 'sửa những gì sửa được; không xóa gì (mend what can be mended; nothing is deleted)')
    .option('--json', 'in kết quả dạng JSON (print the result as JSON)')
    .addHelpText(
      'after',
      '\nMã thoát: 0 nguyên vẹn · 1 có lỗi, sửa được · 2 có tệp mất · 64 dùng sai · 69 không kiểm tra được',
    )
    .action(async (flags: CheckFlags) => await withStationWords(async () => await runCheck(flags)));
}

async function runCheck({ data, keyFile, backup, mend = false, json = false }: CheckFlags): Promise<void> {
  // Loaded when asked for: other commands need no database.
  const { checkStation, lostDossiers } = await import('../backend/care-tools.ts');
  const counter = fileCounter();
  let report: CheckReport;
  try {
    const options = { dataDir: resolve(data), mend, onProgress: counter.show };
    report = await checkStation({
      ...options,
      ...(keyFile === undefined ? {} : { keyFile: resolve(keyFile) }),
      ...(backup === undefined ? {} : { copiesFrom: resolve(backup) }),
    });
  } catch (error) {
    if (!(error instanceof StationError && error.code === 'database-damaged')) throw error;
    process.exitCode = CHECK_LOST;
    console.error(
      'Cơ sở dữ liệu bị hỏng; không ghi gì. Khôi phục từ bản sao lưu. (The database is damaged; nothing was written. Restore a backup.)',
    );
    return;
  } finally {
    counter.clear();
  }
  if (json) console.log(JSON.stringify(jsonOf(report, lostDossiers(report.findings)), null, 2));
  else for (const line of linesOf(report, mend)) console.log(line);
  const { findings, databaseDamage } = report;
  if (databaseDamage !== null || findings.some(({ outcome }) => outcome === 'lost')) process.exitCode = CHECK_LOST;
  else if (findings.length > 0) process.exitCode = CHECK_FOUND;
}

const KINDS = {
  missing: 'thiếu (missing)',
  altered: 'bị thay đổi (altered)',
  orphan: 'không thuộc hồ sơ nào (of no dossier)',
} as const satisfies Record<CheckFinding['kind'], string>;

const OUTCOMES = {
  mended: 'đã sửa (mended)',
  'set-aside': 'đã chuyển vào files/aside (set aside)',
  mendable: 'sửa được: chạy lại với --mend (can be mended: --mend)',
  lost: 'MẤT (LOST)',
} as const satisfies Record<CheckFinding['outcome'], string>;

const USES = {
  original: 'ảnh gốc (original)',
  upright: 'ảnh trang (page image)',
  preview: 'ảnh nhỏ (preview)',
  pdf: 'PDF',
  sent: 'PDF đã gửi (sent PDF)',
} as const satisfies Record<CheckFinding['uses'][number]['kind'], string>;

function linesOf({ files, databaseDamage, findings }: CheckReport, mend: boolean): readonly string[] {
  const count = (outcome: CheckFinding['outcome']): number => findings.filter((one) => one.outcome === outcome).length;
  const database = databaseDamage === null ? 'nguyên vẹn (whole)' : `HỎNG (DAMAGED): ${databaseDamage}`;
  return [
    `Cơ sở dữ liệu (database): ${database}`,
    `Đã đọc ${files} tệp, ${findings.length} có lỗi. (${files} files read, ${findings.length} with something wrong.)`,
    ...findings.map(lineOf),
    ...(mend
      ? [`Đã sửa ${count('mended')}, để riêng ${count('set-aside')}, mất ${count('lost')}. (mended, set aside, lost)`]
      : []),
    ...(count('lost') === 0
      ? []
      : [
          'Phần mất: khôi phục từ bản sao lưu, hoặc quét lại giấy tờ. (What is lost: restore a backup, or scan again.)',
        ]),
  ];
}

function lineOf({ kind, sha256, uses, outcome }: CheckFinding): string {
  const places = uses.map((use) => `${use.dossierCode} · ${USES[use.kind]} · ${use.fileId}`);
  return `  ${[...(places.length === 0 ? [sha256] : places)].join('; ')}: ${KINDS[kind]}, ${OUTCOMES[outcome]}`;
}

/** Codes and ids alone: no personal data. */
function jsonOf(report: CheckReport, lost: ReturnType<typeof care.lostDossiers>): object {
  const findings = report.findings.map(({ kind, sha256, outcome, uses }) => ({
    kind,
    sha256,
    outcome,
    uses: uses.map((use) => ({ kind: use.kind, dossier: use.dossierCode, file: use.fileId })),
  }));
  return { ...report, findings, lost };
}
