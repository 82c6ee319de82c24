/** The record that the codec is measured with: 27 members, as a fax service answers them. */
import { faxStatusEx, type FaxItemEx, type FaxStatusExResponse } from "../generated/interfax.js";
import type { Operation, Port } from "../generated/runtime/index.js";

export function responseOf(count: number): FaxStatusExResponse {
  return {
    FaxStatusExResult: Array.from({ length: count }, (_, k) => record(k)),
    TotalCount: count,
    ListSize: count,
    ResultCode: 0,
  };
}

function record(k: number): FaxItemEx {
  return {
    ParentTransactionID: 310_000_000 + k,
    TransactionID: 310_500_000 + k,
    SubmitTime: "2026-03-04T05:06:07Z",
    PostponeTime: "2026-03-04T05:06:07Z",
    CompletionTime: "2026-03-04T05:08:19Z",
    UserID: "accounts",
    Contact: "Front desk",
    JobID: `invoice-${k}`,
    DestinationFax: "+12125550123",
    ReplyEmail: "fax@example.com",
    RemoteCSID: "2125550123",
    PagesSent: 3,
    Status: 0,
    Duration: 132,
    Subject: "Invoice for March",
    PagesSubmitted: 3,
    SenderCSID: "5550199",
    Priority: 2,
    Units: "3.00",
    CostPerUnit: "0.1200",
    PageSize: "A4",
    PageOrientation: "Portrait",
    PageResolution: "Fine",
    RenderingQuality: "0",
    PageHeader: "To: Jane From: John Pages: 3",
    RetriesToPerform: 3,
    TrialsPerformed: 1,
  };
}

/** The operation's tables, taken through the port that the generated function is given. */
export function faxOperation(): Operation<unknown, unknown> {
  const calls: (() => Operation<unknown, unknown>)[] = [];
  const port = {
    binding: "soap11",
    address: "",
    call: (operation: () => Operation<unknown, unknown>) => {
      calls.push(operation);
      return new Promise(() => undefined);
    },
  };
  void faxStatusEx(port as unknown as Port<"soap11">, {
    LastTransactionID: 0,
    MaxItems: 0,
    TotalCount: 0,
    ListSize: 0,
    ResultCode: 0,
  });
  const [operation] = calls;
  if (operation === undefined) throw new Error("the generated function did not call its port");
  return operation();
}
