/** Free text as printed: single spaces, no leaders, no stray marks at its ends. */
export function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[|¦~^*_«»<>{}\\]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/\s+([,;.)])/gu, '$1')
    .replace(/\(\s+/gu, '(')
    .replace(/^[\s.,;:'"“”‘’\-–—)]+|[\s.,;:'"“”‘’\-–—(]+$/gu, '')
    .trim();
}

/** Closes the spaces that the engine puts round the slash and the hyphens of a document number. */
export function joinNumberParts(text: string): string {
  return text.replace(/\s*([/-])\s*/gu, '$1').replace(/(\d)\s+(?=\d)/gu, '$1');
}
