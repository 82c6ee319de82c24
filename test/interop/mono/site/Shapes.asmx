<%@ WebService Class="Echo.Shapes" %>
