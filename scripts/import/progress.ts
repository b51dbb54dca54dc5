import cliProgress from 'cli-progress'

export interface Progress {
  advance(rows: number): void
  stop(): void
}

const LINE_EVERY = 1_000

/** A bar for a person who watches, now and then a line for a log. */
export const progressOn = (total: number, stream: NodeJS.WriteStream = process.stderr): Progress => {
  if (stream.isTTY) {
    const bar = new cliProgress.SingleBar({
      stream,
      format: '导入 {bar} {value}/{total} 行  还需约 {eta_formatted}',
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
      if (Math.floor(done / LINE_EVERY) > before) stream.write(`已处理 ${done}/${total} 行\n`)
    },
    stop() {
      // A log keeps what it has.
    },
  }
}
