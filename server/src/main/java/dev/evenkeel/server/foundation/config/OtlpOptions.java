// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where metrics and traces go by OTLP over HTTP, in the environment variables that every OpenTelemetry
/// program reads (OpenTelemetry specification, "OTLP Exporter Configuration").
///
/// @param endpoint base address, to which `/v1/metrics` and `/v1/traces` are added
/// @param headers of each request; may hold secrets
/// @param interval between two sendings of metrics
/// @param service name of this service in what is sent
public record OtlpOptions(URI endpoint, Map<String, String> headers, Duration interval, String service) {
    static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    static final String INTERVAL = "OTEL_METRIC_EXPORT_INTERVAL";
    static final String SERVICE = "OTEL_SERVICE_NAME";
    private static final long MINUTE_MILLIS = 60_000;
    private static final long LONGEST_MILLIS = 3_600_000;

    public OtlpOptions {
        headers = Map.copyOf(headers);
    }

    /// Reads the variables; an empty one is one that is not set.
    ///
    /// @return null when there is no endpoint: then nothing is sent
    /// @throws CommandLineUsageException when a variable has a value that cannot be used
    static @Nullable OtlpOptions read(Map<String, String> environment) {
        String endpoint = environment.getOrDefault(ENDPOINT, "");
        if (endpoint.isEmpty()) {
            return null;
        }
        String service = environment.getOrDefault(SERVICE, "");
        return new OtlpOptions(
                address(endpoint),
                headers(environment.getOrDefault(HEADERS, "")),
                interval(environment.getOrDefault(INTERVAL, "")),
                service.isEmpty() ? "evenkeel" : service);
    }

    /// The address for one kind of signal.
    ///
    /// @param signal `metrics` or `traces`
    public URI of(String signal) {
        return URI.create(endpoint.toString().replaceFirst("/+$", "") + "/v1/" + signal);
    }

    private static URI address(String text) {
        return ServerUrlParser.find(text)
                .orElseThrow(() -> new CommandLineUsageException(
                        ENDPOINT + " must be an http or https address without user, query and fragment, like"
                                + " http://collector.example:4318. Secrets go into " + HEADERS + "."));
    }

    /* The message leaves the value out: it may be a secret. */
    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new CommandLineUsageException(HEADERS + " must be name=value pairs with commas between, values"
                        + " percent-encoded, like authorization=Bearer%20TOKEN.");
            }
            headers.put(
                    pair.substring(0, equals).strip(),
                    URLDecoder.decode(pair.substring(equals + 1).strip().replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static Duration interval(String text) {
        try {
            long millis = text.isEmpty() ? MINUTE_MILLIS : Long.parseLong(text);
            if (millis >= 1 && millis <= LONGEST_MILLIS) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            /* Said below. */
        }
        throw new CommandLineUsageException(
                INTERVAL + " must be 1 to " + LONGEST_MILLIS + " milliseconds, got \"" + text + "\".");
    }

    /// Hides the headers.
    @Override
    public String toString() {
        return "OtlpOptions[" + endpoint + "]";
    }
}
