/** Serves on loopback, one call after another, and says where. */
static int serve_on_loopback(struct soap *soap) {
  soap->accept_timeout = 0;
  soap->recv_timeout = 10;
  SOAP_SOCKET listener = soap_bind(soap, "127.0.0.1", 0, 100);
  if (!soap_valid_socket(listener)) {
    soap_print_fault(soap, stderr);
    return 1;
  }
  struct sockaddr_in address;
  socklen_t length = sizeof(address);
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("LISTENING http://127.0.0.1:%d/\n", ntohs(address.sin_port));
  fflush(stdout);
  while (soap_valid_socket(soap_accept(soap))) {
    soap_serve(soap);
    soap_destroy(soap);
    soap_end(soap);
  }
  return 1;
}
