<%@ WebService Class="Pixelz.Soap" %>
