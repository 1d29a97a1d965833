"""The way over the network: aiohttp below the client's own interface for transports, which costs less than the default."""

import aiohttp
import httpx2

# Servers commonly close idle connections after five seconds; one that is older is not used again.
_KEEP_SECONDS = 4.0


class NetworkTransport(httpx2.AsyncBaseTransport):
    """Sends requests through one pool of connections. Errors are those that the default transport raises."""

    def __init__(self, most_connections: int, timeout_seconds: float) -> None:
        self._most = most_connections
        self._session: aiohttp.ClientSession | None = None
        self._timeout = aiohttp.ClientTimeout(total=None, sock_connect=timeout_seconds, sock_read=timeout_seconds)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response, read to its end."""
        body = await request.aread()
        try:
            async with self._opened().request(
                request.method, str(request.url), data=body, headers=list(request.headers.multi_items()), allow_redirects=False
            ) as response:
                content = await response.read()
        except aiohttp.ClientConnectorError as error:
            raise httpx2.ConnectError(str(error), request=request) from error
        except aiohttp.ConnectionTimeoutError as error:
            raise httpx2.ConnectTimeout(str(error), request=request) from error
        except TimeoutError as error:
            raise httpx2.ReadTimeout(str(error), request=request) from error
        except (aiohttp.ClientError, OSError) as error:
            raise httpx2.ReadError(str(error), request=request) from error
        return httpx2.Response(response.status, headers=list(response.headers.items()), content=content, request=request)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._most, keepalive_timeout=_KEEP_SECONDS, ssl=httpx2.create_ssl_context())
            # The client decompresses, since it reads the header that says how; proxies are those of the environment.
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=self._timeout,
                auto_decompress=False,
                trust_env=True,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session
