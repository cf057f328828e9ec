import * as z from 'zod';
import { certificates } from '../fields.ts';
import { oneLineKey, type Settings } from '../schema.ts';
import {
  backups,
  customs,
  disputes,
  gatewayFields,
  limits,
  people,
  printer,
  registration,
  routing,
  scanner,
} from '../sections.ts';

/** Sections of which a policy may hold each setting by itself. */
const FIELDS = {
  people: people.shape,
  limits: limits.shape,
  scanner: scanner.shape,
  registration: registration.shape,
  customs: customs.shape,
  disputes: disputes.shape,
  gateway: {
    baseUrl: gatewayFields.baseUrl,
    pathPrefix: gatewayFields.pathPrefix,
    requestTimeoutMs: gatewayFields.requestTimeoutMs,
    connectTimeoutMs: gatewayFields.connectTimeoutMs,
    gatewayPublicKey: oneLineKey,
    ca: certificates.nullable(),
  },
} as const satisfies Partial<Record<keyof Settings, Readonly<Record<string, z.ZodType>>>>;

/** Sections that a policy holds as one, because their parts only make sense together. */
const WHOLE = { printer, routing, backups } as const satisfies Partial<Record<keyof Settings, z.ZodType>>;

/** A section of the settings that a policy can say something about. */
export type LockableSection = keyof typeof FIELDS | keyof typeof WHOLE;

/**
 * Everything that a policy can hold, by path. What tells counters apart (counter, shop, merchant, store, terminal, keys) is not
 * among it: one policy is for many PCs, and two counters with one id would make the same request ids.
 */
export const LOCKABLE: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ...Object.entries(FIELDS).flatMap(([section, fields]) =>
    Object.entries<z.ZodType>(fields).map(([field, schema]): [string, z.ZodType] => [`${section}.${field}`, schema]),
  ),
  ...Object.entries(WHOLE),
]);

/** The sections in the order in which they are laid over the settings. */
export const SECTIONS: readonly LockableSection[] = [
  ...(Object.keys(FIELDS) as (keyof typeof FIELDS)[]),
  ...(Object.keys(WHOLE) as (keyof typeof WHOLE)[]),
];

/** True for a section that is held as one. */
export const isWhole = (section: string): boolean => Object.hasOwn(WHOLE, section);

/** True for a section of which each setting is held by itself. */
export const hasFields = (section: string): boolean => Object.hasOwn(FIELDS, section);

/** The paths of one section. */
export const pathsOf = (section: string): readonly string[] =>
  [...LOCKABLE.keys()].filter((path) => path === section || path.startsWith(`${section}.`));
