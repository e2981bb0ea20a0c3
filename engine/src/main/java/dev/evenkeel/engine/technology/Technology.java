// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A technology of the register.
///
/// @param key identifier in declarations and causes: 1 to 63 lower-case letters, digits, dots and dashes, a
///     letter or digit first and last
/// @param name display name
/// @param kind kind of technology
/// @param services periods in which services run or ran it, as declared by people
/// @param packages package URLs without a version, or prefixes up to a slash, that identify it in an SBOM:
///     `pkg:maven/io.quarkus`; empty when no SBOM lists it
/// @param ringChanges moves between rings, oldest first, one or more; each begins at the ring where the
///     previous one ended
public record Technology(
        String key,
        String name,
        TechnologyKind kind,
        List<ServiceUsage> services,
        List<String> packages,
        List<RadarRingChange> ringChanges) {
    private static final Pattern KEY = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    public Technology {
        services = List.copyOf(services);
        packages = List.copyOf(packages);
        ringChanges = List.copyOf(ringChanges);
        if (ringChanges.isEmpty()) {
            throw new IllegalArgumentException("technology " + key + " has no move and therefore no ring");
        }
        RadarRing at = null;
        for (RadarRingChange change : ringChanges) {
            if (change.from() != at) {
                throw new IllegalArgumentException("technology " + key + " was at " + at + " when it moved to "
                        + change.to() + " from " + change.from());
            }
            at = change.to();
        }
    }

    /// Whether a text is a valid key.
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /// Returns the current ring.
    public RadarRing ring() {
        return ringChanges.getLast().to();
    }

    /// Returns the time of the last move.
    public Instant ringSince() {
        return ringChanges.getLast().at();
    }

    /// Returns a copy with one more move.
    public Technology withMove(RadarRingChange change) {
        List<RadarRingChange> more = new ArrayList<>(ringChanges);
        more.add(change);
        return new Technology(key, name, kind, services, packages, more);
    }

    /// Returns the start of the current use; null while it is not in use.
    public @Nullable Instant usedSince() {
        return ring().isInUse() ? lastUsedSince() : null;
    }

    /// Moves during its last period of use, oldest first; the current one while it is in use.
    private List<RadarRingChange> lastUse() {
        int to = ringChanges.size();
        while (to > 0 && !ringChanges.get(to - 1).to().isInUse()) {
            to--;
        }
        int from = to;
        while (from > 0 && ringChanges.get(from - 1).to().isInUse()) {
            from--;
        }
        return ringChanges.subList(from, to);
    }

    /// Returns the start of its last period of use; null when it was never in use.
    @Nullable
    Instant lastUsedSince() {
        List<RadarRingChange> used = lastUse();
        return used.isEmpty() ? null : used.getFirst().at();
    }

    /// Returns the newest decision record that justifies its current or last use.
    ///
    /// @return null when it was never in use, or no record about it is accepted
    public @Nullable String findDecision(AcceptedDecisionRecords accepted) {
        return lastUse().reversed().stream()
                .map(RadarRingChange::decisionRecord)
                .filter(record -> record != null && accepted.supports(this, record))
                .findFirst()
                .orElse(null);
    }

    /// Whether a component of an SBOM belongs to it.
    ///
    /// @param component package URL without a version
    public boolean matchesComponent(String component) {
        return packages.stream().anyMatch(one -> component.equals(one) || component.startsWith(one + "/"));
    }
}
