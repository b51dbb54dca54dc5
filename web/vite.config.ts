import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, loadEnv, type Plugin } from 'vite'

/** Functions refuse a page that does not show its App Check token, unless the deployment says otherwise. */
const appCheckKey = (mode: string): Plugin => ({
  name: 'app-check-key',
  apply: 'build',
  buildStart() {
    if (mode === 'production' && !loadEnv(mode, import.meta.dirname)['VITE_APP_CHECK_KEY'])
      this.warn('VITE_APP_CHECK_KEY is not set: see docs/edge.md before you deploy these pages.')
  },
})

export default defineConfig(({ mode }) => ({
  plugins: [vue(), appCheckKey(mode)],
  resolve: {
    alias: {
      '@contract': resolve(import.meta.dirname, '../functions/src/contract'),
      '@domain': resolve(import.meta.dirname, '../functions/src/domain'),
    },
  },
  build: {
    // The offices' 360 browsers stand on Chromium 86.
    target: 'chrome86',
    outDir: mode === 'emulator' ? 'dist-emulator' : 'dist',
    emptyOutDir: true,
    manifest: true,
    // Inlined pictures would need `data:` in the page's policy (firebase.json).
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Shared code is drawn into the first group that uses it: without its own group, ahead of the others, the
          // core that sign-in needs would pull all of Firestore onto the first page.
          groups: [
            {
              name: 'firebase-core',
              test: /@firebase[\\/](app|component|logger|util)[\\/]|[\\/]idb[\\/]/,
              priority: 40,
            },
            { name: 'firebase-app-check', test: /@firebase[\\/]app-check[\\/]/, priority: 30 },
            { name: 'firebase-auth', test: /@firebase[\\/]auth[\\/]/, priority: 30 },
            {
              name: 'firebase-data',
              test: /@firebase[\\/](firestore|webchannel-wrapper|functions)[\\/]/,
              priority: 20,
            },
            { name: 'vue', test: /[\\/]node_modules[\\/](@vue|vue|vue-router)[\\/]/, priority: 10 },
          ],
        },
      },
    },
  },
}))
