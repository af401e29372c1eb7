/** A recording that lies on this machine until it was sent: a closed page or a cut line loses none of it. */
export type KeptRecording = Readonly<{ id: number; startedAt: number; type: string; file: File }>

const DATABASE = 'tiep-am.recordings'

type Head = Readonly<{ id: number; startedAt: number; type: string; name: string }>
type Part = Readonly<{ recording: number; part: Blob }>

export type Keeper = Readonly<{
  /** Begins one; parts are added as they come. */
  begin(startedAt: number, type: string, name: string): Promise<number>
  add(recording: number, part: Blob): Promise<void>
  get(recording: number): Promise<KeptRecording | null>
  list(): Promise<readonly KeptRecording[]>
  forget(recording: number): Promise<void>
}>

/** @throws Error where the browser keeps nothing (a private window of some) */
export async function openKeeper(): Promise<Keeper> {
  const db = await asPromise(openDatabase())
  const heads = (mode: IDBTransactionMode) => db.transaction('head', mode).objectStore('head')

  async function assemble(head: Head): Promise<KeptRecording | null> {
    const parts: Part[] = await asPromise(
      db.transaction('part').objectStore('part').index('recording').getAll(head.id),
    )
    if (parts.length === 0) return null
    const file = new File(
      parts.map(({ part }) => part),
      head.name,
      { type: head.type, lastModified: head.startedAt },
    )
    return { id: head.id, startedAt: head.startedAt, type: head.type, file }
  }

  return {
    begin: async (startedAt, type, name) =>
      Number(await asPromise(heads('readwrite').add({ startedAt, type, name }))),
    add: async (recording, part) => {
      const store = db.transaction('part', 'readwrite').objectStore('part')
      await asPromise(store.add({ recording, part }))
    },
    get: async (recording) => {
      const head: Head | undefined = await asPromise(heads('readonly').get(recording))
      return head ? assemble(head) : null
    },
    list: async () => {
      const all: Head[] = await asPromise(heads('readonly').getAll())
      const kept = await Promise.all(all.map(assemble))
      return kept.filter((one) => one !== null)
    },
    forget: async (recording) => {
      await asPromise(heads('readwrite').delete(recording))
      const index = db.transaction('part', 'readwrite').objectStore('part').index('recording')
      const cursor = index.openKeyCursor(recording)
      await new Promise<void>((resolve, reject) => {
        cursor.onerror = () => reject(cursor.error)
        cursor.onsuccess = () => {
          if (!cursor.result) return resolve()
          index.objectStore.delete(cursor.result.primaryKey)
          cursor.result.continue()
        }
      })
    },
  }
}

function openDatabase(): IDBOpenDBRequest {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('head', { keyPath: 'id', autoIncrement: true })
    request.result
      .createObjectStore('part', { autoIncrement: true })
      .createIndex('recording', 'recording')
  }
  return request
}

function asPromise<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
