// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.config.OutboundHostAllowlist;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// HTTP client for URLs that users configured through the API. Connects only to addresses that
/// [OutboundHostAllowlist] allows, whatever a host name resolves to at that moment; follows no redirects, uses
/// no proxy and keeps no cookies. Thread-safe.
@Component
public class OutboundHttpClient implements DisposableBean {
    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    private static final int MOST_CONNECTIONS = 100;

    private final OutboundHostAllowlist options;
    private @Nullable CloseableHttpClient http;

    /// A response.
    ///
    /// @param body the body, possibly truncated
    /// @param isTruncated whether the body was truncated
    /// @param retryAfter the `Retry-After` header; null when absent
    public record Response(
            int status,
            String body,
            boolean isTruncated,
            @Nullable String retryAfter) {}

    /// The limits of one exchange.
    ///
    /// @param time from the start of the DNS lookup to the last byte
    /// @param bytes maximum number of bytes of the response to read
    public record ExchangeLimits(Duration time, int bytes) {}

    OutboundHttpClient(ServerStartOptions server) {
        this.options = server.outboundHttp();
    }

    /* Created with the first request: it takes some 60 ms, which every start would wait for. */
    private synchronized CloseableHttpClient client() {
        if (http == null) {
            http = newClient(options);
        }
        return http;
    }

    private static CloseableHttpClient newClient(OutboundHostAllowlist options) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new AllowedAddressDnsResolver(options))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setTimeToLive(Timeout.ofMinutes(1))
                                .build())
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .build())
                .setUserAgent("Evenkeel")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /// Returns why requests to an address are not allowed now; empty when they are, or when the host name does
    /// not resolve. Resolves the host name.
    public Optional<String> findRefusal(URI to) {
        try {
            new AllowedAddressDnsResolver(options).resolve(to.getHost());
            return Optional.empty();
        } catch (RefusedAddressException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /// Formats the cause of a failed exchange for people.
    public static String describeFailure(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause instanceof RefusedAddressException ? cause.getMessage() : cause);
    }

    /// Sends a POST request with a text body.
    ///
    /// @throws TimeoutException when the exchange exceeded its time limit
    /// @throws ExecutionException when there was no response
    public Response post(URI to, Map<String, String> headers, String body, ExchangeLimits limits)
            throws TimeoutException, ExecutionException, InterruptedException {
        var request = new HttpPost(to);
        headers.forEach(request::setHeader);
        String type = headers.getOrDefault("Content-Type", "text/plain; charset=utf-8");
        request.setEntity(new StringEntity(body, ContentType.parse(type).withCharset(StandardCharsets.UTF_8)));
        FutureTask<Response> exchange = new FutureTask<>(() -> exchange(request, limits.bytes()));
        Thread.ofVirtual().name("evenkeel-outgoing").start(exchange);
        try {
            return exchange.get(limits.time().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            request.abort();
        }
    }

    private Response exchange(HttpPost request, int bytes) throws IOException {
        return client().execute(request, response -> {
            byte[] body = readBeginning(response.getEntity(), bytes + 1);
            Header retry = response.getFirstHeader("Retry-After");
            return new Response(
                    response.getCode(),
                    new String(body, 0, Math.min(bytes, body.length), StandardCharsets.UTF_8),
                    body.length > bytes,
                    retry == null ? null : retry.getValue());
        });
    }

    /* The rest is not read, and the connection is not reused. */
    private static byte[] readBeginning(@Nullable HttpEntity entity, int bytes) throws IOException {
        return entity == null ? new byte[0] : entity.getContent().readNBytes(bytes);
    }

    @Override
    public synchronized void destroy() throws IOException {
        if (http != null) {
            http.close();
        }
    }

    /// Thrown when a host name resolves to an address that is not allowed.
    private static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1;

        RefusedAddressException(String host, InetAddress address) {
            super(host + " resolves to " + address.getHostAddress()
                    + ", which is not a public address; to allow it: ./evenkeel serve --allow-outbound " + host);
        }
    }

    /// DNS resolver that rejects host names unless all of their addresses are allowed.
    private static final class AllowedAddressDnsResolver extends SystemDefaultDnsResolver {
        private final OutboundHostAllowlist options;

        AllowedAddressDnsResolver(OutboundHostAllowlist options) {
            this.options = options;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            InetAddress[] addresses = super.resolve(bare);
            Optional<InetAddress> refused = Arrays.stream(addresses)
                    .filter(address -> !options.allows(bare, address))
                    .findFirst();
            if (refused.isPresent()) {
                throw new RefusedAddressException(bare, refused.get());
            }
            return addresses;
        }
    }
}
