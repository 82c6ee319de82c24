/** The exports for modules that serve and their users, none of which a client needs. */
export { serve } from "./server/serve.js";
export { handleBytes, handleItems, type RequestParts } from "./server/handle-items.js";
export { nodeListener } from "./server/node.js";
export { memoryPort, type Memory, type MemoryOptions } from "./server/memory.js";
export { ServiceFault } from "./server/fault.js";
export { checkSecurity, type CheckSecurityOptions, type PasswordCheck } from "./server/check-security.js";
export { answerAddressing, type AnswerAddressingOptions } from "./server/answer-addressing.js";
export type {
  AddressingAnswers,
  Answer,
  Call,
  Contract,
  ContractOperation,
  Documents,
  HelpPages,
  SecurityCheck,
  ServeOptions,
  Service,
} from "./server/contract.js";
export type { NewFault } from "./server/fault-envelope.js";
