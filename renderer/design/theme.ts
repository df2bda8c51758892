import { Button, createTheme, type MantineColorsTuple, Modal, Textarea, TextInput, Tooltip } from '@mantine/core';

/** The accent from tint to shade; 7 is the colour itself. */
const accent: MantineColorsTuple = [
  '#e1eff1',
  '#c5e0e5',
  '#9ccad3',
  '#6db1bf',
  '#4397a9',
  '#277f93',
  '#166d82',
  '#0e5f73',
  '#0a4c5d',
  '#083b48',
];

/** What takes something away or sends it back. */
const wrong: MantineColorsTuple = [
  '#fbe9e7',
  '#f7d5d1',
  '#f2a59d',
  '#ea8379',
  '#dd6358',
  '#cc483d',
  '#b93429',
  '#a8281f',
  '#8c1f18',
  '#701811',
];

/** Tokens of design/tokens.css as a Mantine theme. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, wrong },
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  fontFamilyMonospace: "'Liberation Mono', 'Cascadia Mono', Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.3' },
  radius: { xs: '4px', sm: '6px', md: '9px', lg: '14px', xl: '24px' },
  defaultRadius: 'md',
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontWeight: '600' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      styles: {
        root: { fontWeight: 500, fontSize: 14 },
        label: { lineHeight: 1.45 },
        section: { marginInlineStart: 8 },
      },
      vars: (_theme, { size }) =>
        String(size).startsWith('compact') ? { root: {} } : { root: { '--button-padding-x': '14px' } },
    }),
    // Opening a menu goes straight to its first entry.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    InputWrapper: { styles: { label: { marginBottom: 4 }, description: { marginBottom: 5 } } },
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true, multiline: true, maw: 320 } }),
    Modal: Modal.extend({
      styles: { title: { fontWeight: 600, fontSize: 16 } },
      defaultProps: {
        centered: true,
        radius: 'lg',
        transitionProps: { duration: 120 },
        overlayProps: { opacity: 0.35 },
      },
    }),
  },
});
