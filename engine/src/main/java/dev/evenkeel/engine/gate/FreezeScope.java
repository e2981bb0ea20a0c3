// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The changes to which a freeze window applies. An empty set matches all. The sets are sorted.
public record FreezeScope(
        @JsonPropertyDescription("Environments of the window; empty for all.")
        Set<String> environments,

        @JsonPropertyDescription("Services of the window; empty for all.")
        Set<String> services,

        @JsonPropertyDescription("Service tiers of the window; empty for all.")
        Set<String> tiers,

        @JsonPropertyDescription("Change classes of the window; empty for all.")
        Set<String> classes) {
    /// Every change.
    public static final FreezeScope ALL = new FreezeScope(Set.of(), Set.of(), Set.of(), Set.of());

    public FreezeScope {
        environments = sort(environments);
        services = sort(services);
        tiers = sort(tiers);
        classes = sort(classes);
    }

    private static Set<String> sort(Set<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
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
