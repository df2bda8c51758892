import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

/** The module's own loader would fetch from a network. */
let prepared = false;

function prepare(): void {
  if (prepared) return;
  const bytes = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  prepareZXingModule({ overrides: { wasmBinary } });
  prepared = true;
}

/**
 * QR code as SVG, sharp at any resolution.
 * @param level error correction: the smaller the printed code, the lower
 */
export async function qrSvg(text: string, level: 'L' | 'M' | 'Q' = 'M'): Promise<string> {
  prepare();
  const result = await writeBarcode(text, { format: 'QRCode', options: `ecLevel=${level}`, addQuietZones: false });
  if (result.error !== '') throw new Error(`QR code could not be drawn: ${result.error}`);
  const size = /<svg width="(\d+)"/.exec(result.svg)?.[1] ?? '0';
  return result.svg
    .slice(result.svg.indexOf('<svg'))
    .replace(/<svg [^>]*>/, `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" data-skip>`)
    .replace(/<desc>[^<]*<\/desc>/, '');
}
