// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import java.time.Duration;

/// What the evidence says about one check.
public sealed interface Verdict {
    /// Name of the check, as in the plan: `errors`, `p50`, `p95`, `p99`, `rank`.
    String check();

    /// Advance evidence reached at the stated margin.
    ///
    /// @param margin what was shown, in words: `failures < control + 2 % of calls at 95 %`
    record Shown(String check, String margin) implements Verdict {}

    /// Not breached and not yet shown.
    ///
    /// @param missing what is still needed, in words
    record Healthy(String check, String missing) implements Verdict {}

    /// Rollback evidence reached.
    record Breached(String check, String explanation) implements Verdict {}

    /// Neither can be said, and more data of this kind will not tell.
    record Inconclusive(String check, String explanation) implements Verdict {}

    /// No batch arrived, or no candidate call where at least ten were expected.
    record NoData(String check, Duration silentFor) implements Verdict {}

    /// The source of evidence answered with an error.
    record SourceFailed(String check, String explanation) implements Verdict {}

    /// There is no control traffic to compare with (at 100 %).
    record NotComparable(String check) implements Verdict {}
}
