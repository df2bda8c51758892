import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type OpenShell, portalHashes, SHELLS } from './support/open-shell.ts';

// One dossier from the counter to the portal's receipt, in both shells: three papers of one family, of which the form
// gives another birth date than the card.

const SAMPLES = join(import.meta.dirname, '..', '..', 'main', 'training', 'samples');
const PAPERS = ['01-can-cuoc-mat-truoc.jpg', '02-ct01-to-khai-cu-tru.jpg', '03-giay-khai-sinh.jpg'];
const PROCEDURE = '1.004222';
const PLANTED = 'finding-birth-date-differs-across-papers';
/** Reading three pages takes as long as the machine takes. */
const READING_MS = 600_000;

for (const [name, openOn] of Object.entries(SHELLS)) {
  test.describe(name, () => {
    let dataDir: string;
    let shell: OpenShell;

    test.beforeEach(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'sohoa-story-'));
      shell = await openOn(dataDir);
    });
    test.afterEach(async () => {
      await shell.close();
      await rm(dataDir, { recursive: true });
    });

    test('a dossier goes from paper to the portal’s receipt, and a restart shows the same', async () => {
      test.setTimeout(READING_MS * 2);
      const code = await test.step('the clerk takes in three papers and answers for what is wrong', () =>
        capture(shell.page));
      await test.step('the supervisor verifies by keyboard alone', () => verify(shell.page, code));
      const hashes = await test.step('the batch sends, and the portal gives a receipt', () => send(shell.page, code));
      expect(hashes).toEqual(await portalHashes(dataDir, code));

      await shell.close();
      shell = await openOn(dataDir);
      await signIn(shell.page, 'lan');
      expect(await receiptHashes(shell.page, code)).toEqual(hashes);
      await shell.page.keyboard.press('Control+3');
      await expect(shell.page.getByTestId(`queue-${code}`)).toHaveCount(0);
    });
  });
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByTestId(`sign-in-${username}`).click();
  await expect(page.getByTestId('nav-today')).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.getByTestId('account').click();
  await page.getByTestId('app-sign-out').click();
}

/** Answers the dossier's code. */
async function capture(page: Page): Promise<string> {
  await signIn(page, 'hanh');
  await page.getByTestId('nav-intake').click();
  await page.getByTestId(`procedure-${PROCEDURE}`).click();
  await dropFiles(page.getByTestId('drop-zone'), PAPERS);

  await expect(page.getByTestId('paper-citizen-card')).toBeVisible({ timeout: READING_MS });
  await expect(page.getByTestId('paper-residence-change-form')).toBeVisible({ timeout: READING_MS });
  await expect(page.getByTestId('paper-birth-certificate')).toBeVisible({ timeout: READING_MS });

  const truth = JSON.parse(await readFile(join(SAMPLES, PAPERS[0]?.replace('.jpg', '.truth.json') ?? ''), 'utf8')) as {
    readonly fields: Readonly<Record<string, string>>;
  };
  await page.getByTestId('paper-citizen-card').click();
  for (const key of ['citizenId', 'fullName', 'dateOfBirth', 'gender', 'address']) {
    const field = page.getByTestId(`field-${key}`);
    await expect(field).toHaveAttribute('data-source', 'qr');
    await expect(field).toHaveAttribute('data-value', truth.fields[key] ?? '');
  }

  await expect(page.getByTestId(PLANTED)).toBeVisible();
  await expect(page.getByTestId(PLANTED)).toContainText('12/08/1994');
  await expect(page.getByTestId(PLANTED)).toContainText('08/12/1994');
  // Nothing goes on with a contradiction that nobody has answered for.
  await expect(page.getByTestId('send-to-verification')).toHaveAttribute('aria-disabled', 'true');

  for (const component of ['TP01', 'TP02', 'TP03']) {
    await expect(page.getByTestId(`component-${component}`)).toHaveAttribute('data-state', 'present');
  }
  await noteEveryFinding(page);
  await expect(page.getByTestId(PLANTED)).toHaveAttribute('data-state', 'resolved');
  const code = /H[\d.]+-\d{6}-\d{4}/.exec((await page.locator('body').textContent()) ?? '')?.[0];
  if (code === undefined) throw new Error('the desk shows no dossier code');
  await page.getByTestId('send-to-verification').click();
  await expect(page.getByTestId(`procedure-${PROCEDURE}`)).toBeVisible();
  await signOut(page);
  return code;
}

/** Notes a reason on each open finding, the way a clerk does who has the citizen in front. */
async function noteEveryFinding(page: Page): Promise<void> {
  const open = page.locator('[data-testid^="finding-"][data-state="open"]');
  for (let left = await open.count(); left > 0; left -= 1) {
    await page.keyboard.press('F4');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Công dân xác nhận ngày sinh theo thẻ, tờ khai viết nhầm');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(open).toHaveCount(left - 1);
  }
}

async function verify(page: Page, code: string): Promise<void> {
  const { keyboard } = page;
  // Arrow and Enter choose the training account: clerk, clerk, supervisor.
  await expect(page.getByTestId('sign-in-hanh')).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByTestId('nav-verification')).toBeVisible();
  await keyboard.press('Control+3');
  await expect(page.getByTestId(`queue-${code}`)).toBeFocused();
  await keyboard.press('Enter');

  const field = page.getByTestId('current-field');
  const final = page.getByTestId('final-step');
  await expect(field.or(final)).toBeVisible();
  for (let steps = 0; (await final.count()) === 0; steps += 1) {
    expect(steps).toBeLessThan(100);
    const at = await place(field);
    await keyboard.press('Enter');
    await expect.poll(async () => (await final.count()) > 0 || (await place(field)) !== at).toBe(true);
  }
  await expect(final).toBeFocused();
  await expect(page.getByTestId('approve')).toBeEnabled();
  await keyboard.press('Enter');
  await expect(page.getByTestId(`queue-${code}`)).toHaveCount(0);
}

/** Which field of which paper is under the eyes. */
async function place(field: Locator): Promise<string> {
  const [paper, key] = await Promise.all([
    field.getAttribute('data-paper', { timeout: 1000 }).catch(() => ''),
    field.getAttribute('data-key', { timeout: 1000 }).catch(() => ''),
  ]);
  return `${paper}/${key}`;
}

/** Answers the hashes on the receipt. */
async function send(page: Page, code: string): Promise<readonly string[]> {
  await page.getByTestId('nav-delivery').click();
  const row = page.getByTestId(`delivery-${code}`);
  await expect(row).toHaveAttribute('data-state', 'waiting');
  await page.getByTestId('send-now').click();
  await expect(row).toHaveAttribute('data-state', 'delivered', { timeout: 120_000 });
  return receiptHashes(page, code);
}

async function receiptHashes(page: Page, code: string): Promise<readonly string[]> {
  await page.getByTestId('nav-delivery').click();
  const row = page.getByTestId(`delivery-${code}`);
  await expect(row).toHaveAttribute('data-state', 'delivered');
  await row.click();
  const hashes = page.getByTestId('receipt-hash');
  await expect(hashes.first()).toBeVisible();
  await expect(page.locator('[data-testid="receipt-hash"]:not([data-matches="true"])')).toHaveCount(0);
  return (await hashes.allTextContents()).sort();
}

/** Drops files as a file manager does. */
async function dropFiles(zone: Locator, names: readonly string[]): Promise<void> {
  const files = await Promise.all(
    names.map(async (name) => ({ name, base64: (await readFile(join(SAMPLES, name))).toString('base64') })),
  );
  const carried = await zone.evaluateHandle((_zone, given) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, files);
  for (const event of ['dragenter', 'dragover', 'drop']) await zone.dispatchEvent(event, { dataTransfer: carried });
}
