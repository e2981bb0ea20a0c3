// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;

/// When the SDK in each process takes the candidate out of use by itself, from what that process alone has
/// seen. The guard does not advance while a process has, and rolls back when a second one does.
///
/// Costs a tenth of the plan's alpha, shared out over the processes. The ceiling stands outside of it.
///
/// @param instances number of processes that the tenth is shared out over, 1 to 1,000,000
/// @param ceiling share of the candidate's calls that may fail at most, whatever control does, above 0 %, below
///     90 %
public record LocalBreakerPolicy(long instances, Percent ceiling) {
    static final double SHARE_OF_ALPHA = 0.1;

    /// That of every template: 100 processes, 20 %.
    public static final LocalBreakerPolicy USUAL = new LocalBreakerPolicy(100, new Percent(2_000));
}
