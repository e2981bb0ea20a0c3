// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import java.time.ZoneId;
import java.util.Optional;
import net.fortuna.ical4j.model.TimeZoneRegistry;

/// A lookup of time zones by name.
final class TimeZoneLookup {
    private TimeZoneLookup() {}

    /// Returns the zone with a name of the IANA database, or UTC.
    static Optional<ZoneId> find(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
    }

    /// Returns the zone that a calendar means by a name: of the IANA database, or one that other calendar
    /// software uses for it.
    static Optional<ZoneId> findNamed(String name) {
        return find(name)
                .or(() -> Optional.ofNullable(TimeZoneRegistry.ZONE_ALIASES.get(name))
                        .flatMap(TimeZoneLookup::find));
    }
}
