"""The way over the network: aiohttp below the client's own interface for transports, which costs less than the default."""

import urllib.request

import aiohttp
import httpx2

from summarizer.asking.network.endpoint import Endpoint

# Servers commonly close idle connections after five seconds; one that is older is not used again.
_KEEP_SECONDS = 4.0
_CONNECT_SECONDS = 30.0
# No answer is nearly as long; an endpoint that never ends one must not fill the memory.
_MOST_BYTES = 64 * 2**20


class NetworkTransport(httpx2.AsyncBaseTransport):
    """Sends requests through one pool of connections. Errors are those that the default transport raises."""

    def __init__(self, most_connections: int, endpoint: Endpoint) -> None:
        self._most = most_connections
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, str | None] = {}
        self._timeout = aiohttp.ClientTimeout(
            total=endpoint.longest_answer_seconds,
            sock_connect=min(endpoint.timeout_seconds, _CONNECT_SECONDS),
            sock_read=endpoint.timeout_seconds,
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response, read to its end."""
        body = await request.aread()
        try:
            # A redirect is not followed: it would take text and key to where the user did not send them.
            async with self._opened().request(
                request.method,
                str(request.url.copy_with(userinfo=b"") if request.url.userinfo else request.url),
                data=body,
                headers=list(request.headers.multi_items()),
                allow_redirects=False,
                proxy=self._proxy_to(request.url),
            ) as response:
                content = await _whole(response)
        except aiohttp.ClientConnectorError as error:
            raise httpx2.ConnectError(str(error), request=request) from error
        except aiohttp.ConnectionTimeoutError as error:
            raise httpx2.ConnectTimeout(str(error), request=request) from error
        except TimeoutError as error:
            raise httpx2.ReadTimeout(str(error), request=request) from error
        except (aiohttp.ClientError, OSError) as error:
            raise httpx2.ReadError(str(error), request=request) from error
        # The header's bytes: a text may hold letters that httpx2 does not take.
        return httpx2.Response(response.status, headers=list(response.raw_headers), content=content, request=request)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _proxy_to(self, url: httpx2.URL) -> str | None:
        place = f"{url.scheme}://{url.host}"
        if place not in self._proxies:
            self._proxies[place] = proxy_of_environment(url.scheme, url.host)
        return self._proxies[place]

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._most, keepalive_timeout=_KEEP_SECONDS, ssl=httpx2.create_ssl_context())
            # The client decompresses, since it reads the header that says how. Proxies of the environment are looked up here: the
            # session would do so for every request, in a thread, and put passwords from .netrc beside the key.
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=self._timeout,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


def proxy_of_environment(scheme: str, host: str) -> str | None:
    """Return what HTTP_PROXY, HTTPS_PROXY and NO_PROXY say of a host."""
    if urllib.request.proxy_bypass(host):
        return None
    proxy = urllib.request.getproxies().get(scheme)
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


async def _whole(response: aiohttp.ClientResponse) -> bytes:
    """Return the body of a response."""
    if (response.content_length or 0) <= _MOST_BYTES and response.content_length is not None:
        return await response.read()
    parts: list[bytes] = []
    size = 0
    async for part in response.content.iter_any():
        parts.append(part)
        size += len(part)
        if size > _MOST_BYTES:
            raise aiohttp.ClientPayloadError(f"more than {_MOST_BYTES} bytes")
    return b"".join(parts)
