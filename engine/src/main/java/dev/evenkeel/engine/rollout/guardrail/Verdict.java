// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import java.time.Duration;

/// The verdict of one check on its evidence.
public sealed interface Verdict {
    /// Returns the name of the check, as in the plan: `errors`, `p50`, `p95`, `p99`, `rank`.
    String check();

    /// The advance evidence reached its threshold at the stated margin.
    ///
    /// @param margin what was shown, for people: `failures < control + 2% of calls at 95%`
    record Shown(String check, String margin) implements Verdict {}

    /// Neither breached nor shown yet.
    ///
    /// @param missing what is still needed, for people
    record Healthy(String check, String missing) implements Verdict {}

    /// The rollback evidence reached its threshold.
    record Breached(String check, String explanation) implements Verdict {}

    /// Undecided, and more data of this kind will not decide it.
    record Inconclusive(String check, String explanation) implements Verdict {}

    /// No batch arrived, or no candidate call although at least ten were expected.
    record NoData(String check, Duration silentFor) implements Verdict {}

    /// The source of the evidence returned an error.
    record SourceFailed(String check, String explanation) implements Verdict {}

    /// No control traffic to compare with (at 100%).
    record NotComparable(String check) implements Verdict {}
}
