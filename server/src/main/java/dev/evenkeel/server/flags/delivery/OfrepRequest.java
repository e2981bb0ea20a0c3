// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.files.json.JsonTextParser;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A parsed OFREP request.
///
/// @param context subject of the evaluation
/// @param fingerprint hash of the body for the ETag: 64 bits, not secret
record OfrepRequest(EvaluationContext context, String fingerprint) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /// Parses a body; an empty body is an empty context. Errors contain positions but no content, because
    /// contexts contain personal data.
    ///
    /// @throws OfrepRequestException when the body is not JSON, or its context is invalid
    static OfrepRequest parse(byte[] body) {
        if (body.length == 0) {
            return new OfrepRequest(EvaluationContext.EMPTY, fingerprint(body));
        }
        try {
            if (!(JSON.readValue(body, Object.class) instanceof Map<?, ?> request)) {
                throw new OfrepRequestException(
                        "PARSE_ERROR", "The request body must be a JSON object, such as {\"context\":{}}.");
            }
            return new OfrepRequest(parseContext(request.get("context")), fingerprint(body));
        } catch (JacksonException e) {
            throw new OfrepRequestException(
                    "PARSE_ERROR", "The request body is not valid JSON" + JsonTextParser.formatLocation(e) + ".");
        } catch (NumberFormatException e) {
            throw new OfrepRequestException("PARSE_ERROR", "The request body contains a number that is too large.");
        }
    }

    private static EvaluationContext parseContext(@Nullable Object given) {
        if (given == null) {
            return EvaluationContext.EMPTY;
        }
        if (!(given instanceof Map<?, ?> attributes)) {
            throw new OfrepRequestException("INVALID_CONTEXT", "context must be an object.");
        }
        Object key = attributes.get("targetingKey");
        if (key != null && !(key instanceof String)) {
            throw new OfrepRequestException("INVALID_CONTEXT", "targetingKey must be a string.");
        }
        Map<String, @Nullable Object> named = new HashMap<>();
        attributes.forEach((name, value) -> named.put(String.valueOf(name), value));
        return EvaluationContext.of(named);
    }

    private static String fingerprint(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
