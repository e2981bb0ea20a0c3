// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import dev.evenkeel.server.foundation.config.PrometheusOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// A client of the Prometheus HTTP API for raw samples. Returns failures as results instead of throwing; every
/// wait has a timeout. Thread-safe.
///
/// See https://prometheus.io/docs/prometheus/latest/querying/api/
final class PrometheusClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrometheusClient.class);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final PrometheusOptions options;
    private final Duration limit;
    private final PrometheusFailureMessages words;
    private volatile String lastWarnings = "";

    /// @param limit timeout for a complete response
    PrometheusClient(PrometheusOptions options, Duration limit) {
        this.options = options;
        this.limit = limit;
        this.words = new PrometheusFailureMessages(options.url(), limit);
    }

    /// Returns the samples of all series that match a selector, in the time `range` up to and including `to`.
    ///
    /// @param selector instant vector selector, such as `errors_total{variant="new"}`
    PrometheusQueryResult querySamples(String selector, Duration range, Instant to) {
        String query = selector + "[" + range.toMillis() + "ms]";
        FutureTask<PrometheusHttpResponse> exchange = new FutureTask<>(() -> send(query, to));
        Thread.ofVirtual().name("evenkeel-prometheus").start(exchange);
        try {
            return toQueryResult(query, exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return words.timedOut();
        } catch (ExecutionException e) {
            return words.connectionFailed(query, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return words.interrupted();
        } finally {
            exchange.cancel(true);
        }
    }

    private PrometheusHttpResponse send(String query, Instant to) throws IOException, InterruptedException {
        String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&time="
                + URLEncoder.encode(to.toString(), StandardCharsets.UTF_8) + "&timeout=" + limit.toMillis() + "ms";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(options.url().toString().replaceFirst("/+$", "") + "/api/v1/query"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form));
        if (options.authorization() != null) {
            request.header("Authorization", options.authorization());
        }
        if (options.tenant() != null) {
            request.header("X-Scope-OrgID", options.tenant());
        }
        return PrometheusHttpResponse.of(http.send(request.build(), BodyHandlers.ofInputStream()));
    }

    private PrometheusQueryResult toQueryResult(String query, PrometheusHttpResponse reply) {
        if (reply.status() != 200 || !reply.apiStatus().equals("success")) {
            return words.errorResponse(query, reply);
        }
        logWarnings(reply.body().path("warnings"));
        JsonNode data = reply.body().path("data");
        String type = data.path("resultType").asString("");
        if (!type.equals("matrix")) {
            return words.unexpectedResultType(query, type);
        }
        try {
            List<TimeSeries> series = PrometheusMatrixParser.parse(data.path("result"));
            return new PrometheusQueryResult.Success(series);
        } catch (IllegalArgumentException e) {
            return words.malformedResult(query, String.valueOf(e.getMessage()));
        }
    }

    /// Logs warnings that accompany data, for example that a part of a larger store did not respond.
    private void logWarnings(JsonNode warnings) {
        String told = warnings.isMissingNode() ? "" : PrometheusFailureMessages.toPlainText(warnings.toString());
        if (!told.isEmpty() && !told.equals(lastWarnings)) {
            LOG.warn("Prometheus at {} returned warnings: {}", options.url(), told);
        }
        lastWarnings = told;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /// Omits secrets.
    @Override
    public String toString() {
        return "PrometheusClient[" + options.url() + "]";
    }
}
