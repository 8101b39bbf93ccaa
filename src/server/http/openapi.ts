import * as z from 'zod/mini';
import type { Endpoint } from '#contract/endpoint.ts';
import { endpoints } from '#contract/endpoints.ts';
import { IngestAnswer, JournalEvent } from '#contract/event.ts';
import { ProblemBody } from '#contract/problem.ts';

type Schema = z.core.$ZodType;

function schemaOf(schema: Schema, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return json;
}

function parametersOf(schema: Schema | undefined, where: 'path' | 'query'): unknown[] {
  if (schema === undefined) return [];
  const json = schemaOf(schema, 'input');
  const properties = (json['properties'] ?? {}) as Record<string, unknown>;
  const required = (json['required'] ?? []) as string[];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function jsonBody(schema: unknown): unknown {
  return { 'application/json': { schema } };
}

function operationOf(name: string, endpoint: Endpoint): unknown {
  const isEvents = name === 'events';
  const event = isEvents ? schemaOf(JournalEvent, 'input') : null;
  return {
    operationId: name,
    summary: endpoint.summary,
    security: endpoint.access === 'public' ? [] : [{ key: [] }, { session: [] }],
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, content: jsonBody(schemaOf(endpoint.body, 'input')) } }),
    ...(event === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: { anyOf: [event, { type: 'array', items: event }] } },
              'application/x-ndjson': { schema: { type: 'string' } },
            },
          },
        }),
    responses: {
      200: {
        description: 'Done',
        ...(isEvents ? { content: jsonBody(schemaOf(IngestAnswer, 'output')) } : {}),
        ...(endpoint.response === undefined ? {} : { content: jsonBody(schemaOf(endpoint.response, 'output')) }),
      },
      ...(isEvents
        ? { 207: { description: 'Some were taken', content: jsonBody(schemaOf(IngestAnswer, 'output')) } }
        : {}),
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: schemaOf(ProblemBody, 'output') } },
      },
    },
  };
}

/** The native API as OpenAPI 3.1, made from the endpoint table. */
export function describeApi(): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Journal of CRM robots and business processes', version: '1' },
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'sid' },
      },
    },
  };
}
