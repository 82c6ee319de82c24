<%@ WebService Class="Echo.InSoapEncoding.Encoded" %>
