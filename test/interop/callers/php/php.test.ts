import { callerSuite } from "../suite.js";
import { withSoftware } from "../../server.js";

withSoftware(
  "PHP's SoapClient calls a contract",
  { "php-cli": ["php", "-v"], "php-soap": ["php", "-r", "new SoapFault('a', 'b');"] },
  () => {
    callerSuite({
      forms: ["document-literal", "rpc-literal", "rpc-encoded"],
      command: (wsdl, form) => ["php", "caller.php", wsdl, form],
      folder: import.meta.dirname,
    });
  },
);
