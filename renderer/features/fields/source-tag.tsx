import type { ReactNode } from 'react';
import { Pill } from '../../design/pill.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';

interface SourceTagProps {
  readonly source: string;
  /** 0..1; shown where candidates are weighed against each other. */
  readonly confidence?: number;
}

/** Sources that don't depend on reading print. */
const FIRM = new Set(['qr', 'mrz', 'keyed', 'population']);

/** Where a value came from. */
export function SourceTag({ source, confidence }: SourceTagProps): ReactNode {
  const text = useText();
  const certain = confidence === undefined ? '' : ` ${formatNumber(confidence, text.language, 2)}`;
  return (
    <Pill small tone={FIRM.has(source) ? 'accent' : 'plain'}>
      {`${text.source(source)}${source === 'ocr' ? certain : ''}`}
    </Pill>
  );
}
