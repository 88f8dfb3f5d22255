"""Connections to servers: every one goes through the guard, and knows how it was secured."""

import contextlib
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from crawler.errors import AddressRefused
from crawler.guard import Guard
from crawler.options import FetchOptions
from crawler.records import TlsStatus
from crawler.tls import (
    pinned_context,
    tls_error,
    tls_status_of,
    unverifying_context,
    verifying_context,
)

_KEEPALIVE_S = 15.0
_LIMITS = httpx.Limits(
    max_connections=16, max_keepalive_connections=8, keepalive_expiry=_KEEPALIVE_S
)


class GuardedBackend(httpcore.AnyIOBackend):
    """Opens TCP connections only to addresses that the guard has checked."""

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.guard = guard

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,  # Any: the library's union of socket options
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers.

        Raises:
            AddressRefused: the guard lets none through.
            UnknownHost: the host has no address.
        """
        endpoint = await self.guard.endpoint(host, port)
        share = None if timeout is None else timeout / len(endpoint.addresses)
        for address in endpoint.addresses[:-1]:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await super().connect_tcp(
                    address, endpoint.port, share, local_address, socket_options
                )
        return await super().connect_tcp(
            endpoint.addresses[-1], endpoint.port, share, local_address, socket_options
        )

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        socket_options: Iterable[Any] | None = None,  # Any: as above
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no website is a local socket.

        Raises:
            AddressRefused: always.
        """
        raise AddressRefused(f"local socket {path} is not a website; not connected")


def build_transport(guard: Guard, context: ssl.SSLContext) -> httpx.AsyncHTTPTransport:
    """An HTTP/1.1 transport with keep-alive whose every connection goes through the guard."""
    transport = httpx.AsyncHTTPTransport(
        verify=context, trust_env=False, http1=True, http2=False, limits=_LIMITS, retries=0
    )
    # httpx has no public way to set the backend; a test asserts that it is in place.
    transport._pool._network_backend = GuardedBackend(guard)
    return transport


class SiteTransports:
    """The transports of one site: the verifying one, and those for marked reads, made on need."""

    def __init__(self, guard: Guard, options: FetchOptions) -> None:
        self._guard = guard
        self._options = options
        self.verified = build_transport(guard, verifying_context(options.ca_file))
        self._unverified: httpx.AsyncHTTPTransport | None = None
        self._pinned: dict[tuple[str, int], httpx.AsyncHTTPTransport] = {}

    async def send(
        self, request: httpx.Request, *, read_despite_tls: bool = False
    ) -> tuple[httpx.Response, TlsStatus]:
        """Send a request over the transport that fits the host's certificate.

        A chain that lacks an intermediate is read, marked. Any other fault of the certificate is
        read past only with ``read_despite_tls``. The caller closes the response.

        Raises:
            httpx.TransportError, httpcore.NetworkError, httpcore.TimeoutException: no answer; a
                refused certificate stands behind the error (``crawler.tls.tls_error``).
            AddressRefused, UnknownHost: the guard let nothing through.
        """
        if request.url.scheme != "https":
            return await self.verified.handle_async_request(request), TlsStatus.NONE
        host = request.url.raw_host.decode("ascii").strip("[]")
        port = request.url.port or 443
        pinned = self._pinned.get((host, port))
        if pinned is not None:
            try:
                return await pinned.handle_async_request(request), TlsStatus.INCOMPLETE_CHAIN
            except httpx.ConnectError as error:
                if tls_error(error) is None:
                    raise
                await self._unpin(host, port)  # another server, or a new certificate
        try:
            return await self.verified.handle_async_request(request), TlsStatus.VERIFIED
        except httpx.ConnectError as error:
            status = _status_behind(error)
            if status is not TlsStatus.INCOMPLETE_CHAIN and not read_despite_tls:
                raise
        if status is TlsStatus.INCOMPLETE_CHAIN:
            # OpenSSL reports the missing link first; name and dates still have to be right.
            try:
                transport = await self._pin(host, port)
                return await transport.handle_async_request(request), status
            except httpx.ConnectError as error:
                status = _status_behind(error)
                await self._unpin(host, port)
                if not read_despite_tls:
                    raise
        return await self._accepting_any().handle_async_request(request), status

    def _accepting_any(self) -> httpx.AsyncHTTPTransport:
        if self._unverified is None:
            self._unverified = build_transport(self._guard, unverifying_context())
        return self._unverified

    async def _pin(self, host: str, port: int) -> httpx.AsyncHTTPTransport:
        """Learn the certificate that the host shows now, and trust that one alone.

        Name and dates are still checked by the transport returned; no request is sent here.

        Raises:
            httpcore.ConnectError: the host does not complete a handshake.
        """
        timeout = self._options.connect_timeout_s
        stream = await GuardedBackend(self._guard).connect_tcp(host, port, timeout)
        try:
            secured = await stream.start_tls(unverifying_context(), host, timeout)
            certificate = secured.get_extra_info("ssl_object").getpeercert(binary_form=True)
            await secured.aclose()
        finally:
            await stream.aclose()
        await self._unpin(host, port)
        transport = build_transport(self._guard, pinned_context(certificate))
        self._pinned[host, port] = transport
        return transport

    async def _unpin(self, host: str, port: int) -> None:
        """Forget the host's certificate."""
        old = self._pinned.pop((host, port), None)
        if old is not None:
            await old.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self.verified.aclose()
        if self._unverified is not None:
            await self._unverified.aclose()
        for transport in self._pinned.values():
            await transport.aclose()


def _status_behind(error: httpx.ConnectError) -> TlsStatus:
    """What is wrong with the certificate; the error itself again when it is about no certificate.

    Raises:
        httpx.ConnectError: the connection failed before TLS.
    """
    trouble = tls_error(error)
    if trouble is None:
        raise error
    return tls_status_of(trouble)
