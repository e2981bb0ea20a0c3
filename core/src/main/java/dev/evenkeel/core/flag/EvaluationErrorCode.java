// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

/// The kind of a failed evaluation: the error codes of OpenFeature.
public enum EvaluationErrorCode {
    /// No flags have been loaded yet.
    PROVIDER_NOT_READY,
    /// Flags cannot be loaded, and a retry will not help.
    PROVIDER_FATAL,
    /// The flag does not exist.
    FLAG_NOT_FOUND,
    /// The flag's rule cannot be evaluated.
    PARSE_ERROR,
    /// The flag's value has another type than requested.
    TYPE_MISMATCH,
    /// The evaluation requires a targeting key, which is missing.
    TARGETING_KEY_MISSING,
    /// The evaluation context is invalid.
    INVALID_CONTEXT,
    /// Any other error, such as a targeting result that is not a variant.
    GENERAL
}
