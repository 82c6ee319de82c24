<%@ WebService Class="Echo.Faults" %>
