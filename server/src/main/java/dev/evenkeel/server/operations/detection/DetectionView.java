// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.CauseRow;
import dev.evenkeel.engine.detection.FaultDrill;
import dev.evenkeel.engine.detection.Finding;
import dev.evenkeel.engine.detection.Notice;
import dev.evenkeel.engine.detection.TimeToDetect;
import dev.evenkeel.engine.stats.DurationQuantile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A drill as the HTTP API shows it (docs/reference/http-api.md). Lengths of time are seconds.
///
/// @param deadline until when it may be noticed; null while the fault lasts
/// @param first the first notice of each kind, oldest first
/// @param before what was going on already when the fault was injected
record DetectionView(
        String id,
        String service,
        String cause,
        String phase,
        Instant injectedAt,
        @Nullable Instant endedAt,
        @Nullable Instant deadline,
        String note,
        Answer byAlert,
        Answer byGuard,
        List<Notice> first,
        List<Notice> before) {
    /// Whether a channel noticed, and after how many seconds.
    record Answer(Finding.State state, @Nullable Double afterSeconds) {
        static Answer of(Finding.Answer answer) {
            return new Answer(answer.state(), seconds(answer.after()));
        }
    }

    static DetectionView of(CauseRow.Judged judged) {
        FaultDrill drill = judged.drill();
        Finding finding = judged.finding();
        List<Notice> first = new ArrayList<>(finding.first().values());
        first.sort(Comparator.comparing(Notice::at).thenComparing(Notice::kind));
        return new DetectionView(
                drill.id(),
                drill.service(),
                drill.cause(),
                drill.phase().name().toLowerCase(Locale.ROOT),
                drill.injectedAt(),
                drill.endedAt(),
                drill.deadline(),
                drill.note(),
                Answer.of(finding.alert()),
                Answer.of(finding.guard()),
                first,
                finding.before());
    }

    /// A quantile with its interval; null where so few drills say nothing.
    record Quantile(
            @Nullable Double seconds,
            @Nullable Double low,
            @Nullable Double high,
            int needs) {
        static Quantile of(DurationQuantile quantile) {
            return new Quantile(
                    DetectionView.seconds(quantile.estimate()),
                    DetectionView.seconds(quantile.low()),
                    DetectionView.seconds(quantile.high()),
                    quantile.least());
        }
    }

    /// How soon a channel notices.
    record Times(
            int detected,
            int notDetected,
            int open,
            int unclear,
            List<Double> seconds,
            Quantile median,
            Quantile ninetieth) {
        static Times of(TimeToDetect times) {
            return new Times(
                    times.detected(),
                    times.notDetected(),
                    times.open(),
                    times.unclear(),
                    times.times().stream().map(time -> time.toNanos() / 1e9).toList(),
                    Quantile.of(times.median()),
                    Quantile.of(times.ninetieth()));
        }
    }

    /// The drills of one side of the work.
    record Side(int drills, Times byAlert, Times byGuard) {
        static Side of(CauseRow.Side side) {
            return new Side(side.drills(), Times.of(side.alert()), Times.of(side.guard()));
        }
    }

    /// One cause.
    record Row(String cause, Side before, Side after) {
        static Row of(CauseRow row) {
            return new Row(row.cause(), Side.of(row.before()), Side.of(row.after()));
        }
    }

    /// All causes.
    ///
    /// @param level chance with which an interval covers its quantile
    record Summary(double level, List<Row> causes) {}

    static @Nullable Double seconds(@Nullable Duration length) {
        return length == null ? null : length.toNanos() / 1e9;
    }
}
