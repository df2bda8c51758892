import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const SOHOA = fileURLToPath(new URL('../../../main/cli/sohoa.ts', import.meta.url));

const report = z.looseObject({
  databaseDamage: z.string().nullable(),
  findings: z.array(z.looseObject({ kind: z.string(), sha256: z.string() })),
});

/** What `sohoa check` says of a station that does not run; files of captures that were never acknowledged are let be. */
export async function sohoaCheck(dataDir: string, key: Uint8Array): Promise<readonly string[]> {
  const keyFile = join(dataDir, '..', 'key');
  await writeFile(keyFile, key, { mode: 0o600 });
  const args = [SOHOA, 'check', '--data', dataDir, '--key-file', keyFile, '--json'];
  const said = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], (error, stdout, stderr) => {
      // It ends with a code of its own when it found something; without a report it could not check.
      if (stdout.trim() === '') reject(new Error(`sohoa check said nothing: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
  const { databaseDamage, findings } = report.parse(JSON.parse(said));
  return [
    ...(databaseDamage === null ? [] : [`sohoa check: the database is damaged: ${databaseDamage}`]),
    ...findings.filter(({ kind }) => kind !== 'orphan').map(({ kind, sha256 }) => `sohoa check: ${sha256} is ${kind}`),
  ];
}
