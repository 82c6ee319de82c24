/** The answers of services that do not simply return the request's value. */

export interface Values {
  readonly [property: string]: unknown;
}

export interface Answer {
  /** The value of the response. */
  readonly value?: unknown;
  /** The header blocks of the response. */
  readonly header?: Values;
}

/** Takes the value of the request and its header blocks. */
export type Answering = (request: Values, header: Values) => Answer;

export type Answers = Readonly<Record<string, Answering>>;

const pixelz: Answers = {
  GetImageStatus: ({ contactEmail, contactAPIkey, imageTicket, customerImageId }) => ({
    value: {
      GetImageStatusResult: {
        ImageStatus: {
          ImageTicket: `${textOf(contactEmail).length.toString(16).padStart(8, "0")}-0000-0000-0000-000000000000`,
          CustomerImageId: customerImageId,
          ProductId: contactEmail,
          StatusName: contactAPIkey,
          StatusId: textOf(contactEmail).length,
          IsPaid: textOf(customerImageId) !== "",
          ThumbnailImageURL: imageTicket,
          FinalImagesURL: [contactEmail, contactAPIkey, imageTicket, customerImageId].map((text) => text ?? null),
        },
      },
    },
  }),
  RejectProcessedImage: () => ({ value: { RejectProcessedImageResult: {} } }),
};

const interfax: Answers = {
  FaxStatusEx: ({ Username, LastTransactionID, MaxItems, TotalCount, ListSize, ResultCode }) => {
    if (Number(MaxItems) < 0) return { value: { TotalCount, ListSize, ResultCode: -1003 } };
    const count = Math.min(Number(MaxItems), 3);
    const item = (number: number) => ({
      ParentTransactionID: 7,
      TransactionID: (Number(LastTransactionID) + number) | 0,
      SubmitTime: "2024-02-29T23:59:58Z",
      PostponeTime: "2024-02-29T23:59:58.0000001Z",
      CompletionTime: "2024-02-29T23:59:58",
      UserID: Username,
      Contact: "",
      DestinationFax: "+49 40 123 & <5>",
      PagesSent: 32767,
      Status: -2147483648,
      Duration: 0,
      Subject: "Grüße, 世界 😀",
      PagesSubmitted: -32768,
      Priority: 0,
      Units: "1.50",
      CostPerUnit: "79228162514264337593543950335",
      RetriesToPerform: 0,
      TrialsPerformed: 0,
    });
    return {
      value: {
        FaxStatusExResult: Array.from({ length: count }, (_, index) => item(index + 1)),
        TotalCount: (Number(TotalCount) + 1) | 0,
        ListSize: count,
        ResultCode,
      },
    };
  },
};

const discountasp: Answers = {
  GetJobStatus: ({ key, jobId }) => ({
    value: {
      GetJobStatusResult: {
        JobName: jobId,
        Status: key,
        StartDateTime: "2024-02-29T12:00:00Z",
        CompletedDateTime: textOf(key).length % 2 === 0 ? null : "2024-02-29T12:00:01.5Z",
      },
    },
  }),
};

const states = [
  "DataActivelyUploading",
  "DataUploaded",
  "DataReadyForProcessing",
  "ProcessingData",
  "ProcessingCompleted",
  "ProcessingFailed",
];

const listrak: Answers = {
  GetProcessStatus: ({ ProcessID }, { WSUser }) => {
    const { UserName, Password } = WSUser as Values;
    return {
      value: {
        WSProcessStatus: {
          ProcessID,
          ListID: textOf(Password).length,
          ProcessName: UserName,
          ProcessStartTime: "2024-02-29T12:00:00",
          ProcessCompleteTime: "2024-03-01T12:00:00",
          Status: states[Math.abs(Number(ProcessID)) % states.length],
        },
      },
    };
  },
};

const values: Answers = {
  Together: ({ text, number, yes, color, texts, ratio }) => ({
    value: { TogetherResult: { Text: text, Number: number, Yes: yes, Color: color, Texts: texts, Ratio: ratio } },
  }),
};

const add: Answering = ({ a, b }) => ({ value: { AddInt32Result: (Number(a) + Number(b)) | 0 } });

const messages: Answers = {
  Nothing: () => ({ value: {} }),
  Seven: () => ({ value: { SevenResult: 7 } }),
  Forget: () => ({ value: {} }),
  References: ({ number, line, text }) => ({ value: { ReferencesResult: text, number, line, copy: text } }),
  OnlyOut: ({ text }) => ({ value: { copy: text, length: text === undefined ? -1 : textOf(text).length } }),
  // A WSDL calls the first of two overloads by the name that both have; a page calls it by the name of its message.
  Add: add,
  AddInt32: add,
  AddStrings: ({ a, b }) => ({ value: { AddStringsResult: textOf(a) + textOf(b) } }),
  Bare: (request) => ({ value: request }),
  BareSimple: (request: unknown) => ({ value: String(Number(request)) }),
  Renamed: ({ It }) => ({ value: { RenamedResult: It } }),
  RpcLiteral: ({ text, number }) => ({ value: { RpcLiteralResult: textOf(text) + String(number) } }),
};

const headers: Answers = {
  In: ({ text }, { Ticket = { User: "", Number: 0 } }) => {
    const { User, Number: number } = Ticket as Values;
    return { value: { InResult: textOf(text) + textOf(User) + String(number) } };
  },
  Out: ({ text }) => ({
    value: { OutResult: text },
    header: { Receipt: { Text: text, When: "2024-02-29T01:02:03Z" } },
  }),
  Both: ({ number }, { Session }) => ({ value: { BothResult: number }, header: { Session: counted(Session, 1) } }),
  All: (_, { Ticket = { Number: 0 }, Session }) => {
    const { User, Number: number } = Ticket as Values;
    return {
      value: {},
      header: {
        Receipt: { Text: User, When: "0001-01-01T00:00:00" },
        Session: counted(Session, Number(number)),
      },
    };
  },
};

const encoded: Answers = {
  Nothing: () => ({ value: {} }),
  References: ({ number, person, text }) => ({ value: { ReferencesResult: text, number, person, copy: text } }),
  Same: () => ({ value: { SameResult: false } }),
  Marked: ({ number }, { Mark }) => ({ value: { MarkedResult: number }, header: { Mark: counted(Mark, 1) } }),
};

/** By the names of services and of operations. */
export const answers: Readonly<Record<string, Answers>> = {
  pixelz,
  interfax,
  discountasp,
  listrak,
  values,
  messages,
  headers,
  encoded,
};

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function counted(session: unknown, number: number): unknown {
  if (session === undefined) return undefined;
  const { Count, ...others } = session as Values;
  return { ...others, Count: BigInt.asIntN(64, (Count as bigint) + BigInt(number)) };
}
