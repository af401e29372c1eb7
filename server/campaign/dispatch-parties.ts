import { type Found, foundWords, paragraphsOf, type Stretch } from './dispatch-finding.ts'
import { offices } from './office-name.ts'

/** To whom it is addressed, who has to relay the district's programme and who has to air it. */
export function readParties(text: string): Readonly<{
  recipients: Found<string>[]
  relayedBy: Found<string>[]
  airedBy: Found<string>[]
}> {
  const relayedBy = whoIsTold(text, /tiếp\s*(?:âm|sóng|phát)(?!\p{L})/giu)
  const relays = new Set(relayedBy.map(({ value }) => value))
  return {
    recipients: readRecipients(text),
    relayedBy,
    airedBy: whoIsTold(
      text,
      /phát\s*(?:sóng|nội\s*dung|các|bản\s*tin|tin|thông\s*báo)(?!\p{L})|trên\s*sóng|trên\s*hệ\s*thống\s*(?:truyền|đài)/giu,
    ).filter(({ value }) => !relays.has(value) && /truyền thanh|đài|phát thanh|trạm/iu.test(value)),
  }
}

/** Words with which the text proper begins, after the addressees. */
const BEGINS =
  /\n\s*(?:Căn\s*cứ|Thực\s*hiện|Để\s|Nhằm|Theo\s|Triển\s*khai|Tiếp\s*(?:theo|tục)|Ngày\s|Qua\s|Trong\s|Hiện\s|Vừa\s|Nay\s|Hưởng\s*ứng|Chào\s*mừng|Ủy ban nhân dân .{0,60}(?:đề nghị|yêu cầu))/u

function readRecipients(text: string): Found<string>[] {
  const addressed = /(?:^|\n)\s*Kính\s*gửi\s*:?/iu.exec(text)
  if (!addressed) return []
  const start = addressed.index + addressed[0].length
  const rest = text.slice(start, start + 3_000)
  const list = rest.slice(0, BEGINS.exec(rest)?.index ?? blankAfterList(rest))
  const found: Found<string>[] = []
  for (const { 0: piece, index } of list.matchAll(/(?:[^;\n]|\n(?!\s*[-–+•*]))+/gu)) {
    const one = foundWords(text, start + index, start + index + piece.length)
    if (one) found.push(one)
  }
  return found
}

/** Where nothing says that the text begins: the first empty line after the first words. */
function blankAfterList(rest: string): number {
  const words = /\S/u.exec(rest)?.index ?? 0
  const blank = /\.\s*\n\s*\n/u.exec(rest.slice(words))
  return blank ? words + blank.index : Math.min(rest.length, 800)
}

/** Whoever a paragraph is about that says so: its heading, or the office named last before it. */
function whoIsTold(text: string, what: RegExp): Found<string>[] {
  const found = new Map<string, Found<string>>()
  for (const paragraph of paragraphsOf(text)) {
    const words = text.slice(paragraph.start, paragraph.end)
    if (/^\s*(?:Căn\s*cứ|V\s*\/\s*v)/iu.test(words)) continue
    const named = offices(words).toReversed()
    for (const said of words.matchAll(what)) {
      const last = named.find(({ end }) => end <= said.index)
      const who =
        headingOf(text, paragraph, said.index) ??
        (last && { start: paragraph.start + last.start, end: paragraph.start + last.end })
      const one = who && foundWords(text, who.start, who.end)
      if (one && !found.has(one.value)) found.set(one.value, one)
    }
  }
  return [...found.values()]
}

/** `2. UBND các xã, thị trấn: Đảm bảo …` */
function headingOf(text: string, { start, end }: Stretch, before: number): Stretch | null {
  const words = text.slice(start, Math.min(end, start + 200))
  const heading = /^\s*(?:\d{1,2}\s*[.)]|[a-zđ]\s*[.)]|[-–—+•*])?\s*(?<who>[^:]{3,160}):/u.exec(
    words,
  )
  const who = heading?.groups?.who
  if (!heading || who === undefined || heading[0].length > before) return null
  // Some other thing than an office: "Thời gian thực hiện: …"
  const named = offices(`${who}\n`)
  if (named.length === 0) return null
  const from = start + heading[0].length - 1 - who.length
  return { start: from, end: from + who.length }
}
