// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.observability;

import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.SdkStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// The Micrometer meters of an SDK. Values are read when the registry is queried; guarded calls cost nothing
/// extra.
///
/// | meter | kind | value |
/// |---|---|---|
/// | `evenkeel.state` (`state`: ready, stale, not_ready, in_error) | gauge | 1 = current state, else 0 |
/// | `evenkeel.revision` | gauge | revision of the flags in memory, 0 without flags |
/// | `evenkeel.flags.overridden` | gauge | flags set by the override file |
/// | `evenkeel.server.contact.age` | gauge, seconds | time since the last server contact; NaN when never |
/// | `evenkeel.calls` | counter | completed calls of guarded changes |
/// | `evenkeel.dropped` (`cause`: a [DropCause]) | counter | data that will not reach the server |
/// | `evenkeel.batches` (`result`: sent, refused) | counter | batches that the server accepted or rejected |
/// | `evenkeel.batches.queued` | gauge | batches waiting for a retry |
/// | `evenkeel.failures` (`of`: use_report, snapshot_file, internal) | counter | failures the SDK handled |
public final class EvenkeelMetrics implements MeterBinder {
    private final Evenkeel evenkeel;

    /// @param evenkeel must stay strongly reachable while the meters are used: registries hold it weakly
    public EvenkeelMetrics(Evenkeel evenkeel) {
        this.evenkeel = evenkeel;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindState(registry);
        bindFlags(registry);
        bindCalls(registry);
        bindFailures(registry);
    }

    private void bindState(MeterRegistry registry) {
        bindStateGauge(registry, "ready", SdkState.Ready.class::isInstance);
        bindStateGauge(registry, "stale", SdkState.Stale.class::isInstance);
        bindStateGauge(registry, "not_ready", SdkState.NotReady.class::isInstance);
        bindStateGauge(registry, "in_error", SdkState.InError.class::isInstance);
        TimeGauge.builder("evenkeel.server.contact.age", evenkeel, TimeUnit.SECONDS, sdk -> seconds(sdk.stats()))
                .description("Time since the last contact with the server")
                .register(registry);
    }

    private void bindStateGauge(MeterRegistry registry, String name, Predicate<SdkState> isIn) {
        Gauge.builder("evenkeel.state", evenkeel, sdk -> isIn.test(sdk.state()) ? 1 : 0)
                .tag("state", name)
                .description("1 for the current state of the SDK")
                .register(registry);
    }

    private static double seconds(SdkStats stats) {
        Duration silence = stats.sinceLastContact();
        return silence == null ? Double.NaN : silence.toMillis() / 1e3;
    }

    private void bindFlags(MeterRegistry registry) {
        gauge("evenkeel.revision", "Revision of the flags in memory", SdkStats::revision)
                .register(registry);
        gauge(
                        "evenkeel.flags.overridden",
                        "Flags set by the override file",
                        stats -> stats.overridden().size())
                .register(registry);
    }

    private void bindCalls(MeterRegistry registry) {
        counter("evenkeel.calls", "Calls of guarded changes that have ended", SdkStats::callsRecorded)
                .register(registry);
        for (DropCause cause : DropCause.values()) {
            counter(
                            "evenkeel.dropped",
                            "Data that will not reach the server",
                            stats -> stats.dropped().getOrDefault(cause, 0L))
                    .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        counter("evenkeel.batches", "Batches of outcomes", SdkStats::batchesSent)
                .tag("result", "sent")
                .register(registry);
        counter("evenkeel.batches", "Batches of outcomes", SdkStats::batchesRefused)
                .tag("result", "refused")
                .register(registry);
        gauge("evenkeel.batches.queued", "Batches queued for retry", SdkStats::batchesQueued)
                .register(registry);
    }

    private void bindFailures(MeterRegistry registry) {
        bindFailureCounter(registry, "use_report", SdkStats::useReportFailures);
        bindFailureCounter(registry, "snapshot_file", SdkStats::snapshotFileFailures);
        bindFailureCounter(registry, "internal", SdkStats::internalErrors);
    }

    private void bindFailureCounter(MeterRegistry registry, String of, ToDoubleFunction<SdkStats> count) {
        counter("evenkeel.failures", "Failures that the SDK handled", count)
                .tag("of", of)
                .register(registry);
    }

    private Gauge.Builder<Evenkeel> gauge(String name, String description, ToDoubleFunction<SdkStats> value) {
        return Gauge.builder(name, evenkeel, sdk -> value.applyAsDouble(sdk.stats()))
                .description(description);
    }

    private FunctionCounter.Builder<Evenkeel> counter(
            String name, String description, ToDoubleFunction<SdkStats> count) {
        return FunctionCounter.builder(name, evenkeel, sdk -> count.applyAsDouble(sdk.stats()))
                .description(description);
    }
}
