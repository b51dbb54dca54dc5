/// <reference types="vite/client" />

/** For tools that do not read `.vue` themselves, as the type-aware lint; `vue-tsc` sees the real types. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
