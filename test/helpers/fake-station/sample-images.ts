import sharp from 'sharp';

/** A page of a sample as an upright JPEG, as the station would keep it. */
export async function rasterisePage(
  path: string,
  index: number,
  rotation: number,
  side: number | null,
): Promise<Buffer> {
  const upright = sharp(path, { page: index, failOn: 'none' }).rotate((360 - rotation) % 360);
  const sized = side === null ? upright : upright.resize(side, side, { fit: 'inside' });
  return await sized.jpeg({ quality: 82 }).toBuffer();
}
