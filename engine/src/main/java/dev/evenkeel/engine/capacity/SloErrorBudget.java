// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import org.jspecify.annotations.Nullable;

/// An error budget, now and one period ago.
///
/// @param name name of the SLO and its objective
/// @param service key of the service
/// @param period period of the budget, for people
/// @param remaining remaining share, negative when overspent; null when unknown
/// @param previousRemaining remaining share one period ago; null when unknown
/// @param link path in the console with details
public record SloErrorBudget(
        String name,
        String service,
        String period,
        @Nullable Double remaining,
        @Nullable Double previousRemaining,
        String link) {}
