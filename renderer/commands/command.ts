/**
 * One thing that a person can do, told once and shared by button, palette, key map and keyboard.
 */
export interface Command {
  /** area.verb */
  readonly id: string;
  /** In the language on screen. */
  readonly label: string;
  /** Chords such as `F9`, `Ctrl+K`, `Alt+1`, `Shift+Enter`, `?`; the first is shown on the button. */
  readonly keys: readonly string[];
  /** Whether it can be done now. */
  readonly when: () => boolean;
  readonly run: () => void;
  /** Its keys work while a text field has the focus, though they could be typed there. */
  readonly inText?: boolean;
  /** Left out of the palette: it means something only where its keys are pressed. */
  readonly hidden?: boolean;
}
