// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.forecast.HistoryRate;
import dev.evenkeel.server.decisions.forecast.Occasion.Draft;
import dev.evenkeel.server.decisions.forecast.Occasion.Ending;
import dev.evenkeel.server.rollouts.drill.PastDrills;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Of each drill, when it begins: that it is kept. How likely that is follows from all drills that had ended
/// before.
@Component
class DrillForecasts implements ForecastSource {
    private static final String PREFIX = "drill:";
    /* A drill gives up by itself long before. */
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration TO_RESOLVE = Duration.ofDays(1);

    private final PastDrills drills;

    DrillForecasts(PastDrills drills) {
        this.drills = drills;
    }

    @Override
    public String eventClass() {
        return DRILL;
    }

    @Override
    public String resolver() {
        return "drill";
    }

    @Override
    public List<Occasion> read(Reading reading) {
        List<String> ids = reading.unresolved().keySet().stream()
                .map(origin -> origin.substring(PREFIX.length()))
                .toList();
        return drills.since(reading.from(), ids).stream()
                .map(drill -> new Occasion(
                        PREFIX + drill.id(), drill.orderedAt(), () -> draft(drill), ending(drill, reading.now())))
                .toList();
    }

    private static @Nullable Ending ending(PastDrills.Ordered drill, Instant now) {
        DrillResult result = drill.result();
        if (result != null && result.endedAt().isBefore(horizon(drill))) {
            return result.isKept()
                    ? Ending.yes(result.endedAt(), "the drill was kept")
                    : Ending.no(
                            result.endedAt(),
                            result.fault() == null ? "the drill took too long" : "the drill failed: " + result.fault());
        }
        return now.isBefore(horizon(drill)) ? null : Ending.no(now, "the drill had not ended by " + horizon(drill));
    }

    private static Instant horizon(PastDrills.Ordered drill) {
        return drill.orderedAt().plus(drill.expectedTime()).plus(LONGEST);
    }

    private Draft draft(PastDrills.Ordered drill) {
        List<DrillResult> ended = drills.endedBefore(drill.orderedAt());
        var rate =
                HistoryRate.jeffreys(ended.stream().filter(DrillResult::isKept).count(), ended.size());
        return new Draft(
                "Drill " + drill.id() + " of the rollback plan of " + drill.flag() + " in " + drill.environment()
                        + " is kept",
                "Everybody is back within " + drill.expectedTime()
                        + ", and what the candidate wrote is undone. A drill that fails is a no",
                horizon(drill),
                horizon(drill).plus(TO_RESOLVE),
                Rates.probability(rate),
                Rates.MODEL,
                Rates.inputs(rate, "drills of rollback plans that had ended before"));
    }
}
