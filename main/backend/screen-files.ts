import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * What both shells send with every answer. Nothing comes from outside; `style-src` allows inline styles since the
 * component library sets colours and sizes on elements.
 *
 * @param connect sources for fetch and WebSocket beside the page's own
 */
export function screenHeaders(connect: readonly string[] = []): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

/**
 * A file of the built screens. A path without an extension is a place inside the screens, so it gets their page.
 *
 * @param folder where the screens were built to
 * @param pathname path of the URL, still percent-encoded
 */
export async function serveScreenFile(folder: string, pathname: string): Promise<Response> {
  const file = fileFor(folder, pathname);
  if (file === null) return new Response('Not found', { status: 404 });
  const info = await stat(file).catch(() => null);
  if (info === null || !info.isFile()) return new Response('Not found', { status: 404 });
  const named = pathname.startsWith('/static/');
  return new Response(new Uint8Array(await readFile(file)), {
    headers: {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      // Names under static/ hold a digest of their content.
      'cache-control': named ? 'private, max-age=31536000, immutable' : 'no-cache',
    },
  });
}

function fileFor(folder: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  if (extname(path) === '') return join(folder, 'index.html');
  const file = normalize(join(folder, path));
  return file.startsWith(folder + sep) ? file : null;
}
