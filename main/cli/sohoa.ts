#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { backupCommand } from './backup-command.ts';
import { checkCommand } from './check-command.ts';
import { digitiseCommand } from './digitise-command.ts';
import { USAGE, UsageError } from './exit-codes.ts';
import { restoreCommand } from './restore-command.ts';
import { stubCommand } from './stub-command.ts';

// The `sohoa` command. Exit codes: exit-codes.ts.

const version = await readVersion();
const program = new Command('sohoa')
  .description('Trạm Số Hóa: số hóa giấy tờ tại quầy một cửa. (Digitises papers of one-stop-shop counters.)')
  .version(version)
  .addCommand(digitiseCommand(version))
  .addCommand(checkCommand())
  .addCommand(backupCommand(version))
  .addCommand(restoreCommand())
  .addCommand(stubCommand());

for (const command of [program, ...program.commands, ...program.commands.flatMap((parent) => parent.commands)]) {
  command.exitOverride().showHelpAfterError('(sohoa help: cách dùng · how to use it)');
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Asking for help or for the version is no mistake.
    process.exitCode = error.exitCode === 0 ? 0 : USAGE;
  } else if (error instanceof UsageError) {
    console.error(error.message);
    process.exitCode = USAGE;
  } else {
    throw error;
  }
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
