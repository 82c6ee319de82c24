<%@ WebService Class="Echo.Tables" %>
