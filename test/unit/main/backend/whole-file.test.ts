import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { endOfFile } from '../../../../main/backend/services/intake/whole-file.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

const noise = { width: 90, height: 70, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 40 } } as const;

async function endOf(folder: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  const handle = await open(path);
  try {
    return await endOfFile(handle, bytes.byteLength);
  } finally {
    await handle.close();
  }
}

it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('tells a whole %s from one cut anywhere', async (format) => {
  const folder = await temporaryFolder();
  const bytes = await sharp({ create: { ...noise, background: 'white' } })
    .toFormat(format)
    .toBuffer();
  expect(await endOf(folder, bytes)).toBe('whole');
  // The last bytes of a TIFF may be spare ones of its directory, those of a PNG a checksum.
  const cut = fc.integer({ min: 12, max: bytes.byteLength - 20 });
  await fc.assert(
    fc.asyncProperty(cut, async (length) => {
      expect(await endOf(folder, bytes.subarray(0, length))).toBe('cut');
    }),
    { numRuns: 60 },
  );
});

it('takes a scanner’s padding for no cut', async () => {
  const jpeg = await sharp({ create: { ...noise, background: 'white' } })
    .jpeg()
    .toBuffer();
  expect(await endOf(await temporaryFolder(), Buffer.concat([jpeg, Buffer.alloc(500)]))).toBe('whole');
});

it('has an answer to whatever follows the head of a TIFF', async () => {
  const folder = await temporaryFolder();
  const heads = fc.constantFrom('49492a0008000000', '4d4d002a00000008', '49492b0008000000');
  const entry = fc.tuple(fc.constantFrom(273, 279, 324, 325, 256), fc.nat(13), fc.nat(9), fc.nat(200));
  await fc.assert(
    fc.asyncProperty(
      heads,
      fc.array(entry, { maxLength: 5 }),
      fc.uint8Array({ maxLength: 80 }),
      async (head, entries, rest) => {
        const directory = Buffer.alloc(2 + entries.length * 12);
        directory.writeUInt16LE(entries.length, 0);
        for (const [index, [tag, type, count, value]] of entries.entries()) {
          directory.writeUInt16LE(tag, 2 + index * 12);
          directory.writeUInt16LE(type, 4 + index * 12);
          directory.writeUInt32LE(count, 6 + index * 12);
          directory.writeUInt32LE(value, 10 + index * 12);
        }
        const bytes = Buffer.concat([Buffer.from(head, 'hex'), directory, rest]);
        expect(['whole', 'cut']).toContain(await endOf(folder, bytes));
      },
    ),
    { numRuns: 200 },
  );
});

it('knows no other formats', async () => {
  expect(await endOf(await temporaryFolder(), Buffer.from('PK'))).toBe('unknown');
});
