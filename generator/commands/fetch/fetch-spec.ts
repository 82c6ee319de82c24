import type { FetchOptions } from "../options.js";
import { packageVersion } from "../package.js";
import type { Shell } from "../shell.js";
import { hintOf, type Diagnostic } from "../../diagnostic.js";
import { readHelpPage } from "../../read/help-page/read-help-page.js";
import { replyContent } from "../reply-content.js";
import { access } from "./access.js";
import { credentialOptions } from "./challenge.js";
import { collect, type Collection } from "./collect.js";
import { credentials } from "./credentials.js";
import type { FetchedDocument } from "./document.js";
import { DownloadError, downloader } from "./download.js";
import { shownUrl } from "./shown-url.js";
import { eitherHint, wsdlHint } from "./wsdl-hint.js";
import { planSpec, type Origin, type PlannedSpec } from "./plan-spec.js";

/** Fetches a service into the files of a spec, in memory. Rejects with a DownloadError if an address cannot be fetched. */
export async function fetchSpec(
  name: string,
  origin: Origin,
  options: FetchOptions,
  shell: Shell,
  step: (text: string) => void,
): Promise<PlannedSpec & Pick<Collection, "missing">> {
  const hosts = access(origin.starts, origin.allow);
  const download = downloader({
    access: hosts,
    credentials: await credentials(options, shell),
    userAgent: `soapwright/${packageVersion()}`,
  });
  const collection = await collect(origin.starts, { access: hosts, download, step }).finally(download.close);
  checkPages(collection);
  const documents = withoutEmptyPages(collection.documents);
  const { files, remarks } = planSpec(name, { ...collection, documents }, origin);
  return { files, remarks: [...collection.remarks, ...remarks], missing: collection.missing };
}

/** Leaves out pages that only led to a WSDL: they would be reported as pages without samples in every run. */
function withoutEmptyPages(documents: readonly FetchedDocument[]): readonly FetchedDocument[] {
  if (!documents.some(({ kind }) => kind === "wsdl")) return documents;
  return documents.filter(({ kind, text }) => {
    if (kind !== "page") return true;
    const { operations, listed } = readHelpPage({ path: "page", text }, () => undefined);
    return operations.length + listed.length > 0;
  });
}

/** Throws a DownloadError for pages none of which describes an operation, such as one that asks to sign in. */
function checkPages({ documents, remarks }: Collection): void {
  const diagnostics: Diagnostic[] = [];
  const describes = documents.some(
    ({ kind, text }) =>
      kind !== "page" ||
      readHelpPage({ path: "page", text }, (each) => void diagnostics.push(each)).operations.length > 0,
  );
  const [first] = documents;
  if (describes || first === undefined) return;
  if (isInPlaceOfWsdl(first)) {
    throw new DownloadError(
      `${shownUrl(first.url)} is an HTML page, expected a WSDL`,
      `if it is the page of a login, give credentials: ${credentialOptions}`,
    );
  }
  const problem = diagnostics.find(({ severity }) => severity === "error");
  const [remark] = remarks;
  const hint = problem === undefined ? remark?.hint : hintOf(problem);
  // A remark is on the WSDL, or on pages that were wanted.
  const other = remark === undefined ? wsdlHint(first.url) : undefined;
  throw new DownloadError(
    `${shownUrl(first.url)} describes no operation: ${problem?.message ?? remark?.message ?? "found no sample message"}`,
    eitherHint(hint, other),
  );
}

/** True for an HTML page in place of a WSDL. */
function isInPlaceOfWsdl({ url, text }: FetchedDocument): boolean {
  return /^\?(?:single)?wsdl\b/i.test(url.search) && replyContent(text) === "an HTML page";
}
