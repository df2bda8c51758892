import { textString } from './pdf-writer.ts';

export interface PdfDescription {
  /** NFC. */
  readonly title: string;
  readonly producer: string;
  readonly at: Date;
}

/** The document information dictionary: the same words as the XMP, as ISO 19005-2, 6.6.2.3 wants it. */
export function infoDictionary({ title, producer, at }: PdfDescription): string {
  const date = `(D:${stamp(at).replace(/[-:T]/g, '').replace('Z', "+00'00'")})`;
  const [name, maker] = [textString(title), textString(producer)];
  return `<</Title ${name}/Creator ${maker}/Producer ${maker}/CreationDate ${date}/ModDate ${date}>>`;
}

/** XMP that declares PDF/A-2b. */
export function xmpPacket({ title, producer, at }: PdfDescription): Buffer {
  const [name, maker, date] = [xmlText(title), xmlText(producer), stamp(at)];
  return Buffer.from(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${name}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>${maker}</pdf:Producer>
<pdfaid:conformance>B</pdfaid:conformance>
<pdfaid:part>2</pdfaid:part>
<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:CreatorTool>${maker}</xmp:CreatorTool>
<xmp:MetadataDate>${date}</xmp:MetadataDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`);
}

/** YYYY-MM-DDThh:mm:ssZ */
function stamp(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}

function xmlText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
