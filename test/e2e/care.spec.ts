import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type OpenShell, SHELLS } from './support/open-shell.ts';

let folder: string;
let shell: OpenShell;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sohoa-care-'));
  const open = SHELLS['browser shell'];
  if (open === undefined) throw new Error('no browser shell');
  shell = await open(join(folder, 'data'));
});
test.afterAll(async () => {
  await shell.close();
  await rm(folder, { recursive: true });
});

test('an administrator sets up backups, makes one, and has the files checked; everybody sees that it is done', async () => {
  const { page } = shell;
  await page.getByTestId('sign-in-quantri').click();
  await expect(page.getByTestId('care-line')).toHaveAttribute('data-state', 'doubtful');
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('care-start')).toContainText('đóng trạm bình thường');
  const backup = page.getByRole('region', { name: 'Sao lưu' });
  await expect(backup.getByRole('button', { name: 'Sao lưu ngay' })).toBeDisabled();
  await backup.getByLabel('Thư mục sao lưu').fill(join(folder, 'data', 'backups'));
  await backup.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Chọn thư mục trống')).toBeVisible();
  await backup.getByLabel('Thư mục sao lưu').fill(join(folder, 'sao-luu'));
  await backup.getByRole('button', { name: 'Lưu', exact: true }).click();
  await backup.getByRole('button', { name: 'Sao lưu ngay' }).click();
  await expect(page.getByTestId('care-backup')).toHaveAttribute('data-state', 'sure');
  expect(await readdir(join(folder, 'sao-luu', 'backups'))).toHaveLength(1);
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await expect(page.getByTestId('care-check')).toHaveAttribute('data-state', 'sure');
  await page.getByTestId('account').click();
  await page.getByTestId('app-sign-out').click();
  await page.getByTestId('sign-in-hanh').click();
  await page.getByTestId('nav-today').click();
  await expect(page.getByTestId('care-line')).toContainText('Đã sao lưu');
});
