import type { ClientLink, ClientOptions } from '@orpc/client';

export type NoContext = Record<never, never>;
export type StationLink = ClientLink<NoContext>;
export type CallOptions = ClientOptions<NoContext>;
