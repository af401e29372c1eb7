import type { IconName } from './places.ts'

/** Line drawings on a 24 grid, one path each. */
const drawings: Readonly<Record<IconName, string>> = {
  lamp: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M7.8 7.8a6 6 0 0 0 0 8.4M16.2 7.8a6 6 0 0 1 0 8.4M5 5a10 10 0 0 0 0 14M19 5a10 10 0 0 1 0 14',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  page: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  flag: 'M5 21V4M5 5c5-3 8 3 14 0v9c-6 3-9-3-14 0',
  list: 'M4 6h2M9 6h11M4 12h2M9 12h11M4 18h2M9 18h11',
  grid: 'M4 4h16v16H4zM4 9.3h16M4 14.6h16M9.3 4v16M14.6 4v16',
  ear: 'M7 10a5 5 0 0 1 10 0c0 4-4 4-4 8a3 3 0 0 1-5 2M10 11a2 2 0 1 1 3 2l-1 2',
  recall: 'M4 10h10a5 5 0 0 1 0 10H9M4 10l5-5M4 10l5 5',
  picked: 'M4 6h10M4 12h10M4 18h6M15 17l2.5 2.5L21 14',
  mast: 'M12 11v10M8 21h8M12 8a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M8 6a5 5 0 0 0 0 7M16 6a5 5 0 0 1 0 7',
  sliders: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
}

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  )
}
