// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.Evaluation;
import org.jspecify.annotations.Nullable;

/// A listener for every call of a guarded change, for example for tracing. Set it by
/// [EvenkeelConfig.Builder#callStartListener]; without one a call has no additional cost.
///
/// Called in the caller's thread, before the path runs, so it should return quickly. Not called for shadow
/// calls. An exception it throws is logged once and otherwise ignored.
@FunctionalInterface
public interface CallStartListener {
    /// Called before a path runs.
    ///
    /// @param flagKey the flag of the guarded change
    /// @param variant the variant whose path runs. Differs from the evaluation's when that matches neither
    ///     path, or when the circuit breaker has disabled the candidate in this process
    /// @param evaluation the evaluation of the flag
    /// @param rollout the rollout that decided; null when none did
    void callStarted(String flagKey, String variant, Evaluation evaluation, @Nullable String rollout);
}
