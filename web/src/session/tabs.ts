/**
 * The tabs of one sign-in. Office PCs are shared, so a session ends with its tabs, and a tab whose address was typed asks
 * who it is. A tab that was opened from one of ours, as by Ctrl and a click on an order, takes the session over from it.
 */
/** Why somebody was sent to the sign-in page. */
export type Farewell =
  'left' | 'revoked' | 'unknown' | 'idle' | 'ended' | 'password-changed' | 'second-factor-changed'

const CHANNEL = 'tabs of this system'
/** How long a new tab waits for the others, ms. */
const PATIENCE = 1_000
/** After the first answer the others get this long. */
const A_MOMENT = 100
const AUTH = 'firebase:authUser:'
const CARRIED = [AUTH, 'acting-as']

type Items = readonly (readonly [key: string, value: string])[]
type Said =
  | { readonly what: 'asks'; readonly tab: string }
  | { readonly what: 'answers'; readonly to: string; readonly session: string; readonly items: Items }
  | { readonly what: 'leaves'; readonly session: string; readonly farewell: Farewell }

const open = (): BroadcastChannel | null =>
  'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null
const say = (channel: BroadcastChannel | null, said: Said): void => channel?.postMessage(said)

const itemsOf = (storage: Storage): Items =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    .filter((key) => CARRIED.some((carried) => key.startsWith(carried)))
    .map((key) => [key, storage.getItem(key) ?? ''])

/** Whether this page was opened from a page of ours and has nobody yet. Whoever signs out is not brought back in. */
export const isOpenedFromOurs = (
  { pathname, origin }: Pick<Location, 'pathname' | 'origin'>,
  referrer: string,
  storage: Storage,
): boolean =>
  referrer.startsWith(`${origin}/`) &&
  !['/sign-in', '/invitation'].includes(pathname) &&
  !itemsOf(storage).some(([key]) => key.startsWith(AUTH))

/** Takes over the session of the tabs that are open, if all that answer are of the same one. */
export const takeOver = async (storage: Storage): Promise<void> => {
  const channel = open()
  if (channel === null) return
  const tab = `${Date.now()} ${Math.random()}`
  const answers = new Map<string, Items>()
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE)
    channel.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.what !== 'answers' || data.to !== tab) return
      answers.set(data.session, data.items)
      clearTimeout(timer)
      setTimeout(resolve, A_MOMENT)
    }
    say(channel, { what: 'asks', tab })
  })
  channel.close()
  const [items, another] = [...answers.values()]
  if (items === undefined || another !== undefined) return
  for (const [key, value] of items) storage.setItem(key, value)
}

export interface Together {
  /** Tells the tabs of the same session that it ends. */
  readonly leave: (farewell: Farewell) => void
  readonly stop: () => void
}

/** `session` names the one that is open here, and is null while there is none to hand over. */
export const joinTabs = (
  storage: Storage,
  session: () => string | null,
  left: (farewell: Farewell) => void,
): Together => {
  const channel = open()
  if (channel !== null)
    channel.onmessage = ({ data }: MessageEvent<Said>) => {
      const mine = session()
      if (mine === null) return
      if (data.what === 'asks')
        say(channel, { what: 'answers', to: data.tab, session: mine, items: itemsOf(storage) })
      if (data.what === 'leaves' && data.session === mine) left(data.farewell)
    }
  return {
    leave: (farewell) => {
      const mine = session()
      if (mine !== null) say(channel, { what: 'leaves', session: mine, farewell })
    },
    stop: () => channel?.close(),
  }
}
