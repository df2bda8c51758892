import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DigitiseOutput, digitiseSchema } from '../../common/contract/digitise-schema.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLES = join(ROOT, 'main', 'training', 'samples');
const CARD = '01-can-cuoc-mat-truoc.jpg';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface SampleTruth {
  readonly file: string;
  readonly type: string;
  readonly pages: readonly unknown[];
  readonly fields: Readonly<Record<string, string>>;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sohoa-digitise-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function start(args: readonly string[], cwd = folder): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'main', 'cli', 'sohoa.ts'), ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function sohoa(args: readonly string[], cwd?: string): Promise<Outcome> {
  const child = start(args, cwd);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    output.stderr += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, ...output };
}

async function outputIn(dir: string, name: string): Promise<DigitiseOutput> {
  const json: unknown = JSON.parse(await readFile(join(dir, `${name}.json`), 'utf8'));
  return digitiseSchema.parse(json) as DigitiseOutput;
}

/** Reading takes as long as the machine takes; only a hang is a failure. */
const PATIENCE_MS = 600_000;

describe('sohoa digitise', { timeout: PATIENCE_MS }, () => {
  it('reads every sample: valid JSON, the right type, exact fields from QR codes, a PDF each', async () => {
    const out = join(folder, 'samples');
    const { code, stdout, stderr } = await sohoa(['digitise', SAMPLES, '--out', out, '--workers', '2']);
    expect([code, stdout]).toEqual([0, '']);
    const files = (await readdir(SAMPLES)).filter((name) => name.endsWith('.truth.json'));
    const truths = await Promise.all(
      files.map(async (name) => JSON.parse(await readFile(join(SAMPLES, name), 'utf8')) as SampleTruth),
    );
    expect(stderr).toContain(`Đã đọc ${truths.length} tệp`);
    expect(truths.length).toBeGreaterThanOrEqual(12);
    let fromQr = 0;
    for (const truth of truths) {
      const name = truth.file.replace(/\.[^.]+$/, '');
      const output = await outputIn(out, name);
      expect([output.source, output.pages.length]).toEqual([truth.file, truth.pages.length]);
      expect([truth.file, output.documents.map(({ type }) => type)]).toEqual([truth.file, [truth.type]]);
      for (const [key, field] of Object.entries(output.documents[0]?.fields ?? {})) {
        const { candidates, ...always } = field;
        expect(Object.keys(always).sort()).toEqual(['box', 'confidence', 'page', 'raw', 'source', 'value']);
        // The chosen value stands among what it might be.
        if (candidates !== undefined) expect(candidates.map(({ value }) => value)).toContain(field.value);
        if (field.source !== 'qr') continue;
        fromQr += 1;
        expect([truth.file, key, field.value]).toEqual([truth.file, key, truth.fields[key]]);
      }
      expect((await readFile(join(out, `${name}.pdf`))).subarray(0, 5).toString()).toBe('%PDF-');
    }
    expect(fromQr).toBeGreaterThan(5);
    expect((await readdir(out)).length).toBe(2 * truths.length);
  });

  it('names what it cannot read, with the reason, and reads the rest', async () => {
    const bad = join(folder, 'bad');
    await mkdir(join(bad, 'inner'), { recursive: true });
    const card = await readFile(join(SAMPLES, CARD));
    await writeFile(join(bad, 'cut.jpg'), card.subarray(0, card.length / 2));
    await writeFile(join(bad, 'text.png'), 'Đây là chữ, không phải ảnh.');
    await writeFile(join(bad, 'empty.pdf'), '');
    await writeFile(join(bad, 'animated.gif'), 'GIF89a');
    await writeFile(join(bad, '.hidden.jpg'), 'x');
    await writeFile(join(bad, 'notes.txt'), 'not an input');
    await writeFile(join(bad, 'inner', 'deeper.jpg'), 'not an input either');
    await symlink(join(bad, 'nowhere.jpg'), join(bad, 'dangling.jpg'));
    // Its name says nothing; its content does.
    await writeFile(join(bad, 'good'), card);
    const out = join(folder, 'bad-out');
    const { code, stderr } = await sohoa([
      'digitise',
      bad,
      join(folder, 'no-such.tif'),
      '--out',
      out,
      '--no-pdf',
      '--quiet',
    ]);
    expect(code).toBe(2);
    const said = stderr
      .split('\n')
      .filter((line) => /: .*\(.*\)$/.test(line))
      .sort();
    expect(said.map((line) => line.split(':')[0])).toEqual([
      'animated.gif',
      'cut.jpg',
      'dangling.jpg',
      'empty.pdf',
      'no-such.tif',
      'text.png',
    ]);
    expect(said[1]).toMatch(/Tệp bị cụt/);
    expect(said[5]).toMatch(/không phải JPEG/);
    expect(await readdir(out)).toEqual(['good.json']);
    expect((await outputIn(out, 'good')).documents[0]?.fields.citizenId?.value).toBe('038194901207');
  });

  it('keeps inputs of the same name apart and reads one that is named twice once', async () => {
    const twins = join(folder, 'twins');
    await mkdir(twins);
    await cp(join(SAMPLES, CARD), join(twins, 'a.jpg'));
    await cp(join(SAMPLES, '05-cccd-mat-sau.jpg'), join(twins, 'A.jpeg'));
    const out = join(folder, 'twins-out');
    const args = [
      'digitise',
      join(twins, 'a.jpg'),
      twins,
      join(twins, '..', 'twins', 'a.jpg'),
      '--out',
      out,
      '--json-only',
    ];
    const { code, stderr } = await sohoa(args);
    expect(code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['A-2.json', 'a.json']);
    expect([(await outputIn(out, 'a')).source, (await outputIn(out, 'A-2')).source]).toEqual(['a.jpg', 'A.jpeg']);
    expect(stderr).toContain('A-2');
  });

  it('never writes over an input', async () => {
    const place = join(folder, 'same-place');
    await mkdir(place);
    await cp(join(SAMPLES, '11-giay-chung-nhan-dat.pdf'), join(place, 'land.pdf'));
    const before = await readFile(join(place, 'land.pdf'));
    const { code, stderr } = await sohoa(['digitise', '.', '--out', '.'], place);
    expect([code, await readdir(place)]).toEqual([64, ['land.pdf']]);
    expect(stderr).toContain('ghi đè');
    expect((await readFile(join(place, 'land.pdf'))).equals(before)).toBe(true);
  });

  it.each([
    ['no arguments', ['digitise']],
    ['no folder for the results', ['digitise', SAMPLES]],
    ['a worker count that is none', ['digitise', SAMPLES, '--out', 'x', '--workers', '0']],
    ['a worker count in words', ['digitise', SAMPLES, '--out', 'x', '--workers', 'two']],
    ['an unknown option', ['digitise', SAMPLES, '--out', 'x', '--fast']],
    ['a file as folder for the results', ['digitise', SAMPLES, '--out', join(SAMPLES, CARD)]],
    ['an unknown command', ['scan', SAMPLES]],
    ['no command', []],
    ['a stand-in without a port', ['stub', 'portal', '--data', 'x']],
    ['an unknown stand-in', ['stub', 'weather', '--port', '0']],
  ])('answers 64 to %s and does nothing', async (_, args) => {
    const empty = await mkdtemp(join(folder, 'usage-'));
    const { code, stdout, stderr } = await sohoa(args, empty);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr.length).toBeGreaterThan(10);
    expect(await readdir(empty)).toEqual([]);
  });

  it('answers 0 to a question for help and to an empty folder', async () => {
    const empty = await mkdtemp(join(folder, 'empty-'));
    expect((await sohoa(['digitise', '--help'])).stdout).toContain('--json-only');
    expect(await sohoa(['digitise', empty, '--out', join(empty, 'out')])).toMatchObject({ code: 0, stdout: '' });
  });

  it('leaves whole files and nothing else when it is stopped', async () => {
    const out = join(folder, 'stopped');
    await mkdir(out);
    const child = start(['digitise', SAMPLES, '--out', out, '--workers', '1']);
    const closed = once(child, 'close');
    await firstFile(out);
    child.kill('SIGINT');
    expect((await closed)[0]).toBe(130);
    const left = await readdir(out);
    expect(left.filter((name) => !/\.(json|pdf)$/.test(name))).toEqual([]);
    expect(left.length).toBeLessThan(2 * 15);
    for (const name of left.filter((file) => file.endsWith('.json'))) await outputIn(out, name.slice(0, -5));
  });
});

/** Waits until the first result has appeared; the folder is made so that it can be watched from the start. */
async function firstFile(dir: string): Promise<void> {
  for await (const { filename } of watch(dir)) {
    if (filename?.endsWith('.json')) return;
  }
}
