// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

/// Why an evaluation failed: the error codes of OpenFeature.
public enum EvaluationErrorCode {
    /// No flags have been loaded yet.
    PROVIDER_NOT_READY,
    /// Flags cannot be loaded, and trying again will not help.
    PROVIDER_FATAL,
    /// There is no flag of that key.
    FLAG_NOT_FOUND,
    /// The flag's rule cannot be evaluated.
    PARSE_ERROR,
    /// The flag's value is of another type than was asked for.
    TYPE_MISMATCH,
    /// The evaluation needs a targeting key and has none.
    TARGETING_KEY_MISSING,
    /// The evaluation context cannot be used.
    INVALID_CONTEXT,
    /// Anything else, such as targeting that names no variant.
    GENERAL
}
