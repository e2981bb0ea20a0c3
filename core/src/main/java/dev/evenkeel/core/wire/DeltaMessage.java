// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The delta between two revisions of an environment's flags; when both revisions are equal, the message that
/// nothing has changed. Immutable.
///
/// @param environment name of the environment, 1..256 characters
/// @param from revision to which it applies, 0 or more
/// @param revision resulting revision, `from` or more
/// @param digest digest of the resulting flags, see the protocol page
/// @param shared all members of the definition except `flags`, as JSON text by name; null when they are
///     unchanged
/// @param flags new and changed flags, as JSON text by key
/// @param removed keys of removed flags
/// @param revisionToken as in [SnapshotMessage], of the resulting revision; null when there is none
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
        rules.validateName("environment", environment);
        rules.validateMin("from", from, 0);
        rules.validateMin("revision", revision, from);
        rules.throwIfAny();
        shared = shared == null ? null : Collections.unmodifiableMap(shared);
        flags = Collections.unmodifiableMap(flags);
        removed = List.copyOf(removed);
    }

    /// Computes the delta between two sets of flags of one environment.
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

    /// Applies the delta.
    ///
    /// @return the resulting flags; empty when the delta has another base revision, or the digest of the
    ///     result does not match
    public Optional<FlagSet> applyTo(FlagSet base) {
        if (from != base.revision() || !environment.equals(base.environment())) {
            return Optional.empty();
        }
        DefinitionParts parts = base.parts().withChanges(shared, flags, removed);
        return parts.digest() == digest
                ? Optional.of(new FlagSet(environment, revision, parts, revisionToken))
                : Optional.empty();
    }
}
