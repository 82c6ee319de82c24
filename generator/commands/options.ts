import type { Binding } from "../bindings.js";

export interface CommonOptions {
  /** The name of the spec from standard input, or of the new one. */
  readonly name?: string;
  readonly config?: string;
  readonly diagnostics: "text" | "json";
  /** True to print the stack of an unexpected failure. */
  readonly debug?: true;
}

/** How services are reached, and signed in to. */
export interface ConnectionOptions {
  /** `name`, or `name:password`. */
  readonly user?: string;
  readonly bearer?: string;
  readonly httpHeader?: readonly string[];
  /** Paths of PEM files. */
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  /** The URL of a proxy, or `env`. */
  readonly proxy?: string;
}

/** How addresses are fetched. */
export interface FetchOptions extends ConnectionOptions {
  /** Other hosts that may be contacted. */
  readonly allow?: readonly string[];
  readonly keepQuery?: true;
}

export interface AddOptions extends CommonOptions, FetchOptions {
  readonly quiet?: true;
}

export interface UpdateOptions extends Omit<AddOptions, "name"> {
  readonly check?: true;
  /** The addresses in place of those of the lock. */
  readonly address?: readonly string[];
  readonly force?: true;
}

export interface GenerateOptions extends CommonOptions {
  readonly out?: string;
  readonly check?: true;
  readonly strict?: true;
  readonly watch?: true;
  readonly quiet?: true;
}

export interface DiffOptions {
  /** The revision that has the old spec. */
  readonly git?: string;
  readonly format: "text" | "json" | "github";
  readonly config?: string;
}

export interface InspectOptions extends CommonOptions {
  readonly explain?: true;
  readonly json?: true;
}

export interface CallOptions extends CommonOptions, ConnectionOptions {
  readonly binding?: Binding;
  readonly address?: string;
  /** A file with the request. */
  readonly json?: string;
  /** A file with the header blocks by name. */
  readonly headerBlocks?: string;
  /** Attachments: `photo=@photo.png;type=image/png`. */
  readonly part?: readonly string[];
  /** A folder for the attachments of the reply. */
  readonly saveParts?: string;
  /** In seconds. */
  readonly timeout?: string;
  readonly trace?: true;
  readonly dryRun?: true;
  readonly curl?: true;
  /** The reply file to write. */
  readonly repliesTo?: string;
}

export interface LearnOptions extends CommonOptions {
  readonly write?: true;
}

export interface SamplesOptions extends CommonOptions {
  readonly binding?: Binding;
  readonly values?: true;
  readonly html?: true;
}

export interface ServeOptions extends CommonOptions {
  readonly host?: string;
  /** An origin, or true for all. */
  readonly cors?: string | true;
  readonly port?: string;
  readonly replies?: string;
  readonly seed?: string;
  readonly fault?: readonly string[];
  readonly delay?: readonly string[];
  /** `name`, or `name:password`. */
  readonly user?: string;
  readonly quiet?: true;
}
