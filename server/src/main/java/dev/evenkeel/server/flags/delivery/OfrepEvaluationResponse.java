// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One evaluation in OFREP's format. Without `value`, the client uses its own default.
///
/// @param key null in an error that concerns no single flag
@JsonInclude(JsonInclude.Include.NON_NULL)
record OfrepEvaluationResponse(
        @Nullable String key,
        @Nullable String reason,
        @Nullable String variant,
        @Nullable Object value,
        @Nullable Map<String, Object> metadata,
        @Nullable String errorCode,
        @Nullable String errorDetails) {
    static OfrepEvaluationResponse of(String key, Evaluation evaluation) {
        EvaluationErrorCode code = evaluation.errorCode();
        return code == null
                ? new OfrepEvaluationResponse(
                        key,
                        evaluation.reason().name(),
                        evaluation.variant(),
                        evaluation.value(),
                        evaluation.flagMetadata(),
                        null,
                        null)
                : new OfrepEvaluationResponse(
                        key,
                        null,
                        null,
                        null,
                        evaluation.flagMetadata(),
                        code.name(),
                        String.valueOf(evaluation.errorDetails()));
    }

    static OfrepEvaluationResponse error(@Nullable String key, String code, String details) {
        return new OfrepEvaluationResponse(key, null, null, null, null, code, details);
    }

    /// Returns the HTTP status of a single evaluation.
    int status() {
        if (errorCode == null) {
            return 200;
        }
        return errorCode.equals(EvaluationErrorCode.FLAG_NOT_FOUND.name()) ? 404 : 400;
    }
}
