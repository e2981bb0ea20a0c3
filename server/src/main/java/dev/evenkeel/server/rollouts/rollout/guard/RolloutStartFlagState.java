// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The properties of a flag that the start of a rollout depends on.
///
/// @param variants names of all variants
/// @param enabled whether the flag is enabled
/// @param defaultVariant variant served when no rule matches; null when there is none
public record RolloutStartFlagState(
        List<String> variants, boolean enabled, @Nullable String defaultVariant) {}
