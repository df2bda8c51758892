import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type OpenShell, SHELLS } from './support/open-shell.ts';

// WCAG 2.1 A and AA, as far as a program can tell, on the screens that people have in front of them all day.

let dataDir: string;
let shell: OpenShell;

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sohoa-axe-'));
  const open = SHELLS['browser shell'];
  if (open === undefined) throw new Error('no browser shell');
  shell = await open(dataDir);
});
test.afterAll(async () => {
  await shell.close();
  await rm(dataDir, { recursive: true });
});

test('every desk can be used with a screen reader and told apart by its contrast', async () => {
  const { page } = shell;
  await expect(page.getByTestId('sign-in-quantri')).toBeVisible();
  await expectNoBarriers(page, 'sign-in');
  await page.getByTestId('sign-in-hanh').click();
  await expectNoBarriersAt(page, ['today', 'intake', 'delivery']);
  await page.getByTestId('nav-intake').click();
  await page.getByTestId('procedure-1.004222').click();
  await expect(page.getByTestId('component-TP01')).toBeVisible();
  await expectNoBarriers(page, 'a dossier');
  // Each role sees the desks that are its own.
  await page.getByTestId('account').click();
  await page.getByTestId('app-sign-out').click();
  await page.getByTestId('sign-in-lan').click();
  await expectNoBarriersAt(page, ['verification']);
  await page.getByTestId('account').click();
  await page.getByTestId('app-sign-out').click();
  await page.getByTestId('sign-in-quantri').click();
  await expectNoBarriersAt(page, ['settings']);
  await page.keyboard.press('Control+6');
  await expect(page.getByTestId('nav-jobs')).toHaveAttribute('aria-current', 'page');
  await expectNoBarriers(page, 'jobs');
});

async function expectNoBarriersAt(page: Page, desks: readonly string[]): Promise<void> {
  for (const desk of desks) {
    await page.getByTestId(`nav-${desk}`).click();
    await expect(page.getByTestId(`nav-${desk}`)).toHaveAttribute('aria-current', 'page');
    await page.waitForLoadState('networkidle');
    await expectNoBarriers(page, desk);
  }
}

async function expectNoBarriers(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  const barriers = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect({ screen, barriers }).toEqual({ screen, barriers: [] });
}
