// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A complete HTTP response.
///
/// @param status HTTP status
/// @param type media type; "no type" when absent
/// @param body parsed body; a missing node when it is not JSON
record PrometheusHttpResponse(int status, String type, JsonNode body) {
    /// Maximum size of a body, in bytes: about 400,000 samples.
    static final int LIMIT = 8 << 20;

    private static final JsonMapper JSON = JsonMapper.shared();

    /// The body is larger than [#LIMIT].
    static final class ResponseTooLargeException extends IOException {}

    static PrometheusHttpResponse of(HttpResponse<InputStream> response) throws IOException {
        try (InputStream stream = response.body()) {
            byte[] bytes = stream.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new ResponseTooLargeException();
            }
            String type = response.headers().firstValue("Content-Type").orElse("no type");
            return new PrometheusHttpResponse(response.statusCode(), type, parse(bytes));
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    /// Returns `success` or `error`, or another text when the response is not from a Prometheus.
    String apiStatus() {
        return body.path("status").asString("");
    }
}
