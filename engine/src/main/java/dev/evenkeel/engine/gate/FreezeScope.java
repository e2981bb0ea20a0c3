// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The changes to which a freeze window applies. An empty set matches all.
///
/// @param environments names of environments
/// @param services names of services
/// @param tiers tiers of services
/// @param classes classes of changes
public record FreezeScope(Set<String> environments, Set<String> services, Set<String> tiers, Set<String> classes) {
    /// Every change.
    public static final FreezeScope ALL = new FreezeScope(Set.of(), Set.of(), Set.of(), Set.of());

    public FreezeScope {
        environments = Set.copyOf(environments);
        services = Set.copyOf(services);
        tiers = Set.copyOf(tiers);
        classes = Set.copyOf(classes);
    }

    /// The attributes of a change that windows match.
    ///
    /// @param service null when unknown
    /// @param tier null when unknown
    public record ChangeAttributes(
            String environment,
            @Nullable String service,
            @Nullable String tier,
            String changeClass) {}

    /// Whether a window applies to a change.
    enum Match {
        YES,
        NO,
        /// Depends on an unknown attribute of the change.
        MAYBE
    }

    Match match(ChangeAttributes change) {
        return Stream.of(
                        match(environments, change.environment()),
                        match(services, change.service()),
                        match(tiers, change.tier()),
                        match(classes, change.changeClass()))
                .reduce(Match.YES, FreezeScope::combine);
    }

    private static Match match(Set<String> named, @Nullable String value) {
        if (named.isEmpty()) {
            return Match.YES;
        }
        if (value == null) {
            return Match.MAYBE;
        }
        return named.contains(value) ? Match.YES : Match.NO;
    }

    private static Match combine(Match one, Match other) {
        if (one == Match.NO || other == Match.NO) {
            return Match.NO;
        }
        return one == Match.MAYBE ? one : other;
    }
}
