// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.Caught;
import dev.evenkeel.engine.detection.CoverageReport;
import dev.evenkeel.engine.stats.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A coverage as the HTTP API shows it (docs/reference/http-api.md). Lengths of time are seconds.
///
/// @param level chance with which an interval covers its share
/// @param caught by any rule, of those that can be judged
/// @param paged by a rule that calls at once, of those that can be judged
/// @param delays how long after the onset a rule calls, shortest first
record CoverageView(
        double level, Share caught, Share paged, long noSignal, long guard, List<Double> delays, List<One> incidents) {
    private static final double LEVEL = 0.95;

    static CoverageView of(CoverageReport report) {
        return new CoverageView(
                LEVEL,
                Share.of(report.caught()),
                Share.of(report.paged()),
                report.noSignal(),
                report.guard(),
                report.delays().stream().map(CoverageView::seconds).toList(),
                report.incidents().stream().map(One::of).toList());
    }

    /// So many of so many, with Wilson's interval; null of none.
    record Share(
            long some,
            long all,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high) {
        static Share of(Proportion share) {
            boolean any = share.all() > 0;
            return new Share(
                    share.some(),
                    share.all(),
                    any ? share.share() : null,
                    any ? share.low() : null,
                    any ? share.high() : null);
        }
    }

    /// One incident.
    record One(
            String incident,
            Instant onset,
            Caught.State state,
            @Nullable Call call,
            @Nullable Call page,
            String words) {
        static One of(Caught caught) {
            return new One(
                    caught.incident(),
                    caught.onset(),
                    caught.state(),
                    Call.of(caught.call()),
                    Call.of(caught.page()),
                    caught.words());
        }
    }

    /// A rule that calls.
    ///
    /// @param before whether it called at the onset already
    record Call(String rule, Instant at, double afterSeconds, boolean before) {
        static @Nullable Call of(Caught.@Nullable Call call) {
            return call == null ? null : new Call(call.rule(), call.at(), seconds(call.after()), call.before());
        }
    }

    private static double seconds(Duration length) {
        return length.toNanos() / 1e9;
    }
}
