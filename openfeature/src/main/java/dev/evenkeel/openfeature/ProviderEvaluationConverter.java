// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.evenkeel.core.flag.Evaluation;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.ProviderEvaluation;
import java.util.function.Function;

/// Says in OpenFeature's words what an evaluation says. Reasons have the names that OpenFeature gives them.
/// Thread-safe.
final class ProviderEvaluationConverter {
    private final FlagMetadataCache metadata;

    ProviderEvaluationConverter(FlagMetadataCache metadata) {
        this.metadata = metadata;
    }

    /// @param otherwise the caller's default: the value when the evaluation has none
    /// @param read takes the evaluation's value, which is of the type that was asked for
    <T> ProviderEvaluation<T> of(String flagKey, Evaluation evaluation, T otherwise, Function<Object, T> read) {
        dev.evenkeel.core.flag.EvaluationErrorCode error = evaluation.errorCode();
        Object value = evaluation.value();
        return new ProviderEvaluation<>(
                value == null ? otherwise : read.apply(value),
                evaluation.variant(),
                evaluation.reason().name(),
                error == null ? null : code(error),
                evaluation.errorDetails(),
                metadata(flagKey, evaluation));
    }

    /// Keys of flags that do not exist are not kept: there is no end of them.
    private ImmutableMetadata metadata(String flagKey, Evaluation evaluation) {
        return evaluation.errorCode() == dev.evenkeel.core.flag.EvaluationErrorCode.FLAG_NOT_FOUND
                ? FlagMetadataCache.convert(evaluation.flagMetadata())
                : metadata.of(flagKey, evaluation.flagMetadata());
    }

    private static ErrorCode code(dev.evenkeel.core.flag.EvaluationErrorCode code) {
        return switch (code) {
            case PROVIDER_NOT_READY -> ErrorCode.PROVIDER_NOT_READY;
            case PROVIDER_FATAL -> ErrorCode.PROVIDER_FATAL;
            case FLAG_NOT_FOUND -> ErrorCode.FLAG_NOT_FOUND;
            case PARSE_ERROR -> ErrorCode.PARSE_ERROR;
            case TYPE_MISMATCH -> ErrorCode.TYPE_MISMATCH;
            case TARGETING_KEY_MISSING -> ErrorCode.TARGETING_KEY_MISSING;
            case INVALID_CONTEXT -> ErrorCode.INVALID_CONTEXT;
            case GENERAL -> ErrorCode.GENERAL;
        };
    }
}
