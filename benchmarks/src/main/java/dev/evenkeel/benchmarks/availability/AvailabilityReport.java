// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.availability.RollbackCrashCampaign.Crash;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The report of the measurement of availability.
///
/// @param gaps null if no server was to be killed at a random time
/// @param crashes empty if no server was to halt after a rollback
/// @param kafka whether the servers used Kafka intake
/// @param graceful whether servers were stopped instead of killed at random times
record AvailabilityReport(
        EvidenceGapMeasurement.@Nullable Result gaps, List<Crash> crashes, boolean kafka, boolean graceful) {
    static final Duration GAP_LIMIT = Duration.ofSeconds(2);
    /* The partitions of a killed server move when its session of 6 s has timed out. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(3);
    private static final int MOST_LISTED = 20;

    /// Writes everything.
    ///
    /// @return whether all goals are met
    boolean writeTo(BenchmarkReport report) {
        report.addText("Three servers on one PostgreSQL. Servers, database, senders and SDKs share this machine.");
        List<BenchmarkGoal> goals = new ArrayList<>();
        if (gaps != null) {
            goals.addAll(goals(gaps));
            if (kafka) {
                goals.addAll(kafkaGoals(gaps));
            }
        }
        if (!crashes.isEmpty()) {
            goals.addAll(crashGoals());
        }
        report.addGoals(goals);
        if (gaps != null) {
            describe(gaps, report);
        }
        if (!crashes.isEmpty()) {
            describeCrashes(report);
        }
        return goals.stream().allMatch(BenchmarkGoal::met);
    }

    private List<BenchmarkGoal> goals(EvidenceGapMeasurement.Result gaps) {
        TimeSummary gap = summary(gaps.killed(), EvidenceGap::sinceReceived);
        EvidenceGapMeasurement.CallCounts counts = gaps.counts();
        return List.of(
                new BenchmarkGoal(
                        "99% of the stored evidence is used in a committed decision within 2 s, while servers are "
                                + (graceful ? "stopped" : "killed"),
                        BenchmarkNumberFormatter.formatNumber(gap.p99Millis() / 1e3, "%.2f s"),
                        gap.count() > 0 && gap.p99Millis() <= GAP_LIMIT.toMillis()),
                new BenchmarkGoal(
                        "every accepted call is counted once",
                        QuantityFormatter.formatCount(counts.sent()) + " sent, "
                                + QuantityFormatter.formatCount(counts.stored()) + " stored, "
                                + QuantityFormatter.formatCount(counts.evaluated()) + " evaluated",
                        counts.areEqual()));
    }

    private List<BenchmarkGoal> kafkaGoals(EvidenceGapMeasurement.Result gaps) {
        TimeSummary undisturbed = batches(gaps.referenceBatches(), BatchTimes::untilDecided);
        TimeSummary disturbed = batches(gaps.killedBatches(), BatchTimes::untilStored);
        Duration limit = graceful ? TAKEOVER_LIMIT : SESSION_TIMEOUT.plus(TAKEOVER_LIMIT);
        return List.of(
                new BenchmarkGoal(
                        "99% of the batches are in a committed decision within 2 s after they were sent, without kills",
                        BenchmarkNumberFormatter.formatNumber(undisturbed.p99Millis() / 1e3, "%.2f s"),
                        undisturbed.count() > 0 && undisturbed.p99Millis() <= GAP_LIMIT.toMillis()),
                new BenchmarkGoal(
                        "each batch is stored within " + limit.toSeconds() + " s after it was sent, while servers are "
                                + (graceful ? "stopped and started" : "killed"),
                        BenchmarkNumberFormatter.formatNumber(disturbed.maxMillis() / 1e3, "%.2f s"),
                        disturbed.maxMillis() <= limit.toMillis()));
    }

    private List<BenchmarkGoal> crashGoals() {
        long sound =
                crashes.stream().filter(crash -> crash.violations().isEmpty()).count();
        return List.of(new BenchmarkGoal(
                "a rollback whose server dies between commit and announcement is decided and recorded once, and every"
                        + " stream gets it",
                sound + " of " + crashes.size(),
                sound == crashes.size()));
    }

    private void describe(EvidenceGapMeasurement.Result gaps, BenchmarkReport report) {
        report.addText(
                "## Gap between evidence and decision\n\n"
                        + "A random ready server is " + (graceful ? "stopped (SIGTERM)" : "killed (`kill -9`)")
                        + " and restarted at once, but only while another one is ready. A decision is the commit of the guard's evaluation that used the evidence. Milliseconds:");
        Map<String, TimeSummary> times = new LinkedHashMap<>();
        times.put("received to decision, with kills", summary(gaps.killed(), EvidenceGap::sinceReceived));
        times.put("stored to decision, with kills", summary(gaps.killed(), EvidenceGap::sinceStored));
        times.put("received to decision, without kills", summary(gaps.reference(), EvidenceGap::sinceReceived));
        times.put("batch sent to decision, with kills", batches(gaps.killedBatches(), BatchTimes::untilDecided));
        times.put("batch sent to decision, without kills", batches(gaps.referenceBatches(), BatchTimes::untilDecided));
        times.put("batch sent to stored, with kills", batches(gaps.killedBatches(), BatchTimes::untilStored));
        times.put("batch sent to stored, without kills", batches(gaps.referenceBatches(), BatchTimes::untilStored));
        times.put("batch sent to accepted", TimeSummary.of(gaps.deliveries()));
        report.addText(table(times));
        long alone = gaps.kills().stream().filter(kill -> kill.remaining() == 1).count();
        report.addText("- kills: " + gaps.kills().size() + ", one every " + pause(gaps.kills()) + " s; " + alone
                + " of them left one server ready\n"
                + "- attempts to send a batch that failed: " + gaps.refused() + "\n"
                + "- longest time without an evaluation of a running rollout: "
                + BenchmarkNumberFormatter.formatNumber(TimeSummary.millis(gaps.withoutTick()) / 1e3, "%.2f s"));
        report.addValue("times", times);
        report.addValue("longestWithoutTickMillis", TimeSummary.millis(gaps.withoutTick()));
        report.addValue("counts", gaps.counts());
        report.addValue("refusedAttempts", gaps.refused());
        report.addValue(
                "kills",
                gaps.kills().stream()
                        .map(kill -> Map.of(
                                "at", kill.at().toString(), "server", kill.server(), "remaining", kill.remaining()))
                        .toList());
        report.addValue("gapsAboveLimit", listAboveLimit(gaps));
    }

    private static List<Map<String, Object>> listAboveLimit(EvidenceGapMeasurement.Result gaps) {
        return gaps.killed().stream()
                .filter(gap -> gap.sinceReceived().compareTo(GAP_LIMIT) > 0)
                .sorted(Comparator.comparing(EvidenceGap::sinceReceived).reversed())
                .limit(MOST_LISTED)
                .map(gap -> Map.<String, Object>of(
                        "rollout", gap.rollout(),
                        "receivedAt", gap.receivedAt().toString(),
                        "storedAt", gap.storedAt().toString(),
                        "decidedAt", gap.decidedAt().toString()))
                .toList();
    }

    private void describeCrashes(BenchmarkReport report) {
        report.addText("## Crash between commit and announcement\n\n"
                + "The server that commits a rollback halts right after the commit, before any other code runs. From the"
                + " commit, in milliseconds:");
        Map<String, TimeSummary> times = new LinkedHashMap<>();
        times.put(
                "to each stream",
                TimeSummary.of(crashes.stream()
                        .flatMap(crash -> crash.toStreams().stream())
                        .toList()));
        times.put(
                "to the last stream of a rollback",
                TimeSummary.of(crashes.stream().map(Crash::toLastStream).toList()));
        times.put(
                "to the record that all processes have it",
                TimeSummary.of(crashes.stream()
                        .flatMap(crash -> Stream.ofNullable(crash.toConfirmation()))
                        .toList()));
        report.addText(table(times));
        List<String> violations = crashes.stream()
                .flatMap(crash -> crash.violations().stream().map(violation -> crash.rollout() + ": " + violation))
                .toList();
        if (!violations.isEmpty()) {
            report.addText("Violations:\n\n- "
                    + String.join("\n- ", violations.subList(0, Math.min(MOST_LISTED, violations.size()))));
        }
        report.addValue("crashTimes", times);
        report.addValue(
                "crashes",
                crashes.stream()
                        .map(crash -> Map.of(
                                "rollout", crash.rollout(),
                                "server", crash.server(),
                                "toLastStreamMillis", TimeSummary.millis(crash.toLastStream()),
                                "violations", crash.violations()))
                        .toList());
    }

    private static String table(Map<String, TimeSummary> times) {
        List<List<String>> rows = new ArrayList<>();
        times.forEach((name, summary) -> {
            List<String> cells = new ArrayList<>(List.of(name));
            cells.addAll(summary.cells());
            rows.add(cells);
        });
        return MarkdownTable.format(List.of("", "count", "p50", "p99", "max"), rows);
    }

    private static TimeSummary batches(List<BatchTimes> batches, Function<BatchTimes, Duration> time) {
        return TimeSummary.of(batches.stream().map(time).toList());
    }

    private static TimeSummary summary(List<EvidenceGap> gaps, Function<EvidenceGap, Duration> time) {
        return TimeSummary.of(gaps.stream().map(time).toList());
    }

    private static String pause(List<ServerKiller.Kill> kills) {
        if (kills.size() < 2) {
            return "-";
        }
        Instant first = kills.getFirst().at();
        Duration all = Duration.between(first, kills.getLast().at());
        return BenchmarkNumberFormatter.formatNumber(TimeSummary.millis(all) / 1e3 / (kills.size() - 1), "%.1f");
    }
}
