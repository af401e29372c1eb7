import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type Ref, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bulletinQuery } from '../api/queries.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { newest } from '../data/bulletin-list.ts'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { momentOf } from '../text/format.ts'
import { Differences } from './differences.tsx'
import { HeardWhere } from './heard-where.tsx'
import { History } from './history.tsx'
import { LanguageTabs } from './language-tabs.tsx'
import { LifeLine } from './life-line.tsx'
import { StateChip } from './state-chip.tsx'
import { VersionActions } from './version-actions.tsx'
import { type VersionDialog, VersionDialogs } from './version-dialogs.tsx'
import { VersionLine } from './version-line.tsx'
import { VersionSound } from './version-sound.tsx'
import { VersionText } from './version-text.tsx'
import { WordingRulesButton } from './wording-rules.tsx'

/** One bulletin: text at the left, sound at the right, under them its life and where it was heard. */
export function BulletinPage() {
  const { bulletin: id } = useParams({ from: '/ban-tin/$bulletin' })
  const bulletin = useQuery(bulletinQuery(id))
  if (bulletin.isPending) return <Waiting />
  if (!bulletin.data)
    return <ProblemNote error={bulletin.error} again={() => void bulletin.refetch()} />
  return <Opened key={id} bulletin={bulletin.data} />
}

function Opened({ bulletin }: { bulletin: Bulletin }) {
  const now = useNow(30_000)
  const navigate = useNavigate()
  const asked = useSearch({ from: '/ban-tin/$bulletin' })
  const version =
    bulletin.versions.find(({ number }) => String(number) === asked.version) ?? newest(bulletin)
  const heading = useRef<HTMLHeadingElement>(null)
  const [dialog, setDialog] = useState<VersionDialog | null>(() =>
    asked.edit && version.actions.includes('edit') ? { kind: 'edit' } : null,
  )
  const show = (one: Version) =>
    void navigate({
      ...{ to: '/ban-tin/$bulletin', params: { bulletin: bulletin.id }, replace: true },
      search: { version: String(one.number) },
    })
  const mayAdd = bulletin.versions.some(({ actions }) => actions.includes('add-variant'))
  return (
    <article data-testid="screen-bulletin">
      <Head bulletin={bulletin} version={version} heading={heading} />
      <LanguageTabs
        bulletin={bulletin}
        shown={version}
        onShow={show}
        onAdd={mayAdd ? () => setDialog({ kind: 'variant' }) : null}
      />
      <VersionLine bulletin={bulletin} shown={version} onShow={show} />
      <Returned version={version} />
      <div className="bulletin-halves">
        <VersionText
          key={`text ${version.id}`}
          bulletin={bulletin}
          version={version}
          onUse={
            version.actions.includes('edit') ? (text) => setDialog({ kind: 'edit', text }) : null
          }
        />
        <VersionSound key={version.seal} bulletin={bulletin} version={version} />
      </div>
      <VersionActions bulletin={bulletin} version={version} onDialog={setDialog} />
      <VersionDialogs
        bulletin={bulletin}
        version={version}
        dialog={dialog}
        onClose={() => setDialog(null)}
        onDone={() => heading.current?.focus({ preventScroll: true })}
      />
      <Differences key={`differences ${version.id}`} bulletin={bulletin} version={version} />
      <LifeLine version={version} now={now} />
      <Validity version={version} />
      <HeardWhere bulletin={bulletin} />
      <History bulletin={bulletin} />
    </article>
  )
}

function Head({
  bulletin,
  version,
  heading,
}: {
  bulletin: Bulletin
  version: Version
  heading: Ref<HTMLHeadingElement>
}) {
  const { t } = useTranslation()
  return (
    <div className="page-head">
      <div>
        <Link to="/ban-tin" className="back-link">
          ‹ {t('bulletin.title')}
        </Link>
        <h1 ref={heading} tabIndex={-1}>
          {bulletin.title}
        </h1>
        <div className="chips">
          <StateChip state={version.state} />
          <span className="chip">{t(`lang.${version.language}`)}</span>
          <span className="chip">{t(`contentType.${version.contentType}`)}</span>
          <span className={`chip chip-${version.class}`}>{t(`class.${version.class}`)}</span>
          <span className="note">
            {bulletin.unitName}
            {bulletin.campaign && (
              <>
                {' · '}
                <Link to="/dot-tuyen-truyen/$campaign" params={{ campaign: bulletin.campaign.id }}>
                  {bulletin.campaign.name}
                </Link>
              </>
            )}
          </span>
          {bulletin.campaign && <WordingRulesButton campaign={bulletin.campaign} />}
        </div>
      </div>
      {version.approvedAt !== null && (
        <Link
          to="/ban-tin/$bulletin/phieu-duyet/$number"
          params={{ bulletin: bulletin.id, number: String(version.number) }}
          className="no-print"
          data-testid="sheet-open"
        >
          {t('sheet.open')}
        </Link>
      )}
    </div>
  )
}

function Returned({ version }: { version: Version }) {
  const { t } = useTranslation()
  if (!version.returnedNote) return null
  return (
    <p className="refusal" role="note">
      {t('bulletin.returned', { note: version.returnedNote })}
    </p>
  )
}

function Validity({ version }: { version: Version }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  return (
    <p className="tabular note">
      {t('bulletin.validFrom')} {momentOf(version.validFrom, zone)}
      {version.validTo
        ? ` ${t('bulletin.validTo')} ${momentOf(version.validTo, zone)}`
        : `, ${t('bulletin.noEnd')}`}
    </p>
  )
}
