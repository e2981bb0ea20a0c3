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
    enum FreezeApplicability {
        YES,
        NO,
        /// Depends on an unknown attribute of the change.
        MAYBE
    }

    FreezeApplicability match(ChangeAttributes change) {
        return Stream.of(
                        match(environments, change.environment()),
                        match(services, change.service()),
                        match(tiers, change.tier()),
                        match(classes, change.changeClass()))
                .reduce(FreezeApplicability.YES, FreezeScope::combine);
    }

    private static FreezeApplicability match(Set<String> named, @Nullable String value) {
        if (named.isEmpty()) {
            return FreezeApplicability.YES;
        }
        if (value == null) {
            return FreezeApplicability.MAYBE;
        }
        return named.contains(value) ? FreezeApplicability.YES : FreezeApplicability.NO;
    }

    private static FreezeApplicability combine(FreezeApplicability one, FreezeApplicability other) {
        if (one == FreezeApplicability.NO || other == FreezeApplicability.NO) {
            return FreezeApplicability.NO;
        }
        return one == FreezeApplicability.MAYBE ? one : other;
    }
}
