// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An HTTP answer read to its end.
///
/// @param status of HTTP
/// @param type its media type; "no type" when it has none
/// @param body its text; a missing node when it is no JSON
record PrometheusHttpResponse(int status, String type, JsonNode body) {
    /// Largest body, in bytes: about 400,000 samples.
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

    /// `success`, `error`, or something else when it is not the answer of a Prometheus.
    String outcome() {
        return body.path("status").asString("");
    }
}
