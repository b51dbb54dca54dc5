import cliProgress from 'cli-progress'

export interface Progress {
  advance(rows: number): void
  stop(): void
}

const LINE_EVERY = 1_000

/** A bar for a person who watches, now and then a line for a log. `doing` names the work and what is counted. */
export const progressOn = (
  total: number,
  doing: { readonly verb: string; readonly unit: string },
  stream: NodeJS.WriteStream = process.stderr,
): Progress => {
  if (stream.isTTY) {
    const bar = new cliProgress.SingleBar({
      stream,
      format: `${doing.verb} {bar} {value}/{total} ${doing.unit}  还需约 {eta_formatted}`,
      barsize: 30,
      hideCursor: true,
    })
    bar.start(total, 0)
    return {
      advance(rows) {
        bar.increment(rows)
      },
      stop() {
        bar.stop()
      },
    }
  }
  let done = 0
  return {
    advance(rows) {
      const before = Math.floor(done / LINE_EVERY)
      done += rows
      if (Math.floor(done / LINE_EVERY) > before)
        stream.write(`已${doing.verb} ${done}/${total} ${doing.unit}\n`)
    },
    stop() {
      // A log keeps what it has.
    },
  }
}
