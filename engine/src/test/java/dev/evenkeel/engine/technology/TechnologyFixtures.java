// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Technologies for tests.
final class TechnologyFixtures {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private TechnologyFixtures() {}

    /// In a ring since a day of January 2026.
    static Technology technology(String key, RadarRing ring, int day) {
        return technology(key, ring, day, null);
    }

    static Technology technology(String key, RadarRing ring, int day, @Nullable String record) {
        return new Technology(
                key,
                key,
                TechnologyKind.LANGUAGE_OR_FRAMEWORK,
                List.of(),
                List.of("pkg:maven/" + key),
                List.of(new RadarRingChange(
                        START.plusSeconds(86_400L * day), null, ring, "for the test", "anna", record)));
    }

    /// Accepted records about one technology.
    static AcceptedDecisionRecords acceptedRecords(String technology, String... records) {
        return new AcceptedDecisionRecords(Stream.of(records)
                .collect(Collectors.toMap(
                        Function.identity(),
                        record -> new AcceptedDecisionRecords.Subject(record + " Use it", Set.of(technology)))));
    }

    static TechnologyTrackRecord trackRecord(Technology technology, double hours) {
        return new TechnologyTrackRecord(technology, List.of(), new OperatingExperience(hours, 0));
    }

    /// Technologies t1, t2, ... in ring TRIAL, each added a day later, without hours of operation.
    static List<TechnologyTrackRecord> technologiesWithoutExperience(int count) {
        List<TechnologyTrackRecord> all = new ArrayList<>();
        for (int at = 1; at <= count; at++) {
            all.add(trackRecord(technology("t" + at, RadarRing.TRIAL, at), 0));
        }
        return all;
    }

    static Map<String, TechnologyTrackRecord> byKey(List<TechnologyTrackRecord> some, TechnologyTrackRecord... more) {
        return Stream.concat(some.stream(), Stream.of(more))
                .collect(Collectors.toMap(one -> one.technology().key(), Function.identity()));
    }
}
