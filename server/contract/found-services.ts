import type { HelpKind, ServiceStatus, ServiceView } from './directory.js';

/** Which services to find, for a list and a map that are always the same. */
export interface FindServicesQuery {
  /** Beginnings of words in the name of service or organization. */
  q?: string;
  kind?: HelpKind;
  status?: ServiceStatus;
  /** Only running services that are surely open. */
  openNow?: boolean;
  /** A postcode; the nearest come first, and those whose place nobody knows last. */
  near?: string;
  /** How many to leave out at the head of the list. */
  offset?: number;
  /** Services in this answer, 0 to 200; 50 when left out. */
  limit?: number;
  /** With every point of all that was found. */
  points?: boolean;
}

/** One place of a found service. */
export interface FoundPoint { serviceId: string; name: string; latitude: number; longitude: number }

/** A stretch of what was found, and what is true of all of it. */
export interface FoundServices {
  /** All that fit; list and map hold the first `within` of them. */
  total: number;
  within: number;
  services: ServiceView[];
  /** For each of `services`: the way to its nearest place in a straight line, in the network's unit; null when nobody knows. */
  distances: (number | null)[];
  unit: 'mi' | 'km';
  /** Null when not asked for. */
  points: FoundPoint[] | null;
  /** Of those within: how many have no point to draw, or must not be drawn. */
  notOnMap: number;
  /** Running services that open now leaves out because nobody told their hours, or a time is agreed. */
  unknownHours: number;
  /** With open now: whose hours were looked at, of all that fit otherwise; the nearest, or the first by name. Null when nobody's were, or everybody's. */
  lookedAt: number | null;
  /** Where the postcode lies; null when none was given, or nobody knows it. */
  near: { latitude: number; longitude: number } | null;
}
