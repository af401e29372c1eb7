/** The light build has the same face as the whole one, and no types of its own. */
declare module 'hls.js/light' {
  export { default } from 'hls.js'
}
