// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.Evaluation;
import org.jspecify.annotations.Nullable;

/// Gets to know of every call of a guarded change, such as for a trace. Set by
/// [EvenkeelConfig.Builder#callListener]; without one a call costs nothing more.
///
/// Called in the caller's thread, before the path runs, so it should be quick; second answers for comparison
/// only are not told. What it throws is logged once and changes nothing.
@FunctionalInterface
public interface CallListener {
    /// A path is about to run.
    ///
    /// @param flagKey the flag of the guarded change
    /// @param variant the variant whose path runs: not that of the evaluation when that names neither path, or
    ///     when the candidate is out of use in this process
    /// @param evaluation what the flag says
    /// @param rollout the rollout that decided; null when none did
    void starts(String flagKey, String variant, Evaluation evaluation, @Nullable String rollout);
}
