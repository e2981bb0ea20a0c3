// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import dev.evenkeel.sdk.ShadowCall;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What leaves the process passes here: real calls always, shadow calls where the application allows it. Costs
/// a real call one look at its thread.
final class ShadowEgressPolicy {
    private final Set<String> allowed;

    /// @param allowed names of destinations; their case does not matter
    ShadowEgressPolicy(Collection<String> allowed) {
        this.allowed = allowed.stream().map(ShadowEgressPolicy::plain).collect(Collectors.toUnmodifiableSet());
    }

    /// Passes, or throws when this thread may not do so.
    ///
    /// @param action what is about to be done, such as "send mail by"
    /// @param names of the destination, each of which may be allowed, the best one first
    /// @throws ShadowCallBlockedException when this thread runs for comparison only and none is allowed
    void pass(String action, String... names) {
        ShadowCall.flagKey().ifPresent(flagKey -> check(flagKey, action, names));
    }

    private void check(String flagKey, String action, String... names) {
        for (String name : names) {
            if (allowed.contains(plain(name))) {
                return;
            }
        }
        throw new ShadowCallBlockedException(flagKey, action, names[0]);
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
