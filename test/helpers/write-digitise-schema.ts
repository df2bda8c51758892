import { writeFile } from 'node:fs/promises';
import { digitiseJsonSchema } from '../../common/contract/digitise-schema.ts';

/** Writes docs/digitise.schema.json anew: `node test/helpers/write-digitise-schema.ts && biome format --write docs`. */
await writeFile(
  new URL('../../docs/digitise.schema.json', import.meta.url),
  `${JSON.stringify(digitiseJsonSchema(), null, 2)}\n`,
);
