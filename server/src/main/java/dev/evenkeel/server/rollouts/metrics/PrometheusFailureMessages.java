// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The messages for failed queries, each one complete sentence. Prometheus' own error messages are truncated to
/// 300 characters, and omitted when it rejects credentials, because they may repeat them.
final class PrometheusFailureMessages {
    private static final int LONGEST = 300;

    private final String who;
    private final Duration limit;

    PrometheusFailureMessages(URI url, Duration limit) {
        this.who = "Prometheus at " + url;
        this.limit = limit;
    }

    PrometheusQueryResult timedOut() {
        return failure(who + " did not respond within " + limit.toMillis() + " ms.");
    }

    PrometheusQueryResult interrupted() {
        return failure("The query to " + who + " was interrupted.");
    }

    /// No complete response was received.
    PrometheusQueryResult connectionFailed(String query, @Nullable Throwable cause) {
        return switch (cause) {
            case ConnectException e when isUnresolved(e) -> failure(who + " cannot be reached: unknown host name.");
            case ConnectException e -> failure(who + " refused the connection. Check that it is running.");
            case PrometheusHttpResponse.ResponseTooLargeException e ->
                failure(who + " returned more than " + (PrometheusHttpResponse.LIMIT >> 20) + " MiB for " + query
                        + ". Use a selector with fewer series.");
            case null, default ->
                failure("The connection to " + who + " failed: " + toPlainText(String.valueOf(cause)) + ".");
        };
    }

    private static boolean isUnresolved(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance);
    }

    /// The response is an error.
    PrometheusQueryResult errorResponse(String query, PrometheusHttpResponse reply) {
        int status = reply.status();
        if (status == 401 || status == 403) {
            return failure(who + " rejected the credentials (status " + status
                    + "). Check the server's EVENKEEL_PROMETHEUS_ variables.");
        }
        if (!reply.apiStatus().equals("error")) {
            return failure(who + " did not return a Prometheus response (status " + status + ", "
                    + toPlainText(reply.type()) + "). Check --prometheus-url.");
        }
        String said = toPlainText(reply.body().path("error").asString("")).replaceFirst("\\.+$", "");
        return failure(who + " " + describeStatus(status) + " " + query + ": " + said + ".");
    }

    private static String describeStatus(int status) {
        return switch (status) {
            case 400 -> "cannot parse the query";
            case 422 -> "cannot execute the query";
            case 503 -> "aborted the query";
            default -> "returned status " + status + " for the query";
        };
    }

    PrometheusQueryResult unexpectedResultType(String query, String type) {
        return failure(who + " returned " + (type.isEmpty() ? "no type" : "a " + toPlainText(type)) + " for " + query
                + " instead of a matrix. Use a selector such as errors_total{variant=\"new\"}.");
    }

    /// @param oddity clause that describes the problem
    PrometheusQueryResult malformedResult(String query, String oddity) {
        return failure(who + " returned an unreadable result for " + query + ": " + oddity + ".");
    }

    /// Converts external text to one line of limited length.
    static String toPlainText(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }

    private static PrometheusQueryResult failure(String words) {
        return new PrometheusQueryResult.Failure(words);
    }
}
