// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.IncidentReportApi.CauseReportResponse;
import dev.evenkeel.engine.cause.CauseHarmRanking.RankedCause;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.stats.RateRatio;
import dev.evenkeel.examples.demo.client.PaymentWeakness;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.traffic.CallCounts;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Phase of stability work: finds the three causes with the most harm, fixes them one after the other, and
/// measures after each how many calls still fail. The customers' behaviour stays the same meanwhile.
final class FixPhase {
    private static final int TOP = 3;
    private static final long MEASURED_CALLS = 1_200;
    /* With fewer waiting calls than this in that many polls, the service keeps up and earlier calls have
     * ended. */
    private static final int FEW_WAITING = 30;
    private static final int CALM_POLLS = 4;
    /* At most this share of the previous failure rate: 60% less. */
    private static final double WANTED_RATIO = 0.4;

    private final DemoEnvironment environment;
    private final DemoRunner runner;
    private final StabilityClient client;
    private final PaymentTraffic traffic;
    private final Instant harmStarted;
    private final List<PaymentWeakness> worst = new ArrayList<>();
    private final Map<PaymentWeakness, String> evidence = new LinkedHashMap<>();

    FixPhase(
            DemoEnvironment environment,
            DemoRunner runner,
            StabilityClient client,
            PaymentTraffic traffic,
            Instant harmStarted) {
        this.environment = environment;
        this.runner = runner;
        this.client = client;
        this.traffic = traffic;
        this.harmStarted = harmStarted;
    }

    /// Counts customers' calls once the service keeps up with them: a service that has just started, or a
    /// busy machine, is not a weakness.
    ///
    /// @param what description of the measurement, for the screen
    CallCounts measure(String what) throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        awaitCalm();
        CallCounts start = traffic.calls();
        return runner.await(
                () -> traffic.calls().since(start),
                counted -> counted.all() >= MEASURED_CALLS,
                counted -> what + ": " + counted.failed() + " of " + counted.all() + " calls failed");
    }

    /// Queries the server for the causes to fix first.
    void showCauses() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("What to fix first: incident causes of one year, by cost");
        CauseReportResponse report = client.causes();
        String currency = Objects.requireNonNullElse(report.currency(), "");
        List<RankedCause> rows = report.report().rows();
        for (RankedCause row : rows) {
            runner.screen().line(describe(row, currency));
        }
        for (RankedCause row : rows.subList(0, Math.min(TOP, rows.size()))) {
            PaymentWeakness.findByCause(row.cause()).ifPresent(worst::add);
            runner.storeFact("cause " + worst.size(), describe(row, currency).strip());
        }
        runner.require(
                Set.copyOf(worst).equals(Set.of(PaymentWeakness.values())),
                "the three weaknesses should be the top three causes, but these are " + rows);
    }

    private static String describe(RankedCause row, String currency) {
        return String.format(
                Locale.ROOT,
                "  %-42s %,7.0f %s, %2.0f%% of the total; a true top-three cause with %.0f%% probability",
                row.cause(),
                row.harm(),
                currency,
                100 * row.observedShare(),
                100 * row.topThreeProbability());
    }

    /// Fixes the causes one after the other.
    ///
    /// @param before calls with all weaknesses present
    /// @return calls with all weaknesses fixed
    CallCounts fixAll(CallCounts before) throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Fixing the three causes, one after the other; the failure rate should fall each time");
        CallCounts last = before;
        String fault = "";
        for (PaymentWeakness spot : worst) {
            environment.paymentService().setWeakness(spot.key(), false);
            fault = client.startDetectionDrill(spot, "before", harmStarted, "all weaknesses were active at once");
            client.endDetectionDrill(fault);
            client.reportChange("fix-" + spot.key(), spot.remedy());
            CallCounts now = measure(spot.remedy());
            String found = String.format(
                    Locale.ROOT,
                    "%s -> %s of calls fail, ratio %s",
                    percent(last),
                    percent(now),
                    ratio(last.rateRatioTo(now)));
            evidence.put(spot, found);
            runner.recordFact("fixed: " + spot.remedy(), found);
            last = now;
        }
        runner.recordFact("detected, all at once", DetectionDrillPhase.formatResult(client.detection(fault)));
        RateRatio whole = before.rateRatioTo(last);
        runner.recordFact("failed calls, after", last.describe());
        runner.recordFact("failures reduced", formatReduction(whole));
        runner.require(
                whole.high() <= WANTED_RATIO,
                "failures should fall by at least 60% with 95% confidence, but fell " + formatReduction(whole)
                        + ". On a busy machine, payments also fail for other reasons");
        return last;
    }

    /// Returns the fixed weaknesses, in the order of their harm.
    List<PaymentWeakness> fixedWeaknesses() {
        return List.copyOf(worst);
    }

    /// Returns the measured effect of each fix.
    Map<PaymentWeakness, String> evidence() {
        return evidence;
    }

    private void awaitCalm() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        var calm = new AtomicInteger();
        runner.await(
                () -> calm.getAndUpdate(polls -> traffic.waiting() < FEW_WAITING ? polls + 1 : 0),
                polls -> polls >= CALM_POLLS,
                polls -> traffic.waiting() + " calls are waiting for a response");
    }

    private static String percent(CallCounts calls) {
        return QuantityFormatter.formatPercent((double) calls.failed() / calls.all());
    }

    private static String ratio(RateRatio ratio) {
        return QuantityFormatter.formatRatio(ratio.ratio()) + " (" + QuantityFormatter.formatRatio(ratio.low()) + " to "
                + QuantityFormatter.formatRatio(ratio.high()) + ")";
    }

    private static String formatReduction(RateRatio ratio) {
        return "by " + QuantityFormatter.formatProbability(1 - ratio.ratio(), 1 - ratio.high(), 1 - ratio.low());
    }
}
