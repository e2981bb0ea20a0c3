// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.detection.Caught;
import dev.evenkeel.engine.detection.CauseRow;
import dev.evenkeel.engine.detection.CauseRow.Judged;
import dev.evenkeel.engine.detection.CoverageReport;
import dev.evenkeel.engine.detection.FaultDrill;
import dev.evenkeel.engine.detection.Finding;
import dev.evenkeel.engine.detection.TimeToDetect;
import dev.evenkeel.engine.incident.QuarterReport;
import dev.evenkeel.engine.incident.QuarterReport.Harm;
import dev.evenkeel.engine.stats.DurationQuantile;
import dev.evenkeel.engine.stats.Proportion;
import dev.evenkeel.server.console.kit.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The page of what incidents taught. Its questions: does it get better, would the past be noticed today, and how
/// soon is a cause noticed when it is injected?
///
/// @param lead the answer, in a sentence
/// @param notes what else there is to say of it
/// @param quarters oldest first
/// @param incidents past ones with the answer of today's rules, newest first
/// @param causes a row for each cause, side of the work and channel
/// @param drills the newest drills
record LearningPage(
        String lead,
        List<String> notes,
        List<Season> quarters,
        List<Past> incidents,
        List<Cause> causes,
        List<Drill> drills) {
    /// A quarter.
    record Season(String name, String incidents, String nearMisses, String minutes, String money, String each) {}

    /// A past incident.
    record Past(String id, Instant onset, String state, String after, String by) {}

    /// How one side of a cause is noticed by one channel.
    record Cause(String cause, String phase, String by, String noticed, String median) {}

    /// A drill.
    record Drill(String id, String cause, String service, String phase, Instant at, String alert, String guard) {}

    static LearningPage of(QuarterReport quarters, CoverageReport coverage, List<Judged> drills) {
        return new LearningPage(
                lead(coverage.caught()),
                List.of(
                        "By a rule that pages: " + share(coverage.paged()) + ".",
                        "Not judged: " + Numbers.count(coverage.noSignal()) + " without a recorded signal, "
                                + Numbers.count(coverage.guard()) + " that the guard took back."),
                quarters.quarters().stream()
                        .map(quarter -> season(quarter, quarters.currency()))
                        .toList(),
                coverage.incidents().stream().map(LearningPage::past).toList(),
                CauseRow.of(drills).stream()
                        .flatMap(row -> causes(row).stream())
                        .toList(),
                drills.stream().map(LearningPage::drill).toList());
    }

    private static String lead(Proportion caught) {
        return caught.all() == 0
                ? "Of no past incident enough is recorded to say whether today's rules would notice it."
                : "Today's burn rules would notice " + share(caught) + " past incidents.";
    }

    private static String share(Proportion share) {
        return share.all() == 0
                ? "none can be judged"
                : share.some() + " of " + share.all() + " (" + Numbers.share(share.low()) + " to "
                        + Numbers.share(share.high()) + ")";
    }

    private static Season season(QuarterReport.Row quarter, @Nullable String currency) {
        return new Season(
                quarter.quarter() + (quarter.elapsed() < 1 ? ", " + Numbers.share(quarter.elapsed()) + " over" : ""),
                harm(quarter.incidents(), ""),
                String.valueOf(quarter.nearMisses()),
                harm(quarter.minutes(), "min"),
                currency == null ? "none told" : harm(quarter.money(), currency),
                quarter.lengths().stream().map(Numbers::duration).collect(Collectors.joining(", ")));
    }

    private static String harm(Harm harm, String unit) {
        Double high = harm.average().high();
        return (rounded(harm.sum()) + " " + unit).strip() + " ("
                + rounded(harm.average().low()) + " to "
                + (high == null ? "unknown" : rounded(high)) + ")"
                + (harm.unknown() == 0 ? "" : ", " + harm.unknown() + " not known");
    }

    private static String rounded(double amount) {
        return amount >= 10 || amount == Math.rint(amount)
                ? Numbers.count(Math.round(amount))
                : String.format(Locale.ROOT, "%.1f", amount);
    }

    private static Past past(Caught caught) {
        Caught.Call call = caught.call();
        String after = call == null ? "" : call.before() ? "before" : Numbers.duration(call.after());
        return new Past(
                caught.incident(), caught.onset(), word(caught.state()), after, Numbers.sentence(caught.words()));
    }

    private static List<Cause> causes(CauseRow row) {
        List<Cause> rows = new ArrayList<>();
        add(rows, row.cause(), "before", row.before());
        add(rows, row.cause(), "after", row.after());
        return rows;
    }

    private static void add(List<Cause> rows, String cause, String phase, CauseRow.Side side) {
        if (side.drills() > 0) {
            rows.add(cause(cause, phase, "alert", side.alert()));
            rows.add(cause(cause, phase, "guard", side.guard()));
        }
    }

    private static Cause cause(String cause, String phase, String by, TimeToDetect times) {
        String others = (times.open() == 0 ? "" : ", " + times.open() + " open")
                + (times.unclear() == 0 ? "" : ", " + times.unclear() + " unclear");
        return new Cause(
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
        return length == null ? "not noticed" : Numbers.duration(length);
    }

    private static Drill drill(Judged judged) {
        FaultDrill drill = judged.drill();
        return new Drill(
                drill.id(),
                drill.cause(),
                drill.service(),
                word(drill.phase()),
                drill.injectedAt(),
                answer(judged.finding().alert()),
                answer(judged.finding().guard()));
    }

    private static String answer(Finding.Answer answer) {
        return answer.after() == null ? word(answer.state()) : "after " + Numbers.duration(answer.after());
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
