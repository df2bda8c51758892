import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DOCUMENT_TYPE_IDS, type DocumentTypeId } from '../../common/domain/document-types.ts';
import { makeFile, writeCorpusFile } from './corpus.ts';
import { Renderer } from './render.ts';
import { makeStack } from './stack.ts';

/** `node test/corpus/make.ts --seed N --count M --out DIR [--recipe R] [--type T] [--variant V] [--stacks K]` */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '28' },
    out: { type: 'string' },
    recipe: { type: 'string' },
    type: { type: 'string' },
    variant: { type: 'string' },
    stacks: { type: 'string', default: '0' },
  },
});

if (values.out === undefined) {
  console.error('usage: make.ts --seed N --count M --out DIR [--recipe R] [--type T] [--variant V] [--stacks K]');
  process.exit(64);
}
const type = values.type === undefined ? undefined : toType(values.type);
await mkdir(values.out, { recursive: true });
const renderer = await Renderer.launch();
try {
  for (let index = 0; index < Number(values.count); index += 1) {
    const file = await makeFile(renderer, Number(values.seed), index, {
      ...(type === undefined ? {} : { type }),
      ...(values.variant === undefined ? {} : { variant: values.variant }),
      ...(values.recipe === undefined ? {} : { recipe: values.recipe }),
    });
    await writeCorpusFile(values.out, file);
    console.log(file.truth.file);
  }
  for (let index = 0; index < Number(values.stacks); index += 1) {
    const stack = await makeStack(renderer, Number(values.seed), index);
    await writeCorpusFile(values.out, stack);
    console.log(stack.truth.file);
  }
} finally {
  await renderer.close();
}

function toType(text: string): DocumentTypeId {
  const known = DOCUMENT_TYPE_IDS.find((id) => id === text);
  if (known === undefined) throw new RangeError(`no type ${text}; there are ${DOCUMENT_TYPE_IDS.join(', ')}`);
  return known;
}
