import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// What is built is what is served: also when a test run, with its own NODE_ENV, has it built.
process.env.NODE_ENV = 'production'

const page = (name: string) => path.join(import.meta.dirname, name)

/** Two pages: the office, and the duty officer's phone page, which shares nothing heavy with it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: page('dist'),
    emptyOutDir: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: { office: page('index.html'), truc: page('truc.html') },
      output: {
        codeSplitting: {
          // Named, so that the phone page never draws in a library that only the office uses.
          groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }],
        },
      },
    },
  },
})
