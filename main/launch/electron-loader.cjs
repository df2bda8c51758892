// Runs the app that the command line names, as Electron's own default app does: a folder with a package.json, or a
// script. It stands in for that default app in an Electron runtime that was taken out of another program.
const { app } = require('electron');
const { existsSync, readFileSync, statSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');

const args = process.argv.slice(1);
const preloads = new Set();
args.forEach((arg, index) => {
  if (arg !== '-r' && arg !== '--require') return;
  preloads.add(index).add(index + 1);
  require(resolve(args[index + 1]));
});
const given = args.find((arg, index) => !arg.startsWith('-') && !preloads.has(index));

if (given === undefined) {
  process.stdout.write(`v${process.versions.electron}\n`);
  app.quit();
} else {
  let entry = resolve(given);
  app.setAppPath(existsSync(entry) && statSync(entry).isDirectory() ? entry : dirname(entry));
  if (statSync(entry).isDirectory()) {
    const manifest = JSON.parse(readFileSync(join(entry, 'package.json'), 'utf8'));
    app.setName(manifest.productName ?? manifest.name);
    app.setVersion?.(manifest.version);
    entry = join(entry, manifest.main ?? 'index.js');
  }
  require(entry);
}
