import { useEffect } from 'react';
import { pageImageUrl } from '../../connection/station-client.ts';

/** Fetches pages that will soon be looked at, so that going to them shows them at once. */
export function usePreloadedPages(pageIds: readonly string[]): void {
  const list = pageIds.join(' ');
  useEffect(() => {
    const images = list
      .split(' ')
      .filter((id) => id !== '')
      .flatMap((id) => [pageImageUrl(id, 'preview'), pageImageUrl(id, 'upright')])
      .map((url) => Object.assign(new Image(), { src: url }));
    return () => {
      for (const image of images) image.src = '';
    };
  }, [list]);
}
