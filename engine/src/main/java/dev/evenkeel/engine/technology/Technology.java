// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A technology of the register.
///
/// @param key its name in declarations and causes: 1 to 63 lower-case letters, digits, dots and dashes, a
///     letter or digit first and last
/// @param name as people call it
/// @param kind what it is
/// @param services where it runs and ran, as people say
/// @param packages package URLs without a version, or their beginnings up to a slash, by which an SBOM
///     shows it: `pkg:maven/io.quarkus`; empty for what no SBOM shows
/// @param moves how it came to its ring, oldest first, one or more; each begins where the one before ended
public record Technology(
        String key,
        String name,
        TechnologyKind kind,
        List<ServiceUsage> services,
        List<String> packages,
        List<RadarRingChange> moves) {
    private static final Pattern KEY = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    public Technology {
        services = List.copyOf(services);
        packages = List.copyOf(packages);
        moves = List.copyOf(moves);
        if (moves.isEmpty()) {
            throw new IllegalArgumentException("technology " + key + " has no move, so it is in no ring");
        }
        RadarRing at = null;
        for (RadarRingChange move : moves) {
            if (move.from() != at) {
                throw new IllegalArgumentException("technology " + key + " was at " + at + " when it moved to "
                        + move.to() + " from " + move.from());
            }
            at = move.to();
        }
    }

    /// Whether a text may be the key of a technology.
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /// Where it is.
    public RadarRing ring() {
        return moves.getLast().to();
    }

    /// Since when it is there.
    public Instant since() {
        return moves.getLast().at();
    }

    /// The same after one more move.
    public Technology moved(RadarRingChange move) {
        List<RadarRingChange> more = new ArrayList<>(moves);
        more.add(move);
        return new Technology(key, name, kind, services, packages, more);
    }

    /// Since when it is in use; null while it is not.
    public @Nullable Instant usedSince() {
        return ring().isInUse() ? lastUsedSince() : null;
    }

    /// Moves of the last time that it was in use, oldest first; those of now while it is.
    private List<RadarRingChange> lastUse() {
        int to = moves.size();
        while (to > 0 && !moves.get(to - 1).to().isInUse()) {
            to--;
        }
        int from = to;
        while (from > 0 && moves.get(from - 1).to().isInUse()) {
            from--;
        }
        return moves.subList(from, to);
    }

    /// When it last came into use; null when it never did.
    @Nullable
    Instant lastUsedSince() {
        List<RadarRingChange> used = lastUse();
        return used.isEmpty() ? null : used.getFirst().at();
    }

    /// The newest decision record behind its being in use, or behind the last time that it was.
    ///
    /// @return null when it never was in use, or no record about it holds
    public @Nullable String decision(AcceptedDecisionRecords accepted) {
        return lastUse().reversed().stream()
                .map(RadarRingChange::record)
                .filter(record -> record != null && accepted.holdsFor(this, record))
                .findFirst()
                .orElse(null);
    }

    /// Whether a component of an SBOM belongs to it.
    ///
    /// @param component package URL without a version
    public boolean isShownBy(String component) {
        return packages.stream().anyMatch(one -> component.equals(one) || component.startsWith(one + "/"));
    }
}
