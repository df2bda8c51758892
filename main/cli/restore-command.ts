import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { fileCounter, withStationWords } from './care-words.ts';
import { CHECK_LOST } from './exit-codes.ts';

interface RestoreFlags {
  readonly data: string;
  readonly keyFile?: string;
}

/** `sohoa restore`: makes a station of a backup, in an empty folder, and checks it. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('Khôi phục trạm từ bản sao lưu vào thư mục trống. (Restores a station into an empty folder.)')
    .argument('<backup>', 'thư mục sao lưu, hoặc một bản trong backups/ (folder of backups, or one in backups/)')
    .requiredOption('--data <DIR>', 'thư mục trống cho dữ liệu (empty folder for the data)')
    .option('--key-file <FILE>', 'tệp khóa của trạm, mặc định station.key trong đó (the station’s key file)')
    .addHelpText(
      'after',
      '\nMã thoát: 0 nguyên vẹn · 2 khôi phục xong nhưng có lỗi · 64 dùng sai · 69 không khôi phục được',
    )
    .action(async (from: string, flags: RestoreFlags) => {
      await withStationWords(async () => await runRestore(from, flags));
    });
}

async function runRestore(from: string, { data, keyFile }: RestoreFlags): Promise<void> {
  // Loaded when asked for: other commands need no database.
  const { restoreStation } = await import('../backend/care-tools.ts');
  const counter = fileCounter();
  const dataDir = resolve(data);
  const { backup, check } = await restoreStation({
    from: resolve(from),
    dataDir,
    onProgress: counter.show,
    ...(keyFile === undefined ? {} : { keyFile: resolve(keyFile) }),
  }).finally(counter.clear);
  const { madeAt, dossiers, missing } = backup.manifest;
  console.log(`Đã khôi phục bản ${madeAt}: ${dossiers} hồ sơ, ${check.files} tệp. (Restored: dossiers, files.)`);
  if (keyFile !== undefined && resolve(keyFile) !== join(dataDir, 'station.key')) {
    console.log(
      `Chép khóa vào ${join(dataDir, 'station.key')} trước khi mở trạm. (Put the key there before opening the station.)`,
    );
  }
  if (check.databaseDamage === null && check.findings.length === 0) {
    console.log('Đã kiểm tra: nguyên vẹn. (Checked: whole.)');
    return;
  }
  console.error(
    `Kiểm tra thấy ${check.findings.length} tệp có lỗi, ${missing.length} đã thiếu từ lúc sao lưu; chạy sohoa check. ` +
      '(The check found files wrong, some of them missing when the backup was made: run sohoa check.)',
  );
  process.exitCode = CHECK_LOST;
}
