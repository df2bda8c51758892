import { ROLES } from '../../../common/contract/session.ts';
import { PROCEDURES } from '../../../common/domain/procedures.ts';
import { readStationInfo, saveStationSettings } from '../services/accounts/station-settings.ts';
import { stationHealth } from '../services/reports/health.ts';
import { todayView } from '../services/reports/today.ts';
import { purgeAhead, saveRetention } from '../services/retention/retention-orders.ts';
import type { Station } from '../station.ts';
import { allow, type Implementer } from './implementer.ts';

export function stationProcedures(os: Implementer, station: Station) {
  const { context: services, disk, fixed } = station;
  const anybody = allow(station, ROLES);
  const administrator = allow(station, ['administrator']);
  return {
    health: os.station.health.use(anybody).handler(async () => await stationHealth(services, disk)),
    saveRetention: os.station.saveRetention.use(administrator).handler(async ({ context, input }) => {
      await saveRetention(services, context.person, input.days);
      return await stationHealth(services, disk);
    }),
    purgeNow: os.station.purgeNow.use(administrator).handler(async ({ context }) => {
      return { dossiers: await purgeAhead(services, context.person) };
    }),
    events: os.station.events.use(anybody).handler(({ signal }) => services.events.subscribe(signal)),
    procedures: os.station.procedures.use(anybody).handler(() =>
      PROCEDURES.map(({ code, name, nameEn, sector, components }) => ({
        code,
        name,
        nameEn,
        sectorName: sector.name,
        components: components.map((component) => ({ ...component, documentTypes: [...component.documentTypes] })),
      })),
    ),
    today: os.station.today.use(anybody).handler(async ({ context }) => await todayView(services, context.person)),
    settings: os.station.settings.use(anybody).handler(async () => await readStationInfo(services, fixed)),
    saveSettings: os.station.saveSettings.use(administrator).handler(async ({ context, input }) => {
      await saveStationSettings(services, context.person, input);
      return await readStationInfo(services, fixed);
    }),
    accounts: os.station.accounts.use(administrator).handler(async () => {
      const accounts = await services.store.read.accounts.list();
      return accounts.map(({ passwordHash: _, ...account }) => account);
    }),
  };
}
