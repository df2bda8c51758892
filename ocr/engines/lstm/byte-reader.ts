/** Little-endian values from a block of bytes, one after the other. Throws RangeError when the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  int8(): number {
    this.#at += 1;
    return this.#view.getInt8(this.#at - 1);
  }

  int32(): number {
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4, true);
  }

  int64(): number {
    this.#at += 8;
    return Number(this.#view.getBigInt64(this.#at - 8, true));
  }

  float32(): number {
    this.#at += 4;
    return this.#view.getFloat32(this.#at - 4, true);
  }

  float64(): number {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  /** The next bytes, not copied. */
  bytes(count: number): Uint8Array {
    if (count < 0 || this.#at + count > this.#bytes.length) throw new RangeError('the bytes end too early');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** UTF-8 with its length before it. */
  text(): string {
    return new TextDecoder().decode(this.bytes(this.int32()));
  }
}
