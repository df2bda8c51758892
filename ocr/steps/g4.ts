import sharp from 'sharp';
import type { GreyRaster } from '../image/raster.ts';

export interface G4Stencil {
  /** Whole tiles: at least the raster's, at most 15 pixels more. */
  readonly width: number;
  readonly height: number;
  /** ITU-T T.6, rows not aligned to bytes, 1 = black. */
  readonly bytes: Uint8Array;
}

const TILE = 16;
const TAG = { offsets: 324, lengths: 325 } as const;

/** Encodes a stencil without loss: every pixel below 128 is black. */
export async function encodeG4(stencil: GreyRaster): Promise<G4Stencil> {
  const width = Math.ceil(stencil.width / TILE) * TILE;
  const height = Math.ceil(stencil.height / TILE) * TILE;
  const raw = { width: stencil.width, height: stencil.height, channels: 1 } as const;
  // One tile as large as the page: its bytes are then the whole G4 stream.
  const tiff = await sharp(stencil.data, { raw, limitInputPixels: false })
    .extend({ right: width - stencil.width, bottom: height - stencil.height, background: '#ffffff' })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true, tile: true, tileWidth: width, tileHeight: height })
    .toBuffer();
  return { width, height, bytes: onlyTile(tiff) };
}

/** The bytes of the one tile of a little-endian TIFF. */
function onlyTile(tiff: Buffer): Uint8Array {
  if (tiff.toString('latin1', 0, 2) !== 'II') throw new Error('The image library wrote another byte order.');
  const directory = tiff.readUInt32LE(4);
  const read = (wanted: number): number => {
    for (let i = 0; i < tiff.readUInt16LE(directory); i += 1) {
      const entry = directory + 2 + i * 12;
      if (tiff.readUInt16LE(entry) !== wanted) continue;
      if (tiff.readUInt32LE(entry + 4) !== 1) throw new Error('The image library wrote several tiles.');
      return tiff.readUInt16LE(entry + 2) === 3 ? tiff.readUInt16LE(entry + 8) : tiff.readUInt32LE(entry + 8);
    }
    throw new Error(`The image library wrote no tag ${wanted}.`);
  };
  const at = read(TAG.offsets);
  return tiff.subarray(at, at + read(TAG.lengths));
}
