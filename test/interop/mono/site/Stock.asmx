<%@ WebService Class="Echo.StockService" %>
