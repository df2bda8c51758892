import type { Role } from '../../common/contract/session.ts';

export const DESKS = ['today', 'intake', 'verification', 'delivery', 'settings'] as const;
export type Desk = (typeof DESKS)[number];

/** Who captures can't verify and the other way round, so nobody is shown a desk that would turn them away. */
const BY_ROLE: Readonly<Record<Role, readonly Desk[]>> = {
  clerk: ['today', 'intake', 'delivery'],
  supervisor: ['today', 'verification', 'delivery'],
  administrator: ['today', 'delivery', 'settings'],
};

/** The desks of a role, from the top of the rail down. */
export function desksOf(role: Role): readonly Desk[] {
  return BY_ROLE[role];
}

/** The desk where a role's own work waits. */
export function homeDesk(role: Role): Desk {
  return role === 'clerk' ? 'intake' : role === 'supervisor' ? 'verification' : 'today';
}
