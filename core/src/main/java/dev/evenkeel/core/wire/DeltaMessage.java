// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What leads from one revision of an environment's flags to another: from any to a later one, or, when both
/// are the same, the word that nothing has changed. Immutable.
///
/// @param environment name of the environment, 1..256 characters
/// @param from revision that it is applied to, 0 or more
/// @param revision that it leads to, `from` or more
/// @param digest of the flags it leads to, see the protocol page
/// @param shared all members of the definition beside `flags`, as JSON text by name; null when they stay
/// @param flags new and changed flags, as JSON text by key
/// @param removed keys of flags that are gone
/// @param revisionToken as in [SnapshotMessage], of the revision that it leads to; null when there is none
public record DeltaMessage(
        String environment,
        long from,
        long revision,
        long digest,
        @Nullable Map<String, String> shared,
        Map<String, String> flags,
        List<String> removed,
        @Nullable String revisionToken) {
    public DeltaMessage {
        var rules = new MessageValidator();
        rules.name("environment", environment);
        rules.atLeast("from", from, 0);
        rules.atLeast("revision", revision, from);
        rules.check();
        shared = shared == null ? null : Collections.unmodifiableMap(shared);
        flags = Collections.unmodifiableMap(flags);
        removed = List.copyOf(removed);
    }

    /// The difference between two sets of flags of one environment.
    public static DeltaMessage between(FlagSet base, FlagSet next) {
        DefinitionParts before = base.parts();
        DefinitionParts after = next.parts();
        Map<String, String> changed = new LinkedHashMap<>(after.flags());
        changed.entrySet().removeAll(before.flags().entrySet());
        return new DeltaMessage(
                next.environment(),
                base.revision(),
                next.revision(),
                after.digest(),
                after.shared().equals(before.shared()) ? null : after.shared(),
                changed,
                before.flags().keySet().stream()
                        .filter(key -> !after.flags().containsKey(key))
                        .toList(),
                next.revisionToken());
    }

    /// The flags it leads to.
    ///
    /// @return empty when it does not fit: it is made for another base, or does not lead to what it promises
    public Optional<FlagSet> applyTo(FlagSet base) {
        if (from != base.revision() || !environment.equals(base.environment())) {
            return Optional.empty();
        }
        DefinitionParts parts = base.parts().with(shared, flags, removed);
        return parts.digest() == digest
                ? Optional.of(new FlagSet(environment, revision, parts, revisionToken))
                : Optional.empty();
    }
}
