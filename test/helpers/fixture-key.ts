/** Opens test/fixtures/databases/*.db, which hold invented people only. */
export const FIXTURE_KEY = new Uint8Array(32).fill(7);
