<%@ WebService Class="InterFax.InterFax" %>
