// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The result of one flag evaluation: a value with its reason, or the decision that the caller's default
/// applies.
///
/// Results without an error message are created once, when the flags are loaded; returning one then allocates
/// nothing.
///
/// @param value `Boolean`, `String`, a number (`Integer`, `Long`, `BigInteger` for whole literals, else
///     `Double` or `BigDecimal`), or an unmodifiable `Map`; null means "use the caller's default"
/// @param variant name of the variant; null exactly when the value is
/// @param reason reason of the result
/// @param errorCode kind of failure; null unless the reason is [EvaluationReason#ERROR]
/// @param errorDetails what failed, for people; null unless there is an error code
/// @param bySplit whether a running rollout's split decided, with a targeting key present: only then is the
///     call evidence for control or candidate
/// @param flagMetadata metadata of the flag set, overridden by the flag's; values are scalars
public record Evaluation(
        @Nullable Object value,
        @Nullable String variant,
        EvaluationReason reason,
        @Nullable EvaluationErrorCode errorCode,
        @Nullable String errorDetails,
        boolean bySplit,
        Map<String, Object> flagMetadata) {
    public Evaluation {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(flagMetadata, "flagMetadata");
    }

    /// Creates a failed evaluation.
    public static Evaluation error(EvaluationErrorCode code, String details, Map<String, Object> flagMetadata) {
        return new Evaluation(null, null, EvaluationReason.ERROR, code, details, false, flagMetadata);
    }

    /// Returns this evaluation with its value converted to a type, or a [EvaluationErrorCode#TYPE_MISMATCH]
    /// when the conversion is not exact. An evaluation without a value is returned unchanged.
    public Evaluation convertTo(FlagValueType type) {
        if (value == null) {
            return this;
        }
        Object read = type.convert(value);
        if (read == null) {
            return error(EvaluationErrorCode.TYPE_MISMATCH, formatMismatch(type, value), flagMetadata);
        }
        return read.equals(value)
                ? this
                : new Evaluation(read, variant, reason, errorCode, errorDetails, bySplit, flagMetadata);
    }

    /// Returns the value, or the fallback when there is none or it is not a boolean.
    public boolean booleanOr(boolean fallback) {
        return value instanceof Boolean truth ? truth : fallback;
    }

    /// Returns the value, or the fallback when there is none or it is not a string.
    public String stringOr(String fallback) {
        return value instanceof String text ? text : fallback;
    }

    /// Returns the value, or the fallback when there is none or it does not fit [FlagValueType#INT].
    public int intOr(int fallback) {
        return value != null && FlagValueType.INT.convert(value) instanceof Integer number ? number : fallback;
    }

    /// Returns the value, or the fallback when there is none or it does not fit [FlagValueType#LONG].
    public long longOr(long fallback) {
        return value != null && FlagValueType.LONG.convert(value) instanceof Long number ? number : fallback;
    }

    /// Returns the value, or the fallback when there is none or it does not fit [FlagValueType#DOUBLE].
    public double doubleOr(double fallback) {
        return value != null && FlagValueType.DOUBLE.convert(value) instanceof Double number ? number : fallback;
    }

    private static String formatMismatch(FlagValueType type, Object value) {
        var shown = value instanceof Number || value instanceof Boolean ? " " + value : "";
        return "the flag's value" + shown + " (" + value.getClass().getSimpleName() + ") does not fit " + type
                + "; read it as another type, or change its variants";
    }
}
