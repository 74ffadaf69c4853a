// The look: the library's, made readable. Its own defaults fail the contrast that WCAG AA asks for.
import { type CSSVariablesResolver, createTheme } from '@mantine/core'
import { words } from './words'

const choices = { withScrollArea: false, styles: { options: { maxHeight: 'min(50vh, 22rem)', overflowY: 'auto' } } } as const

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 9, dark: 9 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  cursorType: 'pointer',
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  // Named only: the code of what the first page does not show is no part of the first load.
  components: {
    Badge: { defaultProps: { tt: 'none', variant: 'light', fw: 600, radius: 'sm', miw: 'max-content' } },
    Button: { defaultProps: { size: 'sm' } },
    // What was typed is not made another number: the server says what it must be.
    NumberInput: { defaultProps: { clampBehavior: 'none' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': words.close } } },
    Checkbox: { defaultProps: { size: 'xs' } },
    // What is named says what it is, too.
    Loader: { defaultProps: { role: 'status' } },
    // What scrolls can be scrolled by keyboard.
    ScrollAreaAutosize: { defaultProps: { viewportProps: { tabIndex: 0 } } },
    // A list of choices scrolls by itself: what scrolls it may hold no place of its own for the focus.
    Select: { defaultProps: choices },
    MultiSelect: { defaultProps: choices },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 400 } },
  },
})

const lit = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'grape']

// What is pointed at becomes darker: the library's own lighter shade is no ground for white words.
const pointedAt = Object.fromEntries(lit.map((name) => [`--mantine-color-${name}-filled-hover`, `color-mix(in srgb, var(--mantine-color-${name}-9) 86%, black)`]))

/** Darker quiet text and light badges, in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...pointedAt,
    '--mantine-color-dimmed': '#51585e',
    '--mantine-color-placeholder': '#666d74',
    '--mantine-color-error': '#b3202b',
    '--mantine-color-anchor': '#08674a',
    ...Object.fromEntries(lit.map((name) => [`--mantine-color-${name}-light-color`, name === 'yellow' || name === 'orange' ? '#7a3d00' : `color-mix(in srgb, var(--mantine-color-${name}-9) 82%, black)`])),
  },
  dark: {
    ...pointedAt,
    '--mantine-color-dimmed': '#a9b0b7',
    '--mantine-color-placeholder': '#9aa1a8',
    '--mantine-color-error': '#ff9d9d',
    '--mantine-color-anchor': '#63d3ad',
    ...Object.fromEntries(lit.map((name) => [`--mantine-color-${name}-light-color`, `var(--mantine-color-${name}-2)`])),
  },
})
