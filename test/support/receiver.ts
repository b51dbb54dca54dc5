import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One message as it arrived. */
export interface Received {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly text: string
  readonly key: string
  /** Whether its signature is genuine, by the documented scheme; null where the channel has none. */
  readonly genuine: boolean | null
  /** How it was answered. */
  readonly answered: Mood
}

/** `refuses`: as robots do, with 200 and an error code. */
export type Mood = 'well' | 'fails' | 'hangs' | 'refuses' | 'redirects'

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/**
 * A receiver at the other end of every channel: it fails, hangs and recovers as it is told, and checks signatures the
 * way docs/channels.md says, with code of its own.
 */
export class Receiver {
  readonly received: Received[] = []
  mood: Mood = 'well'
  private readonly hanging = new Set<ServerResponse>()

  private constructor(
    private readonly server: Server,
    private readonly secret: string,
  ) {}

  static async start(secret: string): Promise<Receiver> {
    const server = createServer()
    const receiver = new Receiver(server, secret)
    server.on('request', (request, response) => void receiver.take(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  url(path: string): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}${path}`
  }

  /** Everything that came under the key. */
  of(key: string): Received[] {
    return this.received.filter((each) => each.key === key)
  }

  async stop(): Promise<void> {
    for (const response of this.hanging) response.destroy()
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private isGenuine({ headers }: IncomingMessage, url: URL, body: string): boolean | null {
    const hmac = (text: string) => createHmac('sha256', this.secret).update(text)
    if (url.pathname === '/dingtalk') {
      const timestamp = url.searchParams.get('timestamp') ?? ''
      return hmac(`${timestamp}\n${this.secret}`).digest('base64') === url.searchParams.get('sign')
    }
    if (url.pathname !== '/sms') return null
    const timestamp = String(headers['x-hotline-timestamp'])
    return hmac(`${timestamp}.${body}`).digest('hex') === headers['x-hotline-signature']
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    const url = new URL(request.url ?? '/', 'http://receiver')
    const said = JSON.parse(body) as { text: string | { content: string } }
    const answered = this.mood
    this.received.push({
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
      text: typeof said.text === 'string' ? said.text : said.text.content,
      key: String(request.headers['idempotency-key']),
      genuine: this.isGenuine(request, url, body),
      answered,
    })
    if (answered === 'hangs') {
      this.hanging.add(response)
      return
    }
    const status = { well: 200, refuses: 200, fails: 500, redirects: 302 }[answered]
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(answered === 'redirects' && { location: this.url('/elsewhere') }),
    })
    response.end(JSON.stringify({ errcode: answered === 'refuses' ? 310000 : 0 }))
  }
}
