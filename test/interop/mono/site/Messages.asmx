<%@ WebService Class="Echo.Messages" %>
