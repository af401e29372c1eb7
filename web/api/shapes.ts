import type { paths } from './schema.gen.ts'

/** The shapes that screens speak of, named once from the API's own description. */

type Json<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Answer } } }
}
  ? Answer
  : Operation extends { responses: { 201: { content: { 'application/json': infer Answer } } } }
    ? Answer
    : never
type Get<Path extends keyof paths> = Json<paths[Path]['get']>
type Post<Path extends keyof paths> = Json<paths[Path]['post']>
type Body<Operation> = Operation extends {
  requestBody: { content: { 'application/json': infer Content } }
}
  ? Content
  : never

export type Office = Get<'/api/v1/office'>
export type OfficeOffer = Get<'/api/v1/office/offer'>
export type Session = Get<'/api/v1/session'>
export type Role = Session['roles'][number]['role']
export type Station = Get<'/api/v1/stations'>[number]
export type StationStatus = NonNullable<Station['status']>
export type EnrolmentCode = Post<'/api/v1/stations/{station}/enrolment'>
export type Upload = Get<'/api/v1/uploads/{upload}'>
export type UploadLine = Get<'/api/v1/uploads'>[number]
export type Sound = NonNullable<Upload['sound']>
export type Voices = Get<'/api/v1/speech/voices'>
export type SpokenText = Post<'/api/v1/speech/preview'>['sentences'][number]
export type BulletinList = Get<'/api/v1/bulletins'>
export type Bulletin = Get<'/api/v1/bulletins/{bulletin}'>
export type Version = Bulletin['versions'][number]
export type SpeechSettings = NonNullable<Version['speech']>
export type LifeEntry = Get<'/api/v1/bulletins/{bulletin}/history'>['entries'][number]
export type ApprovalSheet = Get<'/api/v1/bulletins/{bulletin}/versions/{number}/sheet'>
export type Campaign = Get<'/api/v1/campaigns'>[number]
export type CampaignDetail = Get<'/api/v1/campaigns/{campaign}'>
export type NewCampaign = Body<paths['/api/v1/campaigns']['post']>
export type Dispatch = Post<'/api/v1/campaigns/read-dispatch'>
export type CampaignQuestion = Body<paths['/api/v1/campaigns/check']['post']>
export type CampaignProgress = Get<'/api/v1/campaigns/{campaign}/progress'>
export type MissedAiring = Get<'/api/v1/make-good'>['missed'][number]
export type CommuneProgramme = Get<'/api/v1/commune-programme'>
export type WordingRule = Get<'/api/v1/campaigns/{campaign}/wording'>['rules'][number]
export type WordingHint = Post<'/api/v1/wording/check'>['hits'][number]
export type Window = Get<'/api/v1/windows'>[number]
export type LaidWindow = Get<'/api/v1/windows/{window}'>
export type NewWindow = Body<paths['/api/v1/windows']['post']>
export type StationGroup = Get<'/api/v1/station-groups'>[number]
export type SpecialDay = Get<'/api/v1/calendar-days'>[number]
export type LiveSource = Get<'/api/v1/live-sources'>[number]
export type NewLiveSource = Body<paths['/api/v1/live-sources']['post']>
export type StationLimits = Get<'/api/v1/stations/{station}/limits'>
export type Plan = Get<'/api/v1/plan'>
export type Block = Plan['blocks'][number]
export type Item = Block['items'][number]
export type TestSent = Post<'/api/v1/tests'>
export type AiringPage = Get<'/api/v1/airings'>
export type Airing = AiringPage['airings'][number]
export type Counts = Get<'/api/v1/counts'>
export type Count = Counts['counts'][number]
export type LedgerEntry = Get<'/api/v1/ledger/entries/{leaf}'>
export type Recall = Get<'/api/v1/recalls/{recall}'>
export type RecallLine = Get<'/api/v1/recalls'>['recalls'][number]
export type RecallStation = Recall['stations'][number]
export type RecallPreview = Get<'/api/v1/bulletins/{bulletin}/versions/{number}/recall-preview'>
export type DutyRecall = Get<'/api/v1/duty/recalls'>['recalls'][number]
export type Matrix = Get<'/api/v1/compliance/day'>
export type Commune = Matrix['communes'][number]
export type Cell = Commune['cells'][number]
export type Obligation = Cell['obligations'][number]
export type CellDeclaration = NonNullable<Obligation['declaration']>
export type Standing = Cell['standing']
export type DutyDay = Get<'/api/v1/duty'>
export type DutyWindow = DutyDay['windows'][number]
export type Declaration = NonNullable<DutyWindow['declaration']>
export type NewDeclaration = Body<paths['/api/v1/declarations']['post']>
export type Verdict = Declaration['verdict']
export type MissReason = NonNullable<Declaration['reason']>
export type NewRecording = Body<paths['/api/v1/recordings']['post']>
export type RecordingPage = Get<'/api/v1/recordings'>
export type RecordingLine = RecordingPage['recordings'][number]
export type Recording = Get<'/api/v1/recordings/{recording}'>
export type Find = RecordingLine['finds'][number]
export type OverruleVerdict = Body<
  paths['/api/v1/recordings/{recording}/overrules']['post']
>['verdict']
export type NewAttestation = Body<paths['/api/v1/recordings/{recording}/attestations']['post']>
export type SpokenOf = Obligation['recordings'][number]

/** RFC 9457, with a sentence in both languages. */
export type Problem = Readonly<{
  status: number
  code: string
  vi: string
  en: string
}>
