import type { ReactNode } from 'react';
import type { PageView } from '../../../common/contract/views.ts';
import type { Box } from '../../../common/domain/reading.ts';
import { pageImageUrl } from '../../connection/station-client.ts';
import styles from './page-crop.module.css';
import { padded } from './page-geometry.ts';

interface PageCropProps {
  readonly page: PageView;
  readonly box: Box;
  /** Width in CSS pixels at most. */
  readonly width: number;
  /** Height in CSS pixels. */
  readonly height: number;
  readonly label: string;
}

/** The piece of a page where a value stands. */
export function PageCrop({ page, box, width, height, label }: PageCropProps): ReactNode {
  if (page.width === null || page.height === null) return null;
  const area = padded(box, box[3] * 0.5);
  const zoom = Math.min(width / area.width, height / area.height);
  return (
    <div className={styles.crop} style={{ width, height }}>
      <img
        src={pageImageUrl(page.id, 'upright')}
        alt={label}
        draggable={false}
        style={{
          width: page.width * zoom,
          height: page.height * zoom,
          left: width / 2 - (area.x + area.width / 2) * zoom,
          top: height / 2 - (area.y + area.height / 2) * zoom,
        }}
      />
    </div>
  );
}
