// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.config.OutboundHttpOptions;
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

/// Sends requests to addresses that people named over the API. It connects to no address that
/// [OutboundHttpOptions] do not allow, whatever a name resolves to at that moment; follows no redirect, uses no
/// proxy and keeps no cookie. Thread-safe.
@Component
public class OutboundHttpClient implements DisposableBean {
    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    private static final int MOST_CONNECTIONS = 100;

    private final OutboundHttpOptions options;
    private final CloseableHttpClient http;

    /// An answer.
    ///
    /// @param body its beginning
    /// @param isCut whether there was more
    /// @param retryAfter header of that name; null when there is none
    public record Response(
            int status,
            String body,
            boolean isCut,
            @Nullable String retryAfter) {}

    /// How much one exchange may take.
    ///
    /// @param time from the first look-up of the name to the last byte
    /// @param bytes of the answer that are read
    public record ExchangeLimits(Duration time, int bytes) {}

    OutboundHttpClient(ServerStartOptions server) {
        this.options = server.outgoing();
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new AllowedAddresses(options))
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

    /// Why nothing may be sent to an address now; empty when something may, or its name is not known yet. Looks
    /// the name up.
    public Optional<String> refusal(URI to) {
        try {
            new AllowedAddresses(options).resolve(to.getHost());
            return Optional.empty();
        } catch (RefusedAddressException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /// What kept an answer from coming, for people.
    public static String words(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause instanceof RefusedAddressException ? cause.getMessage() : cause);
    }

    /// Posts a text.
    ///
    /// @throws TimeoutException when it took longer than the limits allow
    /// @throws ExecutionException when there was no answer
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
        return http.execute(request, response -> {
            byte[] body = beginning(response.getEntity(), bytes + 1);
            Header retry = response.getFirstHeader("Retry-After");
            return new Response(
                    response.getCode(),
                    new String(body, 0, Math.min(bytes, body.length), StandardCharsets.UTF_8),
                    body.length > bytes,
                    retry == null ? null : retry.getValue());
        });
    }

    /* What follows is not read, and its connection not used again. */
    private static byte[] beginning(@Nullable HttpEntity entity, int bytes) throws IOException {
        return entity == null ? new byte[0] : entity.getContent().readNBytes(bytes);
    }

    @Override
    public void destroy() throws IOException {
        http.close();
    }

    /// A name with an address to which nothing may be sent.
    private static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1;

        RefusedAddressException(String host, InetAddress address) {
            super(host + " is " + address.getHostAddress() + ", an address that is not public; serve --allow-outgoing "
                    + host + " allows it");
        }
    }

    /// Looks names up and refuses those with an address that is not allowed; all of its addresses have to be.
    private static final class AllowedAddresses extends SystemDefaultDnsResolver {
        private final OutboundHttpOptions options;

        AllowedAddresses(OutboundHttpOptions options) {
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
