import { united, type Evidence, type Proposal, type Proposals } from "./proposals.js";
import { fits, type ReadReply } from "./reply-reader.js";

/** A proposal that other replies contradict. */
export interface Undecided extends Proposal {
  /** The reason against it: `would make 6 replies unfit that fit now`. */
  readonly against: string;
}

export interface Settled {
  readonly proposals: readonly Proposal[];
  readonly undecided: readonly Undecided[];
  readonly others: readonly Evidence[];
}

/**
 * Reads all replies with proposals applied, in the order of the readings without any. Undefined if the model refuses one
 * of the proposals.
 */
export type Attempt = (proposals: readonly Proposal[]) => Promise<readonly ReadReply[] | undefined>;

/**
 * Keeps the proposals that the model accepts and that leave every reply fit that fits without them. Those that loosen
 * the spec come first, because they tell which replies fit otherwise.
 */
export async function settle(
  { proposals, others }: Proposals,
  readings: readonly ReadReply[],
  attempt: Attempt,
): Promise<Settled> {
  const kept: Proposal[] = [];
  const refused: Evidence[] = [];
  const undecided: Undecided[] = [];
  let current = readings;

  /** Tries proposals together, and parts of them if they do harm, so that few harmful ones cost few attempts. */
  const keep = async (tried: readonly Proposal[]): Promise<void> => {
    const [first, ...more] = tried;
    if (first === undefined) return;
    const read = await attempt([...kept, ...tried]);
    const unfit = read === undefined ? 0 : unfitIn(current, read);
    if (read !== undefined && unfit === 0) {
      kept.push(...tried);
      current = read;
    } else if (more.length > 0) {
      const half = tried.length >> 1;
      await keep(tried.slice(0, half));
      await keep(tried.slice(half));
    } else if (read === undefined) {
      const { path, expected, first: place, count } = first;
      refused.push({ path, expected, first: place, count });
    } else {
      undecided.push({ ...first, against: `would make ${countOf(unfit)} unfit that ${fit(unfit)} now` });
    }
  };

  const { chosen, contradicted } = withoutContradictions(proposals);
  undecided.push(...contradicted);
  await keep(chosen.filter((each) => !isReplacement(each)));
  const replacing: Proposal[] = [];
  for (const proposal of chosen.filter(isReplacement)) {
    const fitting = current.filter((each) => isBelow(proposal.path, each) && fits(each)).length;
    if (proposal.replies >= fitting) replacing.push(proposal);
    else undecided.push({ ...proposal, against: `${countOf(fitting)} ${fit(fitting)} without it` });
  }
  await keep(replacing);
  const inOrder = proposals.filter((each) => kept.includes(each));
  return { proposals: united(inOrder), undecided, others: [...others, ...refused] };
}

/** Chooses, of different values for one fact, the one that most replies ask for. */
function withoutContradictions(proposals: readonly Proposal[]): {
  readonly chosen: readonly Proposal[];
  readonly contradicted: readonly Undecided[];
} {
  const leading = new Map<string, Proposal>();
  const chosen: Proposal[] = [];
  const contradicted: Undecided[] = [];
  for (const proposal of [...proposals].sort((a, b) => b.replies - a.replies)) {
    const keys = Object.keys(proposal.facts).map((fact) => JSON.stringify([proposal.path, fact]));
    const other = keys.map((key) => leading.get(key)).find((each) => each !== undefined);
    if (other === undefined) {
      for (const key of keys) leading.set(key, proposal);
      chosen.push(proposal);
    } else
      contradicted.push({
        ...proposal,
        against: `${countOf(other.replies)} would need ${JSON.stringify(other.facts)}`,
      });
  }
  const order = new Set(chosen);
  return { chosen: proposals.filter((each) => order.has(each)), contradicted };
}

/** True for facts in place of which the spec has others, which replies may follow. */
function isReplacement({ facts }: Proposal): boolean {
  return Object.keys(facts).some((fact) => fact === "type" || fact === "namespace");
}

function unfitIn(before: readonly ReadReply[], after: readonly ReadReply[]): number {
  return before.filter((each, index) => {
    const now = after[index];
    return fits(each) && now !== undefined && !fits(now);
  }).length;
}

/** True for a path through replies of this operation and this kind: `GetPrice.fault/Refused` for its faults. */
function isBelow(path: string, { operation, isFault }: ReadReply): boolean {
  return ["/", ".header/"].some((end) => path.startsWith(`${operation}.${isFault ? "fault" : "response"}${end}`));
}

export function countOf(replies: number): string {
  return `${replies} ${replies === 1 ? "reply" : "replies"}`;
}

function fit(replies: number): string {
  return replies === 1 ? "fits" : "fit";
}
