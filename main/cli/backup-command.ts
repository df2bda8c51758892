import { resolve } from 'node:path';
import { Command } from 'commander';
import { fileCounter, withStationWords } from './care-words.ts';
import { BACKUP_INCOMPLETE, wholeNumber } from './exit-codes.ts';

interface BackupFlags {
  readonly data: string;
  readonly keyFile?: string;
  readonly keep: number;
}

const KEEP = 14;

/** `sohoa backup`: backs a station up, also while it runs. */
export function backupCommand(version: string): Command {
  return new Command('backup')
    .description('Sao lưu trạm, kể cả khi trạm đang chạy. (Backs a station up, also while it runs.)')
    .argument('<dir>', 'thư mục sao lưu, trống hoặc đã dùng cho trạm này (folder: empty, or this station’s already)')
    .requiredOption('--data <DIR>', 'thư mục dữ liệu (data folder)')
    .option('--key-file <FILE>', 'tệp khóa, mặc định station.key trong đó (key file; default: station.key in it)')
    .option('--keep <N>', `số bản giữ lại, mặc định ${KEEP} (backups to keep)`, wholeNumber(1, 10_000), KEEP)
    .addHelpText('after', '\nMã thoát: 0 đủ · 1 đã sao lưu nhưng trạm thiếu tệp · 64 dùng sai · 69 không sao lưu được')
    .action(async (dir: string, flags: BackupFlags) => {
      await withStationWords(async () => await runBackup(dir, flags, version));
    });
}

async function runBackup(dir: string, { data, keyFile, keep }: BackupFlags, version: string): Promise<void> {
  // Loaded when asked for: other commands need no database.
  const { backUpStation } = await import('../backend/care-tools.ts');
  const counter = fileCounter();
  const folder = resolve(dir);
  const options = { dataDir: resolve(data), folder, keep, version, onProgress: counter.show };
  const { name, manifest } = await backUpStation({
    ...options,
    ...(keyFile === undefined ? {} : { keyFile: resolve(keyFile) }),
  }).finally(counter.clear);
  const { files, dossiers, missing } = manifest;
  console.log(
    `Đã sao lưu và kiểm chứng: ${dossiers} hồ sơ, ${files.length} tệp. (Backed up and verified: dossiers, files.)`,
  );
  console.log(`  ${folder}/backups/${name}`);
  console.log(
    'Bản sao lưu không chứa khóa: cất station.key ở nơi khác, an toàn; thiếu nó không khôi phục được. ' +
      '(The backup holds no key: keep station.key safe elsewhere; without it nothing can be restored.)',
  );
  if (missing.length === 0) return;
  console.error(
    `Trạm thiếu hoặc hỏng ${missing.length} tệp; chạy sohoa check. (The station itself misses files: run sohoa check.)`,
  );
  process.exitCode = BACKUP_INCOMPLETE;
}
