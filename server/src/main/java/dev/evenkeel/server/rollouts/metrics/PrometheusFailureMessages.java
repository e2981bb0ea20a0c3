// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Why there are no samples, each in one complete sentence. Prometheus' own words are cut at 300
/// characters, and left out where credentials are refused: who refuses them might repeat them.
final class PrometheusFailureMessages {
    private static final int LONGEST = 300;

    private final String who;
    private final Duration limit;

    PrometheusFailureMessages(URI url, Duration limit) {
        this.who = "Prometheus at " + url;
        this.limit = limit;
    }

    PrometheusQueryResult late() {
        return failure(who + " did not answer within " + limit.toMillis() + " ms.");
    }

    PrometheusQueryResult interrupted() {
        return failure("The question to " + who + " was interrupted.");
    }

    /// No whole answer came.
    PrometheusQueryResult broken(String query, @Nullable Throwable cause) {
        return switch (cause) {
            case ConnectException e
            when isUnresolved(e) -> failure(who + " cannot be found: its host name is unknown.");
            case ConnectException e -> failure(who + " accepts no connection; check that it runs there.");
            case PrometheusHttpResponse.ResponseTooLargeException e ->
                failure(who + " answered " + query + " with more than " + (PrometheusHttpResponse.LIMIT >> 20)
                        + " MiB; choose a selector with fewer series.");
            case null, default -> failure("The connection to " + who + " broke: " + plain(String.valueOf(cause)) + ".");
        };
    }

    private static boolean isUnresolved(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance);
    }

    /// The answer is no success.
    PrometheusQueryResult refused(String query, PrometheusHttpResponse reply) {
        int status = reply.status();
        if (status == 401 || status == 403) {
            return failure(who + " refused the credentials with status " + status
                    + "; check the server's EVENKEEL_PROMETHEUS_ variables.");
        }
        if (!reply.outcome().equals("error")) {
            return failure(who + " did not answer as a Prometheus does: status " + status + ", " + plain(reply.type())
                    + "; check --prometheus-url.");
        }
        String said = plain(reply.body().path("error").asString("")).replaceFirst("\\.+$", "");
        return failure(who + " " + refusal(status) + " " + query + ": " + said + ".");
    }

    private static String refusal(int status) {
        return switch (status) {
            case 400 -> "cannot read the query";
            case 422 -> "cannot execute the query";
            case 503 -> "gave up the query";
            default -> "answered status " + status + " to the query";
        };
    }

    PrometheusQueryResult otherType(String query, String type) {
        return failure(who + " answered " + query + " with " + (type.isEmpty() ? "no type" : "a " + plain(type))
                + " instead of a matrix of samples; name counters by a selector like errors_total{variant=\"new\"}.");
    }

    /// @param oddity a clause that says what is wrong
    PrometheusQueryResult unreadable(String query, String oddity) {
        return failure(who + " answered " + query + " in a form that cannot be read: " + oddity + ".");
    }

    /// Text from elsewhere on one line, cut when it is long.
    static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }

    private static PrometheusQueryResult failure(String words) {
        return new PrometheusQueryResult.Failure(words);
    }
}
