/** The part of libheif that is used here. It is WebAssembly: whatever a file does to its decoder stays inside. */
declare module 'libheif-js/wasm-bundle.js' {
  interface Image {
    is_primary(): boolean
    get_width(): number
    get_height(): number
    display(
      into: { data: Uint8ClampedArray; width: number; height: number },
      done: (drawn: { readonly data: Uint8ClampedArray } | null) => void,
    ): void
    free(): void
  }
  const libheif: { readonly HeifDecoder: new () => { decode(whole: Uint8Array): Image[] } }
  export default libheif
}
