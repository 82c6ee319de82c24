<?php
// Calls the echo service with PHP's SoapClient: `php caller.php WSDL FORM`. Each line of the input is a call, each line of the
// output what came back.

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

const THINGS = 'urn:example:echo:things';
const SHAPES = ['Shape', 'Circle', 'Square', 'ColouredSquare'];
const ATTRIBUTES = ['Id', 'Source', 'Currency'];

[, $address, $form] = $argv;
$isWrapped = $form === 'document-literal';
$options = [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'classmap' => array_combine(SHAPES, SHAPES),
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
];
$clients = [
    'soap11' => new SoapClient($address, ['soap_version' => SOAP_1_1] + $options),
    'soap12' => new SoapClient($address, ['soap_version' => SOAP_1_2] + $options),
];

/** A value for PHP: a class for what is derived, `_` for the text beside attributes, and bytes for what writes them as text. */
function made($value, $name = '')
{
    if ($value === null) {
        return null;
    }
    if (is_string($value)) {
        return match (true) {
            $name === 'Hex' => hex2bin($value),
            $name === 'Data' => base64_decode($value),
            $name === 'Yes' => $value === 'true',
            default => $value,
        };
    }
    if (is_array($value)) {
        return array_map(fn($item) => made($item), $value);
    }
    $class = $value->{'$type'} ?? 'stdClass';
    $result = new $class();
    foreach (get_object_vars($value) as $member => $part) {
        if ($member === '$value') {
            $result->_ = $part;
        } elseif ($member !== '$type') {
            $result->{ltrim($member, '$')} = made($part, $member);
        }
    }
    return $result;
}

/** What PHP read. */
function printed($value, $name = '')
{
    return match (true) {
        $value === null => null,
        is_array($value) => array_map(fn($item) => printed($item), $value),
        is_bool($value) => $value ? 'true' : 'false',
        is_float($value) => json_encode($value),
        !is_object($value) => match ($name) {
            'Hex' => strtoupper(bin2hex($value)),
            'Data' => base64_encode($value),
            default => (string) $value,
        },
        default => printedObject($value),
    };
}

function printedObject($value)
{
    $result = new stdClass();
    foreach (get_object_vars($value) as $member => $part) {
        $name = $member === '_' ? '$value' : (in_array($member, ATTRIBUTES, true) ? "$$member" : $member);
        $result->$name = printed($part, $member);
    }
    if ($value instanceof Shape && get_class($value) !== 'Shape') {
        $result->{'$type'} = get_class($value);
    }
    return $result;
}

function called($asked)
{
    global $clients, $isWrapped;
    $client = $clients[$asked->binding];
    $values = made($asked->values);
    if ($asked->operation === 'EchoBytes') {
        $values->value = base64_decode($values->value);
    }
    $headers = [];
    if (isset($asked->header)) {
        $headers[] = new SoapHeader(THINGS, 'Session', made($asked->header->Session));
    }
    try {
        $arguments = $isWrapped ? [$values] : array_values(get_object_vars($values));
        $reply = $client->__soapCall($asked->operation, $arguments, null, $headers, $taken);
    } catch (SoapFault $fault) {
        if (!isset($fault->detail)) {
            return ['failed' => "$fault->faultcode: $fault->faultstring"];
        }
        $code = preg_replace('/.*:/', '', $fault->faultcode);
        return ['fault' => ['code' => $code, 'reason' => $fault->faultstring, 'detail' => printed($fault->detail)]];
    }
    if ($reply === null && $asked->operation === 'Notify') {
        return ['values' => new stdClass()];
    }
    $back = $isWrapped ? $reply : (is_array($reply) && isset($reply['First']) ? (object) $reply : (object) ['value' => $reply]);
    if ($asked->operation === 'EchoBytes') {
        $back->value = base64_encode($back->value);
    }
    return ['values' => printed($back)] + (empty($taken) ? [] : ['header' => printed((object) $taken)]);
}

while (($line = fgets(STDIN)) !== false) {
    try {
        $answer = called(json_decode($line));
    } catch (Throwable $error) {
        $answer = ['failed' => (string) $error];
    }
    echo json_encode($answer, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR), "\n";
}
