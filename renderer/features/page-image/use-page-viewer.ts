import OpenSeadragon from 'openseadragon';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PageView } from '../../../common/contract/views.ts';
import type { Box } from '../../../common/domain/reading.ts';
import { pageImageUrl } from '../../connection/station-client.ts';
import { readingArea } from './page-geometry.ts';

interface PageViewerOptions {
  readonly holder: RefObject<HTMLDivElement | null>;
  /** Laid over the image; its children are placed in pixels of the page. */
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly page: PageView;
  /** The field under the eyes. */
  readonly target: Box | null;
  /** Bring it to reading size; else it is only brought into view. */
  readonly close: boolean;
}

interface PageViewer {
  readonly state: 'loading' | 'shown' | 'failed';
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
}

/** Longest side of the preview level. Only its shape matters: the level is stretched over the page. */
const PREVIEW_SIDE = 1000;
const STEP = 1.4;

/** One OpenSeadragon viewer for as long as the screen stands; pages are opened in it one after the other. */
export function usePageViewer({ holder, layer, page, target, close }: PageViewerOptions): PageViewer {
  const viewerRef = useRef<OpenSeadragon.Viewer | null>(null);
  const [state, setState] = useState<PageViewer['state']>('loading');
  const size = useRef({ width: 1, height: 1 });

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const viewer = OpenSeadragon(viewerOptions(element));
    viewerRef.current = viewer;
    const follow = (): void => placeLayer(viewer, layer.current, size.current.width);
    viewer.addHandler('update-viewport', follow);
    viewer.addHandler('resize', follow);
    viewer.addHandler('open-failed', () => setState('failed'));
    viewer.addHandler('tile-load-failed', () => setState('failed'));
    viewer.addHandler('tile-drawn', () => setState('shown'));
    return () => {
      viewerRef.current = null;
      viewer.destroy();
    };
  }, [holder, layer]);

  const { id, width, height } = page;
  useEffect(() => {
    const viewer = viewerRef.current;
    if (viewer === null || width === null || height === null) return;
    size.current = { width, height };
    setState('loading');
    viewer.open(pyramid(id, width, height));
  }, [id, width, height]);

  const targetKey = target === null ? null : target.join(',');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box is the same while its numbers are
  useEffect(() => {
    const viewer = viewerRef.current;
    if (viewer === null) return;
    const look = (): void => (target === null ? undefined : lookAt(viewer, target, size.current.width, close));
    if (viewer.world.getItemCount() > 0) look();
    viewer.addHandler('open', look);
    return () => viewer.removeHandler('open', look);
  }, [targetKey, close, id]);

  const zoom = (by: number) => (): void => {
    const viewport = viewerRef.current?.viewport;
    if (viewport === undefined) return;
    viewport.zoomBy(by);
    viewport.applyConstraints();
  };
  return { state, zoomIn: zoom(STEP), zoomOut: zoom(1 / STEP), fit: () => void viewerRef.current?.viewport.goHome() };
}

function viewerOptions(element: HTMLElement): OpenSeadragon.Options {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    element,
    // The plain canvas drawer needs no GPU, which counter machines and test machines often lack.
    drawer: 'canvas',
    showNavigationControl: false,
    keyboardNavEnabled: false,
    tabIndex: -1,
    animationTime: calm ? 0 : 0.45,
    springStiffness: 9,
    visibilityRatio: 0.6,
    minZoomImageRatio: 0.7,
    maxZoomPixelRatio: 4,
    homeFillsViewer: false,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
  };
}

/** Two levels of one picture: the small one is there at once and sharp, the whole follows. */
function pyramid(id: string, width: number, height: number): OpenSeadragon.TileSourceSpecifier {
  const shrink = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  const whole = { url: pageImageUrl(id, 'upright'), width, height };
  const preview = {
    url: pageImageUrl(id, 'preview'),
    width: Math.round(width * shrink),
    height: Math.round(height * shrink),
  };
  return { tileSource: { type: 'legacy-image-pyramid', levels: shrink < 1 ? [preview, whole] : [whole] } };
}

/** Keeps the layer over the page, so that its children can be placed in page pixels and move with it smoothly. */
function placeLayer(viewer: OpenSeadragon.Viewer, layer: HTMLElement | null, pageWidth: number): void {
  if (layer === null || viewer.world.getItemCount() === 0) return;
  const origin = viewer.viewport.pixelFromPoint(new OpenSeadragon.Point(0, 0), true);
  const right = viewer.viewport.pixelFromPoint(new OpenSeadragon.Point(1, 0), true);
  const scale = (right.x - origin.x) / pageWidth;
  layer.style.transform = `translate(${origin.x}px, ${origin.y}px) scale(${scale})`;
  layer.style.setProperty('--scale', String(scale));
}

function lookAt(viewer: OpenSeadragon.Viewer, box: Box, pageWidth: number, close: boolean): void {
  const viewport = viewer.viewport;
  if (close) {
    const view = viewport.getContainerSize();
    const area = readingArea(box, { width: view.x, height: view.y });
    viewport.fitBounds(inViewport(area.x, area.y, area.width, area.height, pageWidth));
    return;
  }
  const [x, y, width, height] = box;
  const rect = inViewport(x, y, width, height, pageWidth);
  const seen = viewport.getBounds();
  const inView = seen.containsPoint(rect.getTopLeft()) && seen.containsPoint(rect.getBottomRight());
  if (!inView) viewport.panTo(rect.getCenter());
}

/** OpenSeadragon's unit is the width of the page. */
function inViewport(x: number, y: number, width: number, height: number, pageWidth: number): OpenSeadragon.Rect {
  return new OpenSeadragon.Rect(x / pageWidth, y / pageWidth, width / pageWidth, height / pageWidth);
}
