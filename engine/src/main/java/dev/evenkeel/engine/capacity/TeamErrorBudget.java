// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import org.jspecify.annotations.Nullable;

/// How an error budget stands, and stood a period before.
///
/// @param name of the SLO and its objective
/// @param service whose it is
/// @param period over which it counts, for people
/// @param remaining share that is left, negative when overspent; null when that is not known
/// @param before share that was left a period ago; null when that is not known
/// @param link path of the console where there is more
public record TeamErrorBudget(
        String name,
        String service,
        String period,
        @Nullable Double remaining,
        @Nullable Double before,
        String link) {}
