// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The inputs of a forecast in canonical form, for hashing: JSON without white space, with the members of each
/// object sorted by name, and numbers without trailing zeros.
///
/// @param text canonical JSON
record CanonicalForecastInputs(String text) {
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    /// @param inputs null for none
    static CanonicalForecastInputs of(@Nullable JsonNode inputs) {
        /* Reads decimals as double, which has one text for each value. */
        return new CanonicalForecastInputs(
                inputs == null ? "{}" : CANONICAL.writeValueAsString(CANONICAL.readTree(inputs.toString())));
    }

    /// Returns the SHA-256 of the text in UTF-8, as 64 hexadecimal digits.
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
