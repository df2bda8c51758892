/** Scans of a JPEG: passes over the whole picture that its decoder has to make. */
export function countScans(jpeg: Buffer): number {
  let scans = 0;
  // In entropy-coded data 0xFF is followed by 0x00 or a restart marker, so a start of scan is one wherever it stands.
  for (let at = jpeg.indexOf(START_OF_SCAN); at >= 0; at = jpeg.indexOf(START_OF_SCAN, at + 2)) scans += 1;
  return scans;
}

const START_OF_SCAN = Buffer.from([0xff, 0xda]);

/**
 * True for a profile that says it is sRGB, as those of nearly all scanners and cameras do: its description (ICC.1:2022,
 * 9.2.41; text of 8 or 16 bits) names it.
 */
export function describesSrgb(profile: Uint8Array | undefined): boolean {
  if (profile === undefined || profile.length < 132) return false;
  const icc = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength);
  if (icc.toString('latin1', 16, 20) !== 'RGB ') return false;
  const tags = Math.min(icc.readUInt32BE(128), 100);
  for (let i = 0; i < tags; i += 1) {
    const at = 132 + i * 12;
    if (at + 12 > icc.length) return false;
    if (icc.toString('latin1', at, at + 4) !== 'desc') continue;
    const from = icc.readUInt32BE(at + 4);
    const text = icc.toString('latin1', from, from + Math.min(icc.readUInt32BE(at + 8), 400)).replaceAll('\0', '');
    return /sRGB/.test(text);
  }
  return false;
}
