import { fastifySwagger } from '@fastify/swagger'
import { fastifySwaggerUi } from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { openToAll } from '../access.ts'
import { Problem } from '../office/office-view.ts'

/** Gathers the routes that follow into an OpenAPI 3.1 document. */
export async function gatherApiDocument(app: FastifyInstance, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tiếp Âm',
        version,
        description:
          'Instants are UTC milliseconds, dates `YYYY-MM-DD` in the station’s zone, sound is counted in samples at 48 kHz. Refusals are `application/problem+json` (RFC 9457) with `code`, `params`, and a sentence in Vietnamese (`vi`) and English (`en`).',
      },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'tiep-am' } },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
}

/** Every route of `api` says in the document that it may answer with a problem. */
export function documentProblems(api: FastifyInstance): void {
  api.addHook('onRoute', (route) => {
    const schema = route.schema ?? {}
    const answers = (schema.response ?? {}) as Record<string, unknown>
    route.schema = { ...schema, response: { ...answers, '4xx': Problem } }
  })
}

/** The document, and a page to browse and try it. */
export async function showApiDocument(app: FastifyInstance): Promise<void> {
  await app.register(async (pages) => {
    openToAll(pages)
    pages.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger())
    await pages.register(fastifySwaggerUi, { routePrefix: '/api/docs' })
  })
}
