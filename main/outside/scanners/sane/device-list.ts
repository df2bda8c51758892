/** A device as `scanimage -f` lists it. */
export interface ListedDevice {
  /** What scanimage calls it; may change from one plugging-in to the next. */
  readonly device: string;
  /** The same at every search. */
  readonly id: string;
  readonly name: string;
}

/** Asks scanimage for lines that `parseDeviceList` reads. */
export const DEVICE_LIST_FORMAT = '%d\t%v\t%m\t%t%n';

/** Reads the list of devices; cameras, which SANE lists too, are left out. */
export function parseDeviceList(text: string): readonly ListedDevice[] {
  const taken = new Map<string, number>();
  return text.split('\n').flatMap((line) => {
    const [device, vendor = '', model = '', type = ''] = line.split('\t').map((part) => part.trim());
    if (device === undefined || device === '' || !line.includes('\t')) return [];
    if (/camera/i.test(type) || device.startsWith('v4l:')) return [];
    const name = `${vendor} ${model}`.trim() || device;
    // A USB address (bus and number) is new with every plugging-in; the model is not.
    const lasting = `sane:${device.replace(/(?:lib)?usb:\d{3}:\d{3}/, `usb:${name}`)}`;
    const count = (taken.get(lasting) ?? 0) + 1;
    taken.set(lasting, count);
    return [{ device, name, id: count === 1 ? lasting : `${lasting}#${count}` }];
  });
}
