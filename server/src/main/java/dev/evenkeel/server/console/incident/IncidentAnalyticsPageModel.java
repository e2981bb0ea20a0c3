// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.detection.CauseDetectionComparison;
import dev.evenkeel.engine.detection.CauseDetectionComparison.DrillWithResult;
import dev.evenkeel.engine.detection.DetectionCoverageReport;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.engine.detection.DetectionOutcome;
import dev.evenkeel.engine.detection.TimeToDetectStats;
import dev.evenkeel.engine.incident.QuarterlyIncidentReport;
import dev.evenkeel.engine.incident.QuarterlyIncidentReport.HarmTotal;
import dev.evenkeel.engine.stats.DurationQuantile;
import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The page of what incidents taught. Its questions: does it get better, would the past be noticed today, and
/// how soon is a cause noticed when it is injected?
///
/// @param lead the answer, in a sentence
/// @param notes what else there is to say of it
/// @param quarters oldest first
/// @param incidents past ones with the answer of today's rules, newest first
/// @param causes a row for each cause, side of the work and channel
/// @param drills the newest drills
record IncidentAnalyticsPageModel(
        String lead,
        List<String> notes,
        List<QuarterRow> quarters,
        List<PastIncidentRow> incidents,
        List<DetectionTimeRow> causes,
        List<DetectionDrillRow> drills) {
    /// A quarter.
    record QuarterRow(String name, String incidents, String nearMisses, String minutes, String money, String each) {}

    /// A past incident.
    record PastIncidentRow(String id, Instant onset, String state, String after, String by) {}

    /// How one side of a cause is noticed by one channel.
    record DetectionTimeRow(String cause, String phase, String by, String noticed, String median) {}

    /// A drill.
    record DetectionDrillRow(
            String id, String cause, String service, String phase, Instant at, String alert, String guard) {}

    static IncidentAnalyticsPageModel of(
            QuarterlyIncidentReport quarters, DetectionCoverageReport coverage, List<DrillWithResult> drills) {
        return new IncidentAnalyticsPageModel(
                lead(coverage.caught()),
                List.of(
                        "By a rule that pages: " + share(coverage.paged()) + ".",
                        "Not judged: " + DisplayFormatter.count(coverage.noSignal()) + " without a recorded signal, "
                                + DisplayFormatter.count(coverage.guard()) + " that the guard took back."),
                quarters.quarters().stream()
                        .map(quarter -> season(quarter, quarters.currency()))
                        .toList(),
                coverage.incidents().stream()
                        .map(IncidentAnalyticsPageModel::past)
                        .toList(),
                CauseDetectionComparison.of(drills).stream()
                        .flatMap(row -> causes(row).stream())
                        .toList(),
                drills.stream().map(IncidentAnalyticsPageModel::drill).toList());
    }

    private static String lead(ObservedProportion caught) {
        return caught.all() == 0
                ? "Of no past incident enough is recorded to say whether today's rules would notice it."
                : "Today's burn rules would notice " + share(caught) + " past incidents.";
    }

    private static String share(ObservedProportion share) {
        return share.all() == 0
                ? "none can be judged"
                : share.some() + " of " + share.all() + " (" + DisplayFormatter.share(share.low()) + " to "
                        + DisplayFormatter.share(share.high()) + ")";
    }

    private static QuarterRow season(QuarterlyIncidentReport.QuarterSummary quarter, @Nullable String currency) {
        return new QuarterRow(
                quarter.quarter()
                        + (quarter.elapsed() < 1 ? ", " + DisplayFormatter.share(quarter.elapsed()) + " over" : ""),
                harm(quarter.incidents(), ""),
                String.valueOf(quarter.nearMisses()),
                harm(quarter.minutes(), "min"),
                currency == null ? "none told" : harm(quarter.money(), currency),
                quarter.lengths().stream().map(DisplayFormatter::duration).collect(Collectors.joining(", ")));
    }

    private static String harm(HarmTotal harm, String unit) {
        Double high = harm.average().high();
        return (rounded(harm.sum()) + " " + unit).strip() + " ("
                + rounded(harm.average().low()) + " to "
                + (high == null ? "unknown" : rounded(high)) + ")"
                + (harm.unknown() == 0 ? "" : ", " + harm.unknown() + " not known");
    }

    private static String rounded(double amount) {
        return amount >= 10 || amount == Math.rint(amount)
                ? DisplayFormatter.count(Math.round(amount))
                : String.format(Locale.ROOT, "%.1f", amount);
    }

    private static PastIncidentRow past(DetectionOutcome caught) {
        DetectionOutcome.Alert call = caught.call();
        String after = call == null ? "" : call.before() ? "before" : DisplayFormatter.duration(call.after());
        return new PastIncidentRow(
                caught.incident(),
                caught.onset(),
                word(caught.state()),
                after,
                DisplayFormatter.sentence(caught.words()));
    }

    private static List<DetectionTimeRow> causes(CauseDetectionComparison row) {
        List<DetectionTimeRow> rows = new ArrayList<>();
        add(rows, row.cause(), "before", row.before());
        add(rows, row.cause(), "after", row.after());
        return rows;
    }

    private static void add(
            List<DetectionTimeRow> rows, String cause, String phase, CauseDetectionComparison.DrillStats side) {
        if (side.drills() > 0) {
            rows.add(cause(cause, phase, "alert", side.alert()));
            rows.add(cause(cause, phase, "guard", side.guard()));
        }
    }

    private static DetectionTimeRow cause(String cause, String phase, String by, TimeToDetectStats times) {
        String others = (times.open() == 0 ? "" : ", " + times.open() + " open")
                + (times.unclear() == 0 ? "" : ", " + times.unclear() + " unclear");
        return new DetectionTimeRow(
                cause,
                phase,
                by,
                times.detected() + " of " + times.counted() + others,
                times.counted() == 0 ? "" : median(times.median(), times.counted()));
    }

    private static String median(DurationQuantile median, int counted) {
        String estimate = length(median.estimate());
        return counted < median.least()
                ? estimate + ", an interval needs " + median.least() + " drills"
                : estimate + " (" + length(median.low()) + " to " + length(median.high()) + ")";
    }

    private static String length(@Nullable Duration length) {
        return length == null ? "not noticed" : DisplayFormatter.duration(length);
    }

    private static DetectionDrillRow drill(DrillWithResult judged) {
        DetectionDrill drill = judged.drill();
        return new DetectionDrillRow(
                drill.id(),
                drill.cause(),
                drill.service(),
                word(drill.phase()),
                drill.injectedAt(),
                answer(judged.finding().alert()),
                answer(judged.finding().guard()));
    }

    private static String answer(DetectionDrillResult.ChannelResult answer) {
        return answer.after() == null ? word(answer.state()) : "after " + DisplayFormatter.duration(answer.after());
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
