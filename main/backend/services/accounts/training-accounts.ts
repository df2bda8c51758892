import type { Role, StationInfo } from '../../../../common/contract/session.ts';

export interface TrainingAccount {
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
  readonly role: Role;
}

const PASSWORD = 'mau-2026';

/** Ready-made people of training mode, shown on its sign-in screen. */
export const TRAINING_ACCOUNTS: readonly TrainingAccount[] = [
  { username: 'hanh', password: PASSWORD, displayName: 'Nguyễn Thị Hạnh', role: 'clerk' },
  { username: 'binh', password: PASSWORD, displayName: 'Trần Văn Bình', role: 'clerk' },
  { username: 'lan', password: PASSWORD, displayName: 'Lê Thị Lan', role: 'supervisor' },
  { username: 'quantri', password: PASSWORD, displayName: 'Quản trị trạm', role: 'administrator' },
];

export type StationSettings = Pick<StationInfo, 'name' | 'agencyName' | 'agencyCode' | 'pdfRaster'>;

export const TRAINING_STATION: StationSettings = {
  name: 'Quầy 3',
  agencyName: 'Trung tâm Phục vụ hành chính công phường Sông Hằng',
  agencyCode: 'H56.25.5',
};
