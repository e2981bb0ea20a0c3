// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// Makes clients of HTTP.
final class HttpClientFactory {
    private HttpClientFactory() {}

    /// A client for one address; it follows no redirect. Where the address is plain HTTP, it trusts no
    /// certificate at all, and so reads none of the authorities' at its start.
    static HttpClient client(URI address, Duration connectTimeout) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(connectTimeout);
        return "http".equals(address.getScheme())
                ? builder.sslContext(trustingNobody()).build()
                : builder.build();
    }

    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
