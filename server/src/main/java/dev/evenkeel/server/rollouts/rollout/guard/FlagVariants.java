// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the start of a rollout needs to know of a flag.
///
/// @param variants names of all variants
/// @param enabled whether the flag is enabled
/// @param defaultVariant the variant it serves where no rule decides; null for none
public record FlagVariants(
        List<String> variants, boolean enabled, @Nullable String defaultVariant) {}
