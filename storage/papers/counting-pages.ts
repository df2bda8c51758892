import { type RawBuilder, sql } from 'kysely';

/**
 * True for a row of `pages` that is still part of its dossier: not when every paper that holds it was set aside, nor
 * when no paper holds it and its file was dismissed or all of its file's papers were set aside.
 */
export function pageCounts(): RawBuilder<boolean> {
  const holds = sql`papers.dossier_id = pages.dossier_id and paper_pages.page_id = pages.id`;
  return sql<boolean>`case
    when exists (select 1 from papers inner join paper_pages on paper_pages.paper_id = papers.id where ${holds})
      then exists (select 1 from papers inner join paper_pages on paper_pages.paper_id = papers.id
        where ${holds} and papers.removed_at is null)
    when exists (select 1 from files where files.id = pages.file_id and files.state = 'dismissed') then false
    when exists (select 1 from papers where papers.file_id = pages.file_id)
      then exists (select 1 from papers where papers.file_id = pages.file_id and papers.removed_at is null)
    else true end`;
}
