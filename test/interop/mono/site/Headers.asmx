<%@ WebService Class="Echo.Headers" %>
