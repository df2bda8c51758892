import { defineConfig } from 'vitest/config';

/** Unit, contract, storage, OCR and fault tests; the end-to-end stories run under Playwright. */
export default defineConfig({
  test: {
    include: ['test/{unit,contract,storage,ocr,faults}/**/*.test.ts', 'test/unit/**/*.test.tsx'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
