// The import table of docs/architecture.md as a check: from a folder, only the listed folders may be imported.
// Each package with one home is bound to it as well.
const table = {
  '^common/': '^(common/|node_modules/(zod|@orpc/contract)/)',
  '^storage/': '^(common|storage)/',
  '^ocr/': '^(common|ocr)/',
  '^renderer/': '^(common|renderer)/',
  '^main/outside/': '^(common/|main/outside/)',
  '^main/training/': '^(common/|main/training/)',
  '^main/backend/': '^(common/|storage/|ocr/|main/outside/|main/backend/)',
  '^main/electron/': '^(common/|main/backend/|main/training/|main/electron/)',
  '^main/browser/': '^(common/|main/backend/|main/training/|main/browser/)',
  '^main/cli/': '^(common/|main/backend/|main/training/|main/cli/)',
  '^main/launch/': '^main/launch/',
};

const folders = '^(common|ocr|storage|main|renderer|test)/';

const layers = Object.entries(table).map(([from, allowed]) => ({
  name: `layer ${from.replace(/[\^]/g, '')}`,
  severity: 'error',
  from: { path: from },
  to: from === '^common/' ? { pathNot: allowed } : { path: folders, pathNot: allowed },
}));

const homes = [
  // The loader is no part of the station: it makes another program's Electron run the station's shell in tests.
  ['electron', '^main/(electron/|launch/electron-loader[.]cjs$)'],
  ['electron-store', '^main/electron/'],
  ['electron-updater', '^main/electron/'],
  ['ws', '^main/browser/'],
  ['better-sqlite3', '^storage/database/'],
  ['kysely', '^storage/'],
  ['sharp', '^ocr/'],
  ['tesseract.js', '^ocr/'],
  ['zxing-wasm', '^ocr/'],
  ['pdf-lib', '^ocr/'],
  ['@hyzyla/pdfium', '^ocr/'],
  ['react', '^renderer/'],
  ['@mantine/core', '^renderer/'],
].map(([name, home]) => ({
  name: `home of ${name}`,
  severity: 'error',
  from: { path: '^(common|ocr|storage|main|renderer)/', pathNot: home },
  to: { path: `(^|/)node_modules/${name}/` },
}));

module.exports = {
  forbidden: [
    ...layers,
    ...homes,
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing imports test',
      severity: 'error',
      from: { path: '^(common|ocr|storage|main|renderer)/' },
      to: { path: '^test/' },
    },
    { name: 'nothing unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
