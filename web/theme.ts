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

/** Dark red, well away from the vermilion that only the air wears. */
const red: MantineColorsTuple = [
  '#f9eeed',
  '#f0d6d4',
  '#e3aeaa',
  '#d5847f',
  '#c65a53',
  '#b03e37',
  '#9c2a24',
  '#8c1d18',
  '#701511',
  '#520d0a',
]

export const theme = createTheme({
  colors: { teal, red },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: "'Inter Variable', 'Noto Sans Khmer', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: "'Inter Variable', 'Noto Sans Khmer', system-ui, sans-serif" },
  // A step above the library's own: 15 px on PCs, 16 px on phones.
  fontSizes: { xs: '0.87rem', sm: '1rem', md: '1.07rem', lg: '1.2rem', xl: '1.33rem' },
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
})
