import { refused, ok, type Refusal, refuse, type Result } from '../domain/base/refusal'

/** A telephone's largest photo; decoded it takes three to four bytes a pixel. */
const MOST_PIXELS = 64_000_000
const QUALITY = 90

const unreadable = (): Refusal => refuse('evidence.unreadable')
const beyondPixels = (width: number, height: number): Refusal | null =>
  width * height > MOST_PIXELS
    ? refuse('evidence.too-many-pixels', { megapixels: MOST_PIXELS / 1_000_000 })
    : null

const library = async () => {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  return sharp
}

/**
 * The picture drawn anew, upright, and nothing else. Where, when and with what telephone it was taken, thumbnails,
 * hidden films and everything else that is not the picture are left out (R16.1).
 */
export const redrawn = async (whole: Buffer, type: 'image/jpeg' | 'image/png'): Promise<Result<Buffer>> => {
  const sharp = await library()
  try {
    const picture = sharp(whole, { failOn: 'error', limitInputPixels: false })
    const { format, width, height } = await picture.metadata()
    if (`image/${format}` !== type) return refused(unreadable())
    const refusal = beyondPixels(width, height)
    if (refusal !== null) return refused(refusal)
    const upright = picture.autoOrient()
    return ok(await (type === 'image/jpeg' ? upright.jpeg({ quality: QUALITY }) : upright.png()).toBuffer())
  } catch {
    return refused(unreadable())
  }
}

/** The main picture of a HEIC file, drawn anew and upright as a JPEG, which every office computer can show. */
export const redrawnAsJpeg = async (whole: Buffer): Promise<Result<Buffer>> => {
  const { default: heif } = await import('libheif-js/wasm-bundle.js')
  let images: ReturnType<InstanceType<typeof heif.HeifDecoder>['decode']> = []
  try {
    images = new heif.HeifDecoder().decode(whole)
    const main = images.find((image) => image.is_primary()) ?? images[0]
    if (main === undefined) return refused(unreadable())
    const [width, height] = [main.get_width(), main.get_height()]
    const refusal = beyondPixels(width, height)
    if (refusal !== null) return refused(refusal)
    const drawn = await new Promise<{ readonly data: Uint8ClampedArray } | null>((resolve) => {
      main.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, resolve)
    })
    if (drawn === null) return refused(unreadable())
    const sharp = await library()
    return ok(
      await sharp(drawn.data, { raw: { width, height, channels: 4 } })
        .flatten({ background: '#fff' })
        .jpeg({ quality: QUALITY })
        .toBuffer(),
    )
  } catch {
    return refused(unreadable())
  } finally {
    for (const image of images) image.free()
  }
}
