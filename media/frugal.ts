/**
 * What glibc reads before a program begins: give back at once what is free, and keep few heaps. Without
 * it a day of recordings leaves 25 MB of free arrays with the process (test/bench/hearing.md).
 */
export const FRUGAL = {
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '1',
}
