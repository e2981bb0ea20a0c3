// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.evenkeel.core.flag.Evaluation;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.ProviderEvaluation;
import java.util.function.Function;

/// Converter of an evaluation of the SDK to OpenFeature's `ProviderEvaluation`, with OpenFeature's reason
/// names. Thread-safe.
final class ProviderEvaluationConverter {
    private final FlagMetadataCache metadata;

    ProviderEvaluationConverter(FlagMetadataCache metadata) {
        this.metadata = metadata;
    }

    /// @param otherwise the caller's default, used when the evaluation has no value
    /// @param read converts the evaluation's value, which has the requested type
    <T> ProviderEvaluation<T> convert(String flagKey, Evaluation evaluation, T otherwise, Function<Object, T> read) {
        dev.evenkeel.core.flag.EvaluationErrorCode error = evaluation.errorCode();
        Object value = evaluation.value();
        return new ProviderEvaluation<>(
                value == null ? otherwise : read.apply(value),
                evaluation.variant(),
                evaluation.reason().name(),
                error == null ? null : toErrorCode(error),
                evaluation.errorDetails(),
                toMetadata(flagKey, evaluation));
    }

    /// Unknown flag keys are not cached: their number is unbounded.
    private ImmutableMetadata toMetadata(String flagKey, Evaluation evaluation) {
        return evaluation.errorCode() == dev.evenkeel.core.flag.EvaluationErrorCode.FLAG_NOT_FOUND
                ? FlagMetadataCache.convert(evaluation.flagMetadata())
                : metadata.get(flagKey, evaluation.flagMetadata());
    }

    private static ErrorCode toErrorCode(dev.evenkeel.core.flag.EvaluationErrorCode code) {
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
