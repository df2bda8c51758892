// Answers of `scanimage -A` in the form that scanimage(1) gives them, with the options that the manuals of these back
// ends name: sane-airscan(5), sane-fujitsu(5), sane-genesys(5), sane-epson2(5), sane-pixma(5), and the vendor's brother4.

/** A network copier: glass, feeder, both sides in one pass. */
export const AIRSCAN = `
All options specific to device \`airscan:e0:Copier 4000':
  Standard:
    --resolution 100|200|300|600dpi [300]
        Sets the resolution of the scanned image.
    --mode Color|Gray [Color]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --source Flatbed|ADF|ADF Duplex [Flatbed]
        Selects the scan source (such as a document-feeder).
  Geometry:
    -l 0..215.9mm [0]
        Top-left x position of scan area.
    -t 0..297.011mm [0]
        Top-left y position of scan area.
    -x 0..215.9mm [215.9]
        Width of scan-area.
    -y 0..297.011mm [297.011]
        Height of scan-area.
  Enhancement:
    --brightness -100..100% (in steps of 1) [0]
        Controls the brightness of the acquired image.
`;

/** A sheet-fed document scanner that tells its sides apart and cuts to the paper's size. */
export const FUJITSU = `
All options specific to device \`fujitsu:fi-7160:901':
  Standard:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
        Selects the scan source (such as a document-feeder).
    --mode Lineart|Halftone|Gray|Color [Lineart]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution 50..600dpi (in steps of 1) [600]
        Sets the resolution of the scanned image.
  Geometry:
    --page-width 0..221.121mm (in steps of 0.0211639) [215.872]
        Specifies the width of the media.
    --page-height 0..355.554mm (in steps of 0.0211639) [279.364]
        Specifies the height of the media.
    -l 0..215.872mm (in steps of 0.0211639) [0]
        Top-left x position of scan area.
    -t 0..279.364mm (in steps of 0.0211639) [0]
        Top-left y position of scan area.
    -x 0..221.121mm (in steps of 0.0211639) [215.872]
        Width of scan-area.
    -y 0..355.554mm (in steps of 0.0211639) [279.364]
        Height of scan-area.
  Sensors:
    --scan[=(yes|no)] [no] [hardware]
        Scan button
    --page-loaded[=(yes|no)] [no] [hardware]
        Page loaded
`;

/** A glass of its own without a choice of sources, sixteen bits by default. */
export const GENESYS = `
All options specific to device \`genesys:libusb:001:004':
  Scan Mode:
    --mode Color|Gray [Gray]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --preview[=(yes|no)] [no]
        Request a preview-quality scan.
    --depth 16|8 [16]
        Number of bits per sample, typical values are 1 for "line-art" and 8
        for multibit scans.
    --resolution 4800|2400|1200|600|300|150|75dpi [75]
        Sets the resolution of the scanned image.
  Geometry:
    -x 0..216.069mm [216.069]
        Width of scan-area.
    -y 0..299.72mm [299.72]
        Height of scan-area.
`;

/** Both sides are an option beside the source, inactive while the glass is chosen. */
export const EPSON2 = `
All options specific to device \`epson2:net:192.0.2.7':
  Scan Mode:
    --mode Binary|Gray|Color [Binary]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution auto||50|60|72|75|80|90|100|120|133|144|150|200|300|600dpi [50]
        Sets the resolution of the scanned image.
    --source Flatbed|Automatic Document Feeder [Flatbed]
        Selects the scan source (such as a document-feeder).
    --adf-mode Simplex|Duplex [inactive]
        Selects the ADF mode (simplex/duplex)
    --wait-for-button[=(yes|no)] [no]
        After sending the scan command, wait until the button on the scanner
        is pressed to actually start the scan process.
`;

/** Words of a maker: brackets and commas within values. */
export const BROTHER = `
All options specific to device \`brother4:bus1;dev1':
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color[Fast] [24bit Color[Fast]]
        Select the scan mode
    --resolution 100|150|200|300|400|600|1200|2400|4800|9600dpi [200]
        Sets the resolution of the scanned image.
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex)|Automatic Document Feeder(centrally aligned)|Automatic Document Feeder(centrally aligned,Duplex) [Automatic Document Feeder(left aligned)]
        Selects the scan source (such as a document-feeder).
    --brightness -50..50% (in steps of 1) [inactive]
        Controls the brightness of the acquired image.
    -x 0..215.9mm (in steps of 0.0999908) [215.88]
        Width of scan-area.
    -y 0..355.6mm (in steps of 0.0999908) [355.567]
        Height of scan-area.
`;

/** A film scanner that papers can be laid on, its area in pixels. */
export const FILM = `
All options specific to device \`pixma:04A9190D_3C1F':
  Scan mode:
    --resolution auto||75|150|300dpi [75]
        Sets the resolution of the scanned image.
    --mode auto|Color|Gray|48 bits color|Lineart [Color]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --source Flatbed|Transparency Unit [Flatbed]
        Selects the scan source (such as a document-feeder). Set source before
        mode and resolution. Resets mode and resolution to auto values.
  Geometry:
    -x 0..2550pel [2550]
        Width of scan-area.
    -y 0..3508pel [3508]
        Height of scan-area.
`;
