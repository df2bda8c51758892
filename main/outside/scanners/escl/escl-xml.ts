import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Capabilities of rich devices take about 60 KB. */
export const MAX_XML_BYTES = 1024 * 1024;

const parser = new XMLParser({
  // Makers name the same elements with different prefixes (scan:, pwg:, escl:, none).
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // Versions and ids stay text.
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  htmlEntities: true,
  maxNestedTags: 40,
});

type XmlNode = Readonly<Record<string, unknown>>;

/**
 * Reads one eSCL document whatever prefixes its maker uses.
 *
 * @param root local name of the root element
 * @returns the content of the root; null when it is not well-formed, defines entities, is too long or has another root
 */
export function parseEsclXml(xml: string, root: string): XmlNode | null {
  const trimmed = xml.replace(/^\uFEFF/, '').trim();
  if (trimmed.length > MAX_XML_BYTES || /<!(DOCTYPE|ENTITY)/i.test(trimmed)) return null;
  let tree: unknown;
  try {
    if (XMLValidator.validate(trimmed) !== true) return null;
    tree = parser.parse(trimmed);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
  return nodesAt(tree, [root])[0] ?? null;
}

/** All elements at a path of local names, however often each of them comes. */
export function nodesAt(node: unknown, path: readonly string[]): readonly XmlNode[] {
  return valuesAt(node, path).filter(isNode);
}

/** The trimmed texts at a path, without empty ones; an element with attributes counts as its text. */
export function textsAt(node: unknown, path: readonly string[]): readonly string[] {
  return valuesAt(node, path)
    .map((value) => (isNode(value) ? value['#text'] : value))
    .flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []));
}

export function textAt(node: unknown, path: readonly string[]): string | null {
  return textsAt(node, path)[0] ?? null;
}

/** A whole number of up to nine digits; null for anything else. */
export function numberAt(node: unknown, path: readonly string[]): number | null {
  const text = textAt(node, path) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function valuesAt(node: unknown, path: readonly string[]): readonly unknown[] {
  return path.reduce<readonly unknown[]>(
    (values, name) =>
      values.flatMap((value) => (isNode(value) && Object.hasOwn(value, name) ? asList(value[name]) : [])),
    [node],
  );
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
