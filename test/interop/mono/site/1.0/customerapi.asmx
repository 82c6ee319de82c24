<%@ WebService Class="DiscountAsp.CustomerApi" %>
