// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.SignedChainHead;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A webhook that receives heads: one `POST` each, with the JWS as `application/jose` (RFC 7515, section
/// 9.2.1). Any status from 200 to 299 confirms receipt. An attempt times out after ten seconds; redirects are
/// not followed.
///
/// @param url contains no secrets
record WebhookHeadDestination(URI url) implements HeadDestination {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return url.toString();
    }

    @Override
    public void publish(SignedChainHead head) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("User-Agent", "Evenkeel")
                .header("Content-Type", "application/jose")
                .POST(BodyPublishers.ofString(head.jws()))
                .build();
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LIMIT)
                .build();
        try {
            int status = awaitStatus(http.sendAsync(request, BodyHandlers.discarding()));
            if (status / 100 != 2) {
                throw new IOException(url + " responded with " + status
                        + (status / 100 == 3 ? "; the server does not follow redirects" : ""));
            }
        } finally {
            http.shutdownNow();
        }
    }

    private int awaitStatus(CompletableFuture<HttpResponse<Void>> answer) throws IOException, InterruptedException {
        try {
            return answer.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS).statusCode();
        } catch (TimeoutException e) {
            throw new IOException(url + " did not respond within " + LIMIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("request to " + url + " failed: " + e.getCause(), e);
        }
    }
}
