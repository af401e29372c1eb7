import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { enforceAccess, requireStatedAccess } from './access.ts'
import { airRoutes } from './air/air-routes.ts'
import { airingRoutes } from './airing/airing-routes.ts'
import { assetRoutes } from './bulletin/asset-routes.ts'
import { bulletinRoutes } from './bulletin/bulletin-routes.ts'
import { libraryRoutes } from './bulletin/library-routes.ts'
import { listeningRoutes } from './bulletin/listening-routes.ts'
import { recordRoutes } from './bulletin/record-routes.ts'
import type { MediaTools } from './bulletin/sound.ts'
import { openSpeech, type SpeechTools } from './bulletin/speech-job.ts'
import { speechRoutes } from './bulletin/speech-routes.ts'
import { stepRoutes } from './bulletin/step-routes.ts'
import { tusRoutes } from './bulletin/tus-routes.ts'
import { openUploads } from './bulletin/upload-job.ts'
import { uploadRoutes } from './bulletin/upload-routes.ts'
import { campaignRoutes } from './campaign/campaign-routes.ts'
import { complianceRoutes } from './compliance/compliance-routes.ts'
import type { Deps } from './deps.ts'
import { StartFault } from './errors.ts'
import { gradeAirings } from './evidence/airing-grade-store.ts'
import { evidenceRoutes } from './evidence/evidence-routes.ts'
import { openRecordings } from './evidence/recording-job.ts'
import { feedRoutes } from './feed/feed-routes.ts'
import { subscriptionRoutes } from './feed/subscription-routes.ts'
import { healthRoutes, type Machine } from './health-routes.ts'
import { documentProblems, gatherApiDocument, showApiDocument } from './http/api-document.ts'
import { BODY_LIMIT_BYTES, guardEdge, readTls } from './http/edge.ts'
import { serveLiveSound, servePages } from './http/pages.ts'
import { answerProblems, answerUnknown, notFound, sendProblem } from './http/problem-reply.ts'
import { liveRoutes } from './live-routes.ts'
import { makeMeters } from './meters.ts'
import { type OfficePort, officeRoutes } from './office/office-routes.ts'
import { planRoutes } from './plan/plan-routes.ts'
import { findReading } from './plan/reading-store.ts'
import { settingRoutes } from './plan/setting-routes.ts'
import { publishManifests } from './publish/publish-job.ts'
import { publishRoutes } from './publish/publish-routes.ts'
import { holdToReadings } from './reading.ts'
import { sessionRoutes } from './staff/session-routes.ts'
import { findVisitor } from './staff/session-store.ts'
import { staffRoutes } from './staff/staff-routes.ts'
import { enrolmentRoutes } from './station/enrolment-routes.ts'
import { stationRoutes } from './station/station-routes.ts'

/** What the areas need beside `Deps`; made by the composition root. */
export type Areas = Readonly<{
  machine: Machine
  office: OfficePort
  media: MediaTools
  speech: SpeechTools
  /** Folder of the built web pages, or null when there are none (tests, API only). */
  pages: string | null
  /** Folder below which each player writes its live sound: `<station>/index.m3u8`. */
  liveSound: string
}>

/**
 * The whole server without a port: everything it answers, in one list.
 * @throws Error when a route does not state its access, or a certificate cannot be read
 */
export async function buildApp(deps: Deps, areas: Areas): Promise<FastifyInstance> {
  const { config } = deps
  const app = openServer(deps)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerProblems(app)
  await guardEdge(app, config)
  await gatherApiDocument(app, areas.machine.version)
  enforceAccess(app, deps, (token, now) => findVisitor(deps.db, token, now))
  holdToReadings(app, deps, findReading)
  const uploads = openUploads(deps, areas.media)
  app.addHook('onListen', () => uploads.begin())
  const recordings = openRecordings(deps, areas.media, areas.machine.ffmpeg.version)
  app.addHook('onListen', () => recordings.begin())
  app.addHook('onClose', () => recordings.close())
  const speech = openSpeech(areas.speech, uploads, areas.media.workFolder)
  // What is being spoken becomes an upload, so it stops first.
  app.addHook('onClose', () => speech.close().then(() => uploads.close()))

  await app.register(async (root) => {
    requireStatedAccess(root)
    await root.register(healthRoutes, { ...deps, ...areas })
    await root.register(subscriptionRoutes, deps)
  })
  await app.register(
    async (api) => {
      requireStatedAccess(api)
      documentProblems(api)
      const meters = makeMeters()
      const parts = {
        ...deps,
        ...areas,
        meters,
        uploads,
        recordings,
        speech,
        store: areas.media.store,
      }
      await api.register(officeRoutes, parts)
      await api.register(sessionRoutes, parts)
      await api.register(staffRoutes, parts)
      await api.register(stationRoutes, parts)
      await api.register(enrolmentRoutes, parts)
      await api.register(uploadRoutes, parts)
      await api.register(tusRoutes, parts)
      await api.register(speechRoutes, parts)
      await api.register(assetRoutes, parts)
      await api.register(libraryRoutes, parts)
      await api.register(bulletinRoutes, parts)
      await api.register(stepRoutes, parts)
      await api.register(listeningRoutes, parts)
      await api.register(recordRoutes, parts)
      await api.register(campaignRoutes, parts)
      await api.register(planRoutes, parts)
      await api.register(settingRoutes, parts)
      await api.register(feedRoutes, parts)
      await api.register(publishRoutes, parts)
      await api.register(airingRoutes, { ...parts, gradeAirings })
      await api.register(airRoutes, {
        ...parts,
        publish: (stations) => publishManifests(deps, deps.clock.now(), stations),
      })
      await api.register(evidenceRoutes, parts)
      await api.register(complianceRoutes, parts)
      await api.register(liveRoutes, parts)
    },
    { prefix: '/api/v1' },
  )
  await showApiDocument(app)
  await serveLiveSound(app, areas.liveSound)
  if (areas.pages) await servePages(app, areas.pages)
  else answerUnknown(app)
  return app
}

/** @throws StartFault when certificate, key or proxy are none that can be used */
function openServer({ config, log, newId }: Deps): FastifyInstance {
  try {
    return fastify({
      loggerInstance: log as FastifyBaseLogger,
      logController: new LogController({ disableRequestLogging: true }),
      genReqId: () => newId(),
      bodyLimit: BODY_LIMIT_BYTES,
      // An address that is none is found by the framework before any route.
      frameworkErrors: (_error, request, reply) => {
        sendProblem(reply, notFound(request))
      },
      trustProxy: config.trustProxy ?? false,
      // A stream or a waiting station must not hold up a restart.
      forceCloseConnections: true,
      https: readTls(config.tls),
    }) as unknown as FastifyInstance
  } catch (error) {
    if (error instanceof StartFault) throw error
    const { message } = error as Error
    throw new StartFault(
      `Chứng chỉ, khoá hoặc proxy không dùng được (${message}). Hãy kiểm tra TIEP_AM_TLS_CERT, TIEP_AM_TLS_KEY và TIEP_AM_TRUST_PROXY.`,
      `Certificate, key or proxy cannot be used (${message}). Check TIEP_AM_TLS_CERT, TIEP_AM_TLS_KEY and TIEP_AM_TRUST_PROXY.`,
      error,
    )
  }
}
