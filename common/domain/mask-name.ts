/** A person's name with the first letter of each part only: `NGUYỄN THỊ MẪU` → `N•• T•• M••`. */
export function maskName(name: string): string {
  return name
    .normalize('NFC')
    .split(/\s+/u)
    .filter((part) => part !== '')
    .map((part) => `${[...part][0]}••`)
    .join(' ');
}
