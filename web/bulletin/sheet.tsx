import { useTranslation } from 'react-i18next'
import type { ApprovalSheet } from '../api/shapes.ts'
import { useSigned } from '../part/office.ts'
import { dateOf, momentOf } from '../text/format.ts'
import { sheetWords as words } from '../text/sheet.ts'

/** The sheet itself, in Vietnamese whatever the screen speaks. */
export function Sheet({ sheet }: { sheet: ApprovalSheet }) {
  const { zone } = useSigned().office
  const { version, original, digests } = sheet
  return (
    <article className="sheet" lang="vi" data-testid="sheet">
      <header className="sheet-head">
        <div>
          <p className="sheet-parent">{words.committee}</p>
          <p className="sheet-unit">{sheet.unitName.toUpperCase()}</p>
          <p className="sheet-number">{words.number}</p>
        </div>
        <div>
          <p className="sheet-nation">{words.nation}</p>
          <p className="sheet-motto">{words.motto}</p>
          <p className="sheet-date">
            {words.placeDate(placeOf(sheet.unitName), dateOf(sheet.printedAt, zone))}
          </p>
        </div>
      </header>
      <h1 className="sheet-title">{words.title}</h1>
      <p className="sheet-subject">{words.subject(sheet.title)}</p>
      <Facts sheet={sheet} zone={zone} />
      <h2>{words.text}</h2>
      <div className="sheet-text" lang={version.language}>
        {version.text || words.noText}
      </div>
      {original && (
        <>
          <h2>{words.original(original.number)}</h2>
          <div className="sheet-text">{original.text}</div>
        </>
      )}
      {digests && (
        <>
          <h2>{words.digests}</h2>
          <dl className="sheet-digests">
            <dt>{words.master}</dt>
            <dd className="mono">{digests.master}</dd>
            <dt>{words.file}</dt>
            <dd className="mono">{digests.original}</dd>
          </dl>
        </>
      )}
      <div className="sheet-signatures">
        <Signature title={words.signatures.author} name={version.author.name} />
        {version.language !== 'vi' && (
          <Signature title={words.signatures.reviewer} name={version.reviewer?.name ?? ''} />
        )}
        <Signature
          title={words.signatures.approver}
          says={words.signOffice}
          name={version.approver?.name ?? ''}
        />
      </div>
      {version.approvedAt !== null && (
        <footer className="sheet-foot">
          {words.printed(momentOf(sheet.printedAt, zone), momentOf(version.approvedAt, zone))}
        </footer>
      )}
    </article>
  )
}

function Facts({ sheet, zone }: { sheet: ApprovalSheet; zone: string }) {
  const { i18n } = useTranslation()
  const t = i18n.getFixedT('vi')
  const { version, campaign, editors } = sheet
  const minute = (at: number) => momentOf(at, zone).slice(0, -3)
  const done = (person: { name: string } | null, at: number | null) =>
    person ? `${person.name}${at === null ? '' : `, ${momentOf(at, zone)}`}` : words.nobody
  const others = editors.filter(({ id }) => id !== version.author.id)
  const span =
    version.validTo === null
      ? words.fromOn(minute(version.validFrom))
      : words.fromUntil(minute(version.validFrom), minute(version.validTo))
  const facts: readonly (readonly [keyof typeof words.fields, string])[] = [
    ['version', `${version.number}, ${t(`lang.${version.language}`)}`],
    ['contentType', t(`contentType.${version.contentType}`)],
    ['class', t(`class.${version.class}`)],
    ...(campaign ? ([['campaign', campaign.name]] as const) : []),
    ...(campaign?.dispatch ? ([['dispatch', campaign.dispatch]] as const) : []),
    ['validity', span],
    ...(version.sound ? ([['length', words.length(version.sound.lengthMs)]] as const) : []),
    ...(version.speech ? ([['speech', words.byMachine]] as const) : []),
    ['author', done(version.author, version.createdAt)],
    ...(others.length > 0
      ? ([['editors', others.map(({ name }) => name).join(', ')]] as const)
      : []),
    ...(version.submittedAt === null
      ? []
      : ([['submitted', momentOf(version.submittedAt, zone)]] as const)),
    ...(version.language === 'vi'
      ? []
      : ([['reviewer', done(version.reviewer, version.reviewedAt)]] as const)),
    ['approver', done(version.approver, version.approvedAt)],
    ...sheet.listenings.map(({ by, endedAt }) => ['listened', done(by, endedAt)] as const),
    ['state', t(`state.${version.state}`)],
  ]
  return (
    <table className="sheet-facts">
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={`${name} ${value}`}>
            <th scope="row">{words.fields[name]}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Signature({
  title,
  name,
  says = words.sign,
}: {
  title: string
  name: string
  says?: string
}) {
  return (
    <div>
      <b>{title}</b>
      <i>{says}</i>
      <span>{name}</span>
    </div>
  )
}

/** The place that a paper is dated from: a unit without the word for what kind of unit it is. */
function placeOf(unit: string): string {
  return unit.replace(/^(UBND\s+)?(huyện|xã|thị trấn|phường|thị xã|thành phố|tỉnh)\s+/i, '')
}
