// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Options for exporting metrics and traces by OTLP over HTTP, read from the standard environment variables of
/// OpenTelemetry (OpenTelemetry specification, "OTLP Exporter Configuration").
///
/// @param endpoint base URL, to which `/v1/metrics` and `/v1/traces` are appended
/// @param headers headers of each request; may contain secrets
/// @param interval export interval of metrics
/// @param service service name in the exported data
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

    /// Reads the variables; an empty variable counts as unset.
    ///
    /// @return null without an endpoint; then nothing is exported
    /// @throws CommandLineUsageException when a variable has an invalid value
    static @Nullable OtlpOptions fromEnvironment(Map<String, String> environment) {
        String endpoint = environment.getOrDefault(ENDPOINT, "");
        if (endpoint.isEmpty()) {
            return null;
        }
        String service = environment.getOrDefault(SERVICE, "");
        return new OtlpOptions(
                parseEndpoint(endpoint),
                parseHeaders(environment.getOrDefault(HEADERS, "")),
                parseInterval(environment.getOrDefault(INTERVAL, "")),
                service.isEmpty() ? "evenkeel" : service);
    }

    /// Returns the URL for one signal.
    ///
    /// @param signal `metrics` or `traces`
    public URI endpointFor(String signal) {
        return URI.create(endpoint.toString().replaceFirst("/+$", "") + "/v1/" + signal);
    }

    private static URI parseEndpoint(String text) {
        return OutboundServerUrlParser.parse(text)
                .orElseThrow(() -> new CommandLineUsageException(
                        ENDPOINT + " must be an http or https URL without user, query and fragment, such as"
                                + " http://collector.example:4318. Set credentials in " + HEADERS + "."));
    }

    /* The error message omits the value, because it may be a secret. */
    private static Map<String, String> parseHeaders(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new CommandLineUsageException(HEADERS + " must be name=value pairs separated by commas, with"
                        + " percent-encoded values, such as authorization=Bearer%20TOKEN.");
            }
            headers.put(
                    pair.substring(0, equals).strip(),
                    URLDecoder.decode(pair.substring(equals + 1).strip().replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static Duration parseInterval(String text) {
        try {
            long millis = text.isEmpty() ? MINUTE_MILLIS : Long.parseLong(text);
            if (millis >= 1 && millis <= LONGEST_MILLIS) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            /* Reported below. */
        }
        throw new CommandLineUsageException(
                "Invalid " + INTERVAL + " \"" + text + "\". Specify 1 to " + LONGEST_MILLIS + " milliseconds.");
    }

    /// Omits the headers.
    @Override
    public String toString() {
        return "OtlpOptions[" + endpoint + "]";
    }
}
