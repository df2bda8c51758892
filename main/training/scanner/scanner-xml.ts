/** What the simulator says, in the words of the Mopria eSCL specification. */

const NAMESPACES =
  'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const PROFILE = `<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:ContentTypes><pwg:ContentType>TextAndPhoto</pwg:ContentType></scan:ContentTypes>
<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>\
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>${[150, 200, 300, 600]
  .map(
    (dpi) =>
      `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution>` +
      `<scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`,
  )
  .join('')}</scan:DiscreteResolutions></scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles>`;

/** A4, in 1/300 inch. */
const CAPS = `<scan:MinWidth>1</scan:MinWidth><scan:MaxWidth>2480</scan:MaxWidth>
<scan:MinHeight>1</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight>
<scan:MaxScanRegions>1</scan:MaxScanRegions>
${PROFILE}
<scan:SupportedIntents><scan:Intent>Document</scan:Intent></scan:SupportedIntents>
<scan:MaxOpticalXResolution>600</scan:MaxOpticalXResolution>\
<scan:MaxOpticalYResolution>600</scan:MaxOpticalYResolution>`;

export function capabilitiesXml(uuid: string): string {
  return `${HEAD}<scan:ScannerCapabilities ${NAMESPACES}>
<pwg:Version>2.6</pwg:Version>
<pwg:MakeAndModel>Trạm Số Hóa – máy quét giả lập</pwg:MakeAndModel>
<pwg:SerialNumber>000000</pwg:SerialNumber>
<scan:UUID>${uuid}</scan:UUID>
<scan:Platen><scan:PlatenInputCaps>${CAPS}</scan:PlatenInputCaps></scan:Platen>
<scan:Adf>
<scan:AdfSimplexInputCaps>${CAPS}</scan:AdfSimplexInputCaps>
<scan:AdfDuplexInputCaps>${CAPS}</scan:AdfDuplexInputCaps>
<scan:FeederCapacity>50</scan:FeederCapacity>
<scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption><scan:AdfOption>Duplex</scan:AdfOption></scan:AdfOptions>
</scan:Adf>
</scan:ScannerCapabilities>
`;
}

export interface StatusWords {
  readonly state: 'Idle' | 'Processing';
  readonly adfState: string;
  readonly jobs: readonly {
    readonly path: string;
    readonly id: string;
    readonly ageMs: number;
    readonly given: number;
    readonly left: number;
    readonly state: string;
    readonly reason: string;
  }[];
}

export function statusXml({ state, adfState, jobs }: StatusWords): string {
  const infos = jobs.map(
    (job) => `<scan:JobInfo><pwg:JobUri>${job.path}</pwg:JobUri><pwg:JobUuid>urn:uuid:${job.id}</pwg:JobUuid>
<scan:Age>${Math.round(job.ageMs / 1000)}</scan:Age>
<pwg:ImagesCompleted>${job.given}</pwg:ImagesCompleted><pwg:ImagesToTransfer>${job.left}</pwg:ImagesToTransfer>
<pwg:JobState>${job.state}</pwg:JobState>
<pwg:JobStateReasons><pwg:JobStateReason>${job.reason}</pwg:JobStateReason></pwg:JobStateReasons></scan:JobInfo>`,
  );
  return `${HEAD}<scan:ScannerStatus ${NAMESPACES}>
<pwg:Version>2.6</pwg:Version>
<pwg:State>${state}</pwg:State>
<scan:AdfState>${adfState}</scan:AdfState>
<scan:Jobs>${infos.join('\n')}</scan:Jobs>
</scan:ScannerStatus>
`;
}
