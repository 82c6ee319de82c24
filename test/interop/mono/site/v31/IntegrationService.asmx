<%@ WebService Class="Listrak.IntegrationService" %>
