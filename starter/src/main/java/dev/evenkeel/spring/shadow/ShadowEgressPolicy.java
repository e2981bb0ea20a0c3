// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import dev.evenkeel.sdk.ShadowCallMarker;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The policy for outbound calls: real calls always pass, shadow calls only to destinations that the
/// application allows. Costs a real call one thread-local lookup.
final class ShadowEgressPolicy {
    private final Set<String> allowed;

    /// @param allowed names of allowed destinations, case-insensitive
    ShadowEgressPolicy(Collection<String> allowed) {
        this.allowed = allowed.stream().map(ShadowEgressPolicy::normalize).collect(Collectors.toUnmodifiableSet());
    }

    /// Allows the action, or throws when this thread must not perform it.
    ///
    /// @param action action to perform, such as "send mail through"
    /// @param names names of the destination, most specific first; one allowed name suffices
    /// @throws ShadowCallBlockedException when this thread runs a shadow call and none of the names is
    ///     allowed
    void requireAllowed(String action, String... names) {
        ShadowCallMarker.flagKey().ifPresent(flagKey -> check(flagKey, action, names));
    }

    private void check(String flagKey, String action, String... names) {
        for (String name : names) {
            if (allowed.contains(normalize(name))) {
                return;
            }
        }
        throw new ShadowCallBlockedException(flagKey, action, names[0]);
    }

    private static String normalize(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
