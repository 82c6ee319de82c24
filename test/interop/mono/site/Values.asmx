<%@ WebService Class="Echo.Values" %>
