"""Trust in TLS certificates: the contexts to connect with, and what is wrong with a refused one."""

import ssl
from functools import lru_cache

import httpx

from crawler.errors import causes
from crawler.records import TlsStatus

# OpenSSL's X509_V_ERR_* numbers, as SSLCertVerificationError.verify_code gives them
_VERIFY_CODES = {
    2: TlsStatus.INCOMPLETE_CHAIN,
    10: TlsStatus.EXPIRED,
    18: TlsStatus.SELF_SIGNED,
    19: TlsStatus.SELF_SIGNED,  # an unknown root that the server itself sends
    20: TlsStatus.INCOMPLETE_CHAIN,
    21: TlsStatus.INCOMPLETE_CHAIN,
    62: TlsStatus.WRONG_NAME,
    63: TlsStatus.WRONG_NAME,
    64: TlsStatus.WRONG_NAME,
}

_HANG_UPS = (ssl.SSLEOFError, ssl.SSLZeroReturnError)

_TLS_WORDS = {
    TlsStatus.INCOMPLETE_CHAIN: "an intermediate certificate is missing",
    TlsStatus.EXPIRED: "the certificate has expired",
    TlsStatus.WRONG_NAME: "the certificate is for another host name",
    TlsStatus.SELF_SIGNED: "the certificate is self-signed",
}


@lru_cache(maxsize=4)
def verifying_context(ca_file: str | None = None) -> ssl.SSLContext:
    """The shared context that trusts the bundled authorities and those of ``ca_file``.

    Building one costs more than several pages, so a process holds one per file.
    """
    context = httpx.create_ssl_context(trust_env=False)
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    _as_lenient_as_browsers(context)
    return context


@lru_cache(maxsize=1)
def unverifying_context() -> ssl.SSLContext:
    """The shared context for marked reads: any certificate, any protocol version."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    _as_lenient_as_browsers(context)
    return context


def pinned_context(certificate: bytes) -> ssl.SSLContext:
    """A context that trusts exactly one certificate (DER), and checks its name and dates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=certificate)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    _as_lenient_as_browsers(context)
    return context


def _as_lenient_as_browsers(context: ssl.SSLContext) -> None:
    # Python 3.13 refuses certificates, and OpenSSL 3 old servers, that every browser accepts.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)


def tls_error(error: BaseException) -> ssl.SSLError | None:
    """The TLS error that a connection error was made from; a mere hang-up is none."""
    for cause in causes(error):
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, _HANG_UPS):
            return cause
    return None


def tls_status_of(error: ssl.SSLError) -> TlsStatus:
    """What is wrong with the certificate."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _VERIFY_CODES.get(error.verify_code, TlsStatus.OTHER)
    return TlsStatus.OTHER


def tls_detail(host: str, error: ssl.SSLError) -> str:
    """One line that says what is wrong."""
    status = tls_status_of(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        words = _TLS_WORDS.get(status, error.verify_message or "the certificate is not trusted")
    else:
        words = f"no secure connection ({(error.reason or str(error)).lower().replace('_', ' ')})"
    return f"TLS of {host}: {words}"
