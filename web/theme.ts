import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Deep teal; shade 7 is the brand colour, white on it is 7:1. */
const teal: MantineColorsTuple = [
  '#eaf5f5',
  '#d3e7e8',
  '#a6cfd2',
  '#77b6bb',
  '#4f9da4',
  '#2f848c',
  '#1a6d75',
  '#0f5c63',
  '#0b4a50',
  '#07373c',
]

export const theme = createTheme({
  colors: { teal },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: "'Inter Variable', 'Noto Sans Khmer', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: "'Inter Variable', 'Noto Sans Khmer', system-ui, sans-serif" },
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
})
