// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a flag says in one evaluation: the value to use and why, or that the caller's own default applies.
///
/// Evaluations that need no text of their own are made once, when the flags are loaded; getting one then costs
/// nothing.
///
/// @param value `Boolean`, `String`, a number (`Integer`, `Long`, `BigInteger` for whole literals, else
///     `Double` or `BigDecimal`), or an unmodifiable `Map`; null means "use the caller's default"
/// @param variant name of the variant; null exactly when the value is
/// @param reason why
/// @param errorCode what failed; null unless the reason is [EvaluationReason#ERROR]
/// @param errorDetails what failed, for people; null unless there is an error code
/// @param bySplit whether a running rollout's split decided, with a targeting key present: only then is the
///     call evidence for control or candidate
/// @param flagMetadata metadata of the flag set, overlaid by the flag's; values are scalars
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

    /// An evaluation that failed.
    public static Evaluation error(EvaluationErrorCode code, String details, Map<String, Object> flagMetadata) {
        return new Evaluation(null, null, EvaluationReason.ERROR, code, details, false, flagMetadata);
    }

    /// This evaluation with its value in the type asked for, or a [EvaluationErrorCode#TYPE_MISMATCH] when it
    /// does not fit exactly. An evaluation without a value stays as it is.
    public Evaluation as(FlagValueType type) {
        if (value == null) {
            return this;
        }
        Object read = type.read(value);
        if (read == null) {
            return error(EvaluationErrorCode.TYPE_MISMATCH, mismatch(type, value), flagMetadata);
        }
        return read.equals(value)
                ? this
                : new Evaluation(read, variant, reason, errorCode, errorDetails, bySplit, flagMetadata);
    }

    /// The value, or the fallback when there is none or it is no boolean.
    public boolean booleanOr(boolean fallback) {
        return value instanceof Boolean truth ? truth : fallback;
    }

    /// The value, or the fallback when there is none or it is no string.
    public String stringOr(String fallback) {
        return value instanceof String text ? text : fallback;
    }

    /// The value, or the fallback when there is none or it does not fit [FlagValueType#INT].
    public int intOr(int fallback) {
        return value != null && FlagValueType.INT.read(value) instanceof Integer number ? number : fallback;
    }

    /// The value, or the fallback when there is none or it does not fit [FlagValueType#LONG].
    public long longOr(long fallback) {
        return value != null && FlagValueType.LONG.read(value) instanceof Long number ? number : fallback;
    }

    /// The value, or the fallback when there is none or it does not fit [FlagValueType#DOUBLE].
    public double doubleOr(double fallback) {
        return value != null && FlagValueType.DOUBLE.read(value) instanceof Double number ? number : fallback;
    }

    private static String mismatch(FlagValueType type, Object value) {
        var shown = value instanceof Number || value instanceof Boolean ? " " + value : "";
        return "the flag's value" + shown + " (" + value.getClass().getSimpleName() + ") does not fit " + type
                + "; read it as another type, or change its variants";
    }
}
