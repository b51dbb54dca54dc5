import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

/** Where the page may connect to. On emulators the ports vary with the suite, so there any host will do. */
const CONNECT = {
  production: [
    "'self'",
    'https://identitytoolkit.googleapis.com',
    'https://securetoken.googleapis.com',
    'https://firestore.googleapis.com',
    'https://*.cloudfunctions.net',
  ],
  emulator: ["'self'", 'http:'],
}

/** Nothing inline, nothing evaluated, nothing from elsewhere: a text that a caller dictated can never become a program. */
const contentSecurityPolicy = (mode: string): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      injectTo: 'head-prepend',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content: [
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          // Evidence that was looked at is shown from memory.
          "img-src 'self' blob:",
          'media-src blob:',
          'frame-src blob:',
          "font-src 'self'",
          "manifest-src 'self'",
          `connect-src ${CONNECT[mode === 'emulator' ? 'emulator' : 'production'].join(' ')}`,
          "base-uri 'none'",
          "form-action 'self'",
        ].join('; '),
      },
    },
  ],
})

export default defineConfig(({ mode }) => ({
  plugins: [vue(), contentSecurityPolicy(mode)],
  resolve: { alias: { '@domain': resolve(import.meta.dirname, '../functions/src/domain') } },
  build: {
    // The offices' 360 browsers stand on Chromium 86.
    target: 'chrome86',
    outDir: mode === 'emulator' ? 'dist-emulator' : 'dist',
    emptyOutDir: true,
    manifest: true,
    // Inlined pictures would need `data:` in the policy above.
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
