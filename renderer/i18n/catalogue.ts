/**
 * Shape that a translation of the Vietnamese catalogue must have: the same keys, none more, none less; and the singular
 * beside every plural, which Vietnamese doesn't need and English does.
 */
export type Catalogue<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Catalogue<Source[Key]>;
} & {
  readonly [Key in keyof Source as Key extends `${infer Stem}_other` ? `${Stem}_one` : never]: string;
};
