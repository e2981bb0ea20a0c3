// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.core.flag.ErrorCode;
import dev.evenkeel.core.flag.Evaluation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One evaluation as OFREP writes it. Without `value` the client uses its own default.
///
/// @param key null in an error that is about no single flag
@JsonInclude(JsonInclude.Include.NON_NULL)
record OfrepAnswer(
        @Nullable String key,
        @Nullable String reason,
        @Nullable String variant,
        @Nullable Object value,
        @Nullable Map<String, Object> metadata,
        @Nullable String errorCode,
        @Nullable String errorDetails) {
    static OfrepAnswer of(String key, Evaluation evaluation) {
        ErrorCode code = evaluation.errorCode();
        return code == null
                ? new OfrepAnswer(
                        key,
                        evaluation.reason().name(),
                        evaluation.variant(),
                        evaluation.value(),
                        evaluation.flagMetadata(),
                        null,
                        null)
                : new OfrepAnswer(
                        key,
                        null,
                        null,
                        null,
                        evaluation.flagMetadata(),
                        code.name(),
                        String.valueOf(evaluation.errorDetails()));
    }

    static OfrepAnswer error(@Nullable String key, String code, String details) {
        return new OfrepAnswer(key, null, null, null, null, code, details);
    }

    /// The HTTP status of the answer when it stands alone.
    int status() {
        if (errorCode == null) {
            return 200;
        }
        return errorCode.equals(ErrorCode.FLAG_NOT_FOUND.name()) ? 404 : 400;
    }
}
