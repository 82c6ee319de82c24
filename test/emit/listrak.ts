/** The seed specs/listrak as the model has it. */
import type { Service } from "../../generator/model/service.js";
import {
  complex,
  element,
  elements,
  message,
  operation,
  port,
  qname,
  service,
  simple,
  soap,
} from "../support/model.js";

const namespace = "http://webservices.listrak.com/v31/";
const place = { path: "specs/listrak/GetProcessStatus.txt", line: 5, column: 1 };

export function listrak(): Service {
  const address = "https://webservices.listrak.com/v31/IntegrationService.asmx";
  const types = [
    complex("WSUser", members({ UserName: "string?", Password: "string?" })),
    complex("GetProcessStatus", members({ ProcessID: "int" })),
    complex("GetProcessStatusResponse", members({ WSProcessStatus: "WSProcessStatus?!" })),
    complex(
      "WSProcessStatus",
      members({
        ProcessID: "int?!",
        ListID: "int?!",
        ProcessName: "string?!",
        ProcessStartTime: "dateTime?!",
        ProcessCompleteTime: "dateTime?!",
        Status: "WSProcessStatus_Status?!",
      }),
    ),
    simple("WSProcessStatus_Status", statuses, true),
  ];
  const getProcessStatus = operation("GetProcessStatus", {
    documentation:
      "Provides status information for asynchronous processes such as imports and dynamic profile updates that maybe running against a account.",
    bindings: (["soap11", "soap12"] as const).map((name) => ({ ...soap(name, `${namespace}GetProcessStatus`), place })),
    request: message(members({ GetProcessStatus: "GetProcessStatus" }), members({ WSUser: "WSUser" })),
    response: message([element("GetProcessStatusResponse", "GetProcessStatusResponse", namespace)]),
    place,
  });
  return service(
    [getProcessStatus],
    types.map((type) => ({ ...type, name: qname(type.name.local, namespace) })),
    { name: "listrak", namespace, ports: [port("soap11", address), port("soap12", address)] },
  );
}

const statuses = [
  "DataActivelyUploading",
  "DataUploaded",
  "DataReadyForProcessing",
  "ProcessingData",
  "ProcessingCompleted",
  "ProcessingFailed",
];

function members(of: Record<string, string>) {
  return elements(of, namespace);
}
