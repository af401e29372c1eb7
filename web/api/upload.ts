import { noAnswer, ProblemError, problemOf } from './problem.ts'
import type { Upload } from './shapes.ts'

/**
 * Sends one file; ingest goes on after the answer, see GET /uploads/:upload. An XMLHttpRequest since
 * fetch cannot say how much of a body has left.
 * @throws ProblemError
 */
export function sendFile(file: File, onPercent: (percent: number) => void): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/uploads')
    request.responseType = 'json'
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onPercent(Math.round((event.loaded / event.total) * 100))
    }
    request.onerror = () => reject(new ProblemError(noAnswer))
    request.onload = () => {
      if (request.status === 201 || request.status === 202) resolve(request.response as Upload)
      else reject(new ProblemError(problemOf(request.status, request.response)))
    }
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
