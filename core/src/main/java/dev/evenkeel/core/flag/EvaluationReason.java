// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

/// The reason of an evaluation result: the resolution reasons of OpenFeature that apply to flag evaluation.
public enum EvaluationReason {
    /// The flag has no targeting; every context gets the default variant.
    STATIC,
    /// Targeting returned no variant, or the flag has no default variant.
    DEFAULT,
    /// Targeting returned the variant.
    TARGETING_MATCH,
    /// The split of a running rollout chose the variant by the targeting key.
    SPLIT,
    /// The flag is disabled; the caller's own default applies.
    DISABLED,
    /// The evaluation failed; see [Evaluation#errorCode()]. The caller's own default applies.
    ERROR
}
