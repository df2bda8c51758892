import type { StationInfo } from '../../common/contract/session.ts';
import type { JobOrders } from './jobs/job-orders.ts';
import type { Sessions } from './services/accounts/sessions.ts';
import type { CareService } from './services/care/care-service.ts';
import type { DeliveryService } from './services/delivery/delivery-service.ts';
import type { DiskWatch } from './services/disk/disk-watch.ts';
import type { ServiceContext } from './services/service-context.ts';
import type { PaperPdfs } from './services/verification/paper-pdfs.ts';

/** The composed services, as procedures and assets use them. */
export interface Station {
  readonly context: ServiceContext;
  readonly sessions: Sessions;
  readonly pdfs: PaperPdfs;
  readonly delivery: DeliveryService;
  readonly disk: DiskWatch;
  readonly jobs: JobOrders;
  readonly care: CareService;
  readonly fixed: Pick<StationInfo, 'training' | 'version'>;
  /** Null outside training mode. */
  readonly samplesDir: string | null;
}
