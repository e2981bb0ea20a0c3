// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A factory of HTTP clients.
final class HttpClientFactory {
    private HttpClientFactory() {}

    /// Creates a client for one address, which follows no redirects. For plain HTTP the client trusts no
    /// certificates, and therefore does not load the trust store at its start.
    static HttpClient create(URI address, Duration connectTimeout) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(connectTimeout);
        return "http".equals(address.getScheme())
                ? builder.sslContext(createEmptyTrustContext()).build()
                : builder.build();
    }

    private static SSLContext createEmptyTrustContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
