<%@ WebService Class="Echo.Defects" %>
