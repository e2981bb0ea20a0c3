// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// What went into a forecast, in one canonical text, so that it has one hash: JSON without white space, the
/// members of each object in the order of their names.
///
/// @param text the canonical text
record CanonicalForecastInputs(String text) {
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    static CanonicalForecastInputs of(JsonNode inputs) {
        return new CanonicalForecastInputs(CANONICAL.writeValueAsString(inputs));
    }

    /// SHA-256 of the text in UTF-8, as 64 hexadecimal digits.
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
