import { defineConfig } from '@playwright/test';

/** End-to-end stories; `npm test e2e` finds a Chromium, a real Electron and a display for them. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: '.cache/playwright',
  // Two cores are shared by the station's readers and the screens; stories one after another are the quicker ones.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: 0,
  use: { actionTimeout: 60_000, trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
