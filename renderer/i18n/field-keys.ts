import type { DOCUMENT_TYPES } from '../../common/domain/document-types.ts';
import type { PaperHeader } from '../../common/domain/reading.ts';

type PaperType = (typeof DOCUMENT_TYPES)[number];
type KeysOf<Records> = Records extends unknown ? keyof Records : never;
type ValuesOf<Records> = Records extends unknown ? Records[keyof Records] : never;

/** Every field key of every paper type, so that a type without words for its fields fails the compiler. */
export type FieldKey = KeysOf<PaperType['fields']>;

export type HeaderKey = keyof PaperHeader;

type WithTables = Extract<PaperType, { readonly tables: object }>;

/** Names of the lists of every paper type that has some: what a list is called depends on the paper. */
export type TableNames = { readonly [Type in WithTables as Type['id']]: KeysOf<Type['tables']> };

/** Every column of every list. */
export type ColumnKey = KeysOf<ValuesOf<WithTables['tables']>>;
