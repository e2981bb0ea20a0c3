// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

/// Why an evaluation gave what it gave: the resolution reasons of OpenFeature that flag evaluation can have.
public enum EvaluationReason {
    /// The flag has no targeting; everyone gets the default variant.
    STATIC,
    /// Targeting left it open, or the flag has no default variant.
    DEFAULT,
    /// Targeting named the variant.
    TARGETING_MATCH,
    /// The split of a running rollout chose the variant by the targeting key.
    SPLIT,
    /// The flag is disabled; the caller's own default applies.
    DISABLED,
    /// The evaluation failed; see [Evaluation#errorCode()]. The caller's own default applies.
    ERROR
}
