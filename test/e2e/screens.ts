import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type FakeStation, startFakeStation } from '../helpers/fake-station.ts';

// Pictures of every screen and main state at both sizes, in both themes where it matters, for looking at:
// `npm run screens` writes them to out/screens. Fails on anything that a screen writes to its console.

const OUT = join(import.meta.dirname, '../../out/screens');
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
const CHROMIUM = process.env.SOHOA_CHROMIUM ?? '/usr/bin/chromium';

type Picture = (name: string) => Promise<void>;

/** Lets fonts, images and the movement of the page come to rest. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => await document.fonts.ready);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(900);
}

async function signIn(page: Page, station: FakeStation, username: string): Promise<void> {
  await page.context().clearCookies();
  // Going from one hash to another would not load the page anew.
  await page.goto('about:blank');
  await page.goto(`${station.origin}/#/`);
  await page.getByTestId(`sign-in-${username}`).click();
  await page.getByRole('main').waitFor();
}

async function atTheCounter(page: Page, station: FakeStation, picture: Picture): Promise<void> {
  await page.goto(station.origin);
  await page.getByTestId('sign-in-hanh').waitFor();
  await picture('sign-in');
  await signIn(page, station, 'hanh');
  await page.getByTestId('procedure-1.004222').waitFor();
  await picture('intake-list');
  await page.getByRole('combobox').fill('dktt');
  await picture('intake-search');
  await page.keyboard.press('Enter');
  await page.getByTestId('send-to-verification').waitFor();
  await picture('intake-new-dossier');
  await page.keyboard.press('F3');
  await page.getByTestId('sample-01-can-cuoc-mat-truoc.jpg').click();
  await picture('intake-samples');
  await page.keyboard.press('Escape');
  await page
    .getByTestId('file-input')
    .setInputFiles({ name: 'hong.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('cut off') });
  await page.getByTestId('reading-file').first().waitFor();
  await page.screenshot({ path: join(OUT, 'intake-reading.png') });
  await page.getByTestId('paper-citizen-card').waitFor();
  await page.locator('[data-testid="reading-file"][data-state="failed"]').waitFor();
  await picture('intake-file-failed');
  await page.getByTestId('nav-intake').click();
  await page.locator('[data-testid^="dossier-"][data-state="capturing"]').first().click();
  await page.getByTestId('page-image').and(page.locator('[data-state="shown"]')).waitFor();
  await picture('intake-dossier');
  await page.getByTestId('field-dateOfBirth').getByRole('button').first().click();
  await picture('intake-field');
  await page.keyboard.press('F2');
  await picture('intake-edit');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F7');
  await picture('intake-compare');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  await picture('intake-reason');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await picture('palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await picture('keys');
  await page.keyboard.press('Escape');
  await page.getByTestId('nav-intake').click();
  await page.locator('[data-testid^="dossier-"][data-state="returned"]').first().click();
  await page.getByTestId('return-reason').waitFor();
  await picture('intake-returned');
  await page.getByTestId('nav-today').click();
  await picture('today');
}

async function atTheSupervisorsDesk(page: Page, station: FakeStation, picture: Picture): Promise<void> {
  await signIn(page, station, 'lan');
  await page.locator('[data-testid^="queue-"]').first().waitFor();
  await picture('verification-queue');
  await page.keyboard.press('Enter');
  await page.getByTestId('current-field').waitFor();
  await picture('verification-empty-field');
  await page.keyboard.type('445/2026');
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="current-field"][data-key="placeOfBirth"]').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="current-field"][data-key="motherName"]').waitFor();
  await picture('verification-field');
  await page.keyboard.press('F8');
  await picture('verification-return');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="current-field"][data-key="signedOn"]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('final-step').waitFor();
  await picture('verification-final');
}

async function atTheEndOfTheDay(page: Page, station: FakeStation, picture: Picture): Promise<void> {
  await signIn(page, station, 'lan');
  await page.getByTestId('nav-delivery').click();
  await page.getByTestId('delivery-error').waitFor();
  await picture('delivery-refused');
  await page.locator('[data-testid^="delivery-H"][data-state="delivered"]').first().click();
  await page.getByTestId('receipt-hash').first().waitFor();
  await picture('delivery-receipt');
  await page.keyboard.press('F2');
  await picture('delivery-time');
  await page.keyboard.press('Escape');
  await signIn(page, station, 'quantri');
  await page.getByTestId('nav-settings').click();
  await page.getByRole('table').waitFor();
  await picture('settings');
  await page.getByTestId('nav-jobs').click();
  await page.getByTestId('job-notice').waitFor();
  await picture('jobs');
}

async function withNothingToDo(page: Page, picture: Picture): Promise<void> {
  const station = await startFakeStation({ empty: true });
  await signIn(page, station, 'lan');
  await picture('verification-empty');
  await page.getByTestId('nav-delivery').click();
  await picture('delivery-empty');
  await page.getByTestId('nav-today').click();
  await picture('today-empty');
  await signIn(page, station, 'hanh');
  await picture('intake-empty');
  await station.close();
  await page.getByRole('alertdialog').waitFor();
  await picture('stopped');
}

async function inAnotherLight(page: Page, station: FakeStation, picture: Picture): Promise<void> {
  await page.addInitScript(() => {
    if (location.protocol === 'about:') return;
    localStorage.setItem('mantine-color-scheme-value', 'dark');
    localStorage.setItem('sohoa.language', 'en');
  });
  await signIn(page, station, 'hanh');
  await picture('dark-en-intake-list');
  await page.locator('[data-testid^="dossier-"][data-state="capturing"]').last().click();
  await page.getByTestId('page-image').and(page.locator('[data-state="shown"]')).waitFor();
  await picture('dark-en-intake-dossier');
  await page.getByTestId('nav-today').click();
  await picture('dark-en-today');
  await page.getByTestId('nav-delivery').click();
  await picture('dark-en-delivery');
  await signIn(page, station, 'lan');
  await page.locator('[data-testid^="queue-"]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('current-field').or(page.getByTestId('final-step')).waitFor();
  await picture('dark-en-verification');
}

async function pictures(browser: Browser, size: (typeof SIZES)[number]): Promise<readonly string[]> {
  const complaints: string[] = [];
  const open = async (): Promise<Page> => {
    const context = await browser.newContext({ viewport: size, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
    const page = await context.newPage();
    // The afternoon that the dossiers are of; time goes on from there, since pictures move by it.
    await page.clock.install({ time: new Date('2026-11-21T16:50:00+07:00') });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()} ${message.text()}`);
    });
    page.on('response', (answer) => {
      if (answer.status() >= 400) complaints.push(`${answer.status()} ${answer.url()}`);
    });
    page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`));
    return page;
  };
  const pictureOf =
    (page: Page): Picture =>
    async (name) => {
      await settle(page);
      await page.screenshot({ path: join(OUT, `${name}-${size.width}.png`) });
    };
  const station = await startFakeStation();
  for (const scene of [atTheCounter, atTheSupervisorsDesk, atTheEndOfTheDay, inAnotherLight]) {
    const page = await open();
    await scene(page, station, pictureOf(page));
    await page.context().close();
  }
  await station.close();
  const lost = complaints.length;
  const page = await open();
  await withNothingToDo(page, pictureOf(page));
  await page.context().close();
  // The last scene ends the station on purpose, and the browser says that the line could not be opened again.
  return [...complaints.slice(0, lost), ...complaints.slice(lost).filter((line) => !line.includes('WebSocket'))];
}

await mkdir(OUT, { recursive: true });
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-background-networking'],
});
try {
  for (const size of SIZES) {
    const complaints = await pictures(browser, size);
    for (const complaint of complaints) console.error(complaint);
    if (complaints.length > 0) process.exitCode = 1;
  }
} finally {
  await browser.close();
}
console.log(`Pictures: ${OUT}`);
