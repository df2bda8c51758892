import type { DOCUMENT_TYPES } from '../../common/domain/document-types.ts';

type Fields = (typeof DOCUMENT_TYPES)[number]['fields'];

/** Every field key of every paper type, so that a type without words for its fields fails the compiler. */
export type FieldKey = Fields extends infer Each ? (Each extends unknown ? keyof Each : never) : never;
