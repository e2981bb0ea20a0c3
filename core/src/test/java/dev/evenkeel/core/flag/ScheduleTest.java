// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final String DEFINITION = """
            {"flags": {"core": {"state": "ENABLED", "variants": {"old": 0, "new": 1}, "defaultVariant": "old",
                "targeting": {"if": [{"var": "tester"}, "new"]},
                "schedule": [{"at": "2027-02-01T10:00:00+01:00", "serve": "old"},
                             {"at": "2027-01-31T09:00:00Z", "targeting": {"if": [{"var": "pilot"}, "new", "old"]}}]}}}
            """;

    @Test
    void appliesScheduledChangesAtTheirTimes() {
        assertThat(at("2027-01-31T08:59:59Z", "pilot")).isEqualTo("old");
        assertThat(at("2027-01-31T08:59:59Z", "tester")).isEqualTo("new");
        assertThat(at("2027-01-31T09:00:00Z", "pilot")).isEqualTo("new");
        assertThat(at("2027-01-31T09:00:00Z", "tester")).isEqualTo("old");
        assertThat(at("2027-02-01T08:59:59Z", "pilot")).isEqualTo("new");
        assertThat(at("2027-02-01T09:00:00Z", "pilot")).isEqualTo("old");
    }

    @Test
    void scheduledChangeOverridesRollout() {
        var split = new RolloutSplit("r-1", "old", "new", new Percent(10_000), "seed", 1, Duration.ZERO, null, null);
        var flags = FlagSnapshot.parse(FlagdDefinitionRenderer.render(DEFINITION, Map.of("core", split)), 1);

        assertThat(flags.evaluate("core", EvaluationContext.of("u"), epoch("2027-01-01T00:00:00Z"))
                        .bySplit())
                .isTrue();
        assertThat(flags.evaluate("core", EvaluationContext.of("u"), epoch("2027-03-01T00:00:00Z"))
                        .bySplit())
                .isFalse();
    }

    @Test
    void reportsAllInvalidScheduleEntriesAtOnce() {
        var error = catchThrowableOfType(InvalidDefinitionException.class, () -> FlagSnapshot.parse("""
                {"flags": {"f": {"state": "ENABLED", "variants": {"on": 1},
                    "schedule": [{"at": "tomorrow", "serve": "on"}, {"at": "2027-01-31T09:00:00.5Z", "serve": "off"},
                        {"at": "2027-01-31T09:00:00Z"}, {"at": "2027-01-31T10:00:00Z", "serve": "on"},
                        {"at": "2027-01-31T11:00:00+01:00", "serve": "on"}, {"serve": "on"},
                        {"at": "2028-01-01T00:00:00Z", "targeting": {"nope": []}}]}}}
                """, 1));

        assertThat(error.problems())
                .extracting(DefinitionProblem::pointer)
                .containsExactlyInAnyOrder(
                        "/flags/f/schedule/0/at",
                        "/flags/f/schedule/1/at",
                        "/flags/f/schedule/1/serve",
                        "/flags/f/schedule/2",
                        "/flags/f/schedule/4/serve",
                        "/flags/f/schedule/5",
                        "/flags/f/schedule/6/targeting");
    }

    private static @Nullable String at(String time, String attribute) {
        return FlagSnapshot.parse(DEFINITION, 1)
                .evaluate("core", EvaluationContext.of(Map.of(attribute, true)), epoch(time))
                .variant();
    }

    private static long epoch(String time) {
        return Instant.parse(time).getEpochSecond();
    }
}
