/** A recording that lies on this machine until it was sent: a closed page or a cut line loses none of it. */
export type KeptRecording<About = null> = Readonly<{
  id: number
  startedAt: number
  type: string
  file: File
  about: About
}>

type Head<About> = Readonly<{
  id: number
  startedAt: number
  type: string
  name: string
  about: About
}>
type Part = Readonly<{ recording: number; part: Blob }>

export type Keeper<About = null> = Readonly<{
  /** Begins one; parts are added as they come. */
  begin(startedAt: number, type: string, name: string, about: About): Promise<number>
  add(recording: number, part: Blob): Promise<void>
  /** Says anew what it is about. */
  note(recording: number, about: About): Promise<void>
  get(recording: number): Promise<KeptRecording<About> | null>
  list(): Promise<readonly KeptRecording<About>[]>
  forget(recording: number): Promise<void>
}>

/**
 * @param database one per use, so that nobody sends what another page keeps
 * @throws Error where the browser keeps nothing (a private window of some)
 */
export async function openKeeper<About = null>(database: string): Promise<Keeper<About>> {
  const db = await asPromise(openDatabase(database))
  const heads = (mode: IDBTransactionMode) => db.transaction('head', mode).objectStore('head')

  async function assemble(head: Head<About>): Promise<KeptRecording<About> | null> {
    const parts: Part[] = await asPromise(
      db.transaction('part').objectStore('part').index('recording').getAll(head.id),
    )
    if (parts.length === 0) return null
    const file = new File(
      parts.map(({ part }) => part),
      head.name,
      { type: head.type, lastModified: head.startedAt },
    )
    const { id, startedAt, type, about } = head
    return { id, startedAt, type, file, about }
  }

  return {
    begin: async (startedAt, type, name, about) =>
      Number(await asPromise(heads('readwrite').add({ startedAt, type, name, about }))),
    add: async (recording, part) => {
      const store = db.transaction('part', 'readwrite').objectStore('part')
      await asPromise(store.add({ recording, part }))
    },
    note: async (recording, about) => {
      const store = heads('readwrite')
      const head: Head<About> | undefined = await asPromise(store.get(recording))
      if (head) await asPromise(store.put({ ...head, about }))
    },
    get: async (recording) => {
      const head: Head<About> | undefined = await asPromise(heads('readonly').get(recording))
      return head ? assemble(head) : null
    },
    list: async () => {
      const all: Head<About>[] = await asPromise(heads('readonly').getAll())
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

function openDatabase(name: string): IDBOpenDBRequest {
  const request = indexedDB.open(name, 1)
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
