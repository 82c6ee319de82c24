<?php
// The echo service, for PHP's own web server: the path names the WSDL beside this file that a request is served by.

// Classes of their own, because what is derived keeps its type in no other way.
#[AllowDynamicProperties]
class Shape
{
}
class Circle extends Shape
{
}
class Square extends Shape
{
}
class ColouredSquare extends Square
{
}

/** Operations by their names: each gives back what it is given. */
class EchoService
{
    public function __construct(private bool $isWrapped)
    {
    }

    /** A header block comes in as a call of its name, before the operation. */
    public function Session($session)
    {
        global $server;
        $server->addSoapHeader(new SoapHeader('urn:example:echo:things', 'Session', $session));
    }

    public function Refuse($request)
    {
        $refusal = $this->isWrapped ? $request->value : $request;
        throw new SoapFault('Server', 'refused', null, (object) ['Refusal' => $refusal], 'Refusal');
    }

    public function Notify()
    {
    }

    public function EchoMany(...$values)
    {
        return $this->isWrapped ? $values[0] : array_combine(['First', 'second', 'Person'], $values);
    }

    // One by one, because PHP takes an object with __call for one that understands every header block.
    public function EchoText($value) { return $value; }
    public function EchoBytes($value) { return $value; }
    public function EchoBig($value) { return $value; }
    public function EchoScalars($value) { return $value; }
    public function EchoNumbers($value) { return $value; }
    public function EchoPeople($value) { return $value; }
    public function EchoOrder($value) { return $value; }
    public function EchoDrawing($value) { return $value; }
    public function EchoShape($value) { return $value; }
    public function EchoNode($value) { return $value; }
    public function EchoSession($value) { return $value; }
    public function EchoPayment($value) { return $value; }
    public function EchoPrice($value) { return $value; }
    public function EchoRows($value) { return $value; }
}

$form = basename(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (!in_array($form, ['document-literal', 'rpc-literal', 'rpc-encoded', 'rpc-encoded-plane', 'rpc-encoded-any'], true)) {
    http_response_code(404);
    exit;
}
$shapes = ['Shape', 'Circle', 'Square', 'ColouredSquare'];
$server = new SoapServer(__DIR__ . "/$form.wsdl", [
    'cache_wsdl' => WSDL_CACHE_MEMORY,
    'classmap' => array_combine($shapes, $shapes),
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
]);
$server->setObject(new EchoService($form === 'document-literal'));
$server->handle();
