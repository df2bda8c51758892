import { errorCodeOf, STATION_ERRORS, StationError } from '../../common/contract/errors.ts';

/**
 * The page that a shell shows in place of the screens when the station could not start: what happened, what is safe,
 * what to do, and a way to try again. It is whole in itself, for nothing else can be relied on then.
 */
export function startupFailurePage(error: unknown): Response {
  const code = errorCodeOf(error);
  const words = STATION_ERRORS[code];
  const detail = error instanceof StationError && error.detail !== undefined ? ` · ${escapeHtml(error.detail)}` : '';
  const page = `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>Trạm chưa mở được</title>
<style>
body { font: 18px/1.5 'Be Vietnam Pro', 'Segoe UI', sans-serif; max-width: 40rem; margin: 15vh auto 0; padding: 0 1.5rem; color: #1c2430; background: #f7f8fa }
p[lang=en], small { color: #566273 }
a { display: inline-block; margin-top: 1rem; padding: .6rem 1.2rem; border-radius: .5rem; background: #0b5cad; color: #fff; text-decoration: none }
</style></head>
<body data-testid="startup-failure" data-code="${code}">
<h1>Trạm chưa mở được</h1>
<p>${escapeHtml(words.vi)}</p>
<p lang="en">The station could not start. ${escapeHtml(words.en)}</p>
<p><small>${code}${detail}</small></p>
<a href="/" autofocus>Thử lại · Try again</a>
</body></html>
`;
  return new Response(page, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
