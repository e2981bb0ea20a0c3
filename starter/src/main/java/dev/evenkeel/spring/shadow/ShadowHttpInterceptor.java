// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import dev.evenkeel.sdk.ShadowCallMarker;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/// Interceptor that blocks HTTP requests of shadow calls unless the host is allowed; allowed requests carry
/// the shadow mark.
final class ShadowHttpInterceptor implements ClientHttpRequestInterceptor {
    static final String BAGGAGE = "baggage";

    private final ShadowEgressPolicy egressPolicy;

    ShadowHttpInterceptor(ShadowEgressPolicy egressPolicy) {
        this.egressPolicy = egressPolicy;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        URI uri = request.getURI();
        egressPolicy.requireAllowed(
                "send an HTTP request to", String.valueOf(uri.getHost()), uri.getHost() + ":" + uri.getPort());
        ShadowCallMarker.baggage().ifPresent(mark -> request.getHeaders().add(BAGGAGE, mark));
        return execution.execute(request, body);
    }
}
