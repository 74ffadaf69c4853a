import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { serviceWorker } from './service-worker.ts'
import { unusedStyles } from './unused-styles.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), unusedStyles(), serviceWorker()],
  resolve: { alias: { '~': join(import.meta.dirname, 'src') } },
  build: { target: 'es2022', sourcemap: false, modulePreload: { polyfill: false } },
})
