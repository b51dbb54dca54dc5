/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** The site key of App Check, given when the pages are built (docs/edge.md). */
  readonly VITE_APP_CHECK_KEY?: string
}

/** For tools that do not read `.vue` themselves, as the type-aware lint; `vue-tsc` sees the real types. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
