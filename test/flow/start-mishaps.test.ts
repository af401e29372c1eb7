import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePort } from '../support/office.ts'

const root = path.join(import.meta.dirname, '..', '..')
const freshFolder = () => mkdtempSync(path.join(os.tmpdir(), 'tiep-am-mishap-'))

type Run = Readonly<{ code: number | null; said: string }>

/** Starts the office and waits until it ends, or until it says something that is waited for. */
function start(env: Readonly<Record<string, string>>, until?: RegExp): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'server', 'cli.ts'), 'start'], {
      env: { ...process.env, TIEP_AM_PRESET: 'none', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (until?.test(said)) child.kill('SIGTERM')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', (code) => resolve({ code, said }))
  })
}

describe('a start that goes wrong', () => {
  it('names a taken port, and has shown the password that it made by then', async () => {
    const port = await freePort()
    const taken = createServer().listen(port, '127.0.0.1')
    const data = freshFolder()
    const env = { PORT: String(port), TIEP_AM_DATA: data }
    const refused = await start(env)
    taken.close()
    expect(refused.code).toBe(1)
    expect(refused.said).toContain(`Cổng ${port} đang được chương trình khác dùng`)
    expect(refused.said).toContain(`Port ${port} is in use`)
    expect(refused.said).toMatch(/password \(shown once\): \S{10}/)

    const started = await start(env, /ready:/)
    expect(started.said).toContain('ready:')
    expect(started.said).not.toContain('shown once')
  })

  it('names a data folder that cannot be one', async () => {
    const file = path.join(freshFolder(), 'file')
    writeFileSync(file, '')
    const { code, said } = await start({ TIEP_AM_DATA: file })
    expect(code).toBe(1)
    expect(said).toContain('Không ghi được vào thư mục')
    expect(said).toContain('Choose another folder with TIEP_AM_DATA')
  })

  it('names an ffmpeg that was chosen and does not work', async () => {
    const { code, said } = await start({ TIEP_AM_DATA: freshFolder(), FFMPEG_PATH: '/khong-co' })
    expect(code).toBe(1)
    expect(said.split('\n').filter((line) => line.includes('FFMPEG_PATH'))).toHaveLength(2)
    expect(said).not.toContain('    at ')
  })

  it('refuses plain HTTP for others than this machine', async () => {
    const { code, said } = await start({ TIEP_AM_DATA: freshFolder(), HOST: '0.0.0.0' })
    expect(code).toBe(2)
    expect(said).toContain('plain HTTP')
  })
})
