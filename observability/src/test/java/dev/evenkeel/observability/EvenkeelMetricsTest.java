// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvenkeelMetricsTest {
    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void bind() {
        new EvenkeelMetrics(evenkeel).bindTo(registry);
    }

    private double value(String name, String... tags) {
        return registry.get(name).tags(tags).meter().measure().iterator().next().getValue();
    }

    @Test
    void oneStateIsOneAndTheOthersAreZero() {
        assertThat(value("evenkeel.state", "state", "not_ready")).isEqualTo(1);
        evenkeel.load("{\"flags\":{}}");
        assertThat(value("evenkeel.state", "state", "ready")).isEqualTo(1);
        assertThat(value("evenkeel.state", "state", "not_ready")).isZero();
        evenkeel.setState(new SdkState.Stale("quiet"));
        assertThat(value("evenkeel.state", "state", "stale")).isEqualTo(1);
        evenkeel.setState(new SdkState.InError("key"));
        assertThat(value("evenkeel.state", "state", "in_error")).isEqualTo(1);
    }

    @Test
    void countsAreThoseOfTheSdk() {
        evenkeel.load("{\"flags\":{}}");
        evenkeel.load("{\"flags\":{}}");
        evenkeel.override(Map.of("core", "old"));
        var change = evenkeel.<String, String>guardedChange("core")
                .control("old", argument -> argument)
                .candidate("new", argument -> argument)
                .build();
        for (int i = 0; i < 3; i++) {
            change.run(EvaluationContext.EMPTY, "x");
        }
        evenkeel.track("no name of a metric", EvaluationContext.of("u"));
        assertThat(value("evenkeel.revision")).isEqualTo(2);
        assertThat(value("evenkeel.flags.overridden")).isEqualTo(1);
        assertThat(value("evenkeel.calls")).isEqualTo(3);
        assertThat(value("evenkeel.dropped", "cause", "metric_failed")).isEqualTo(1);
        assertThat(value("evenkeel.server.contact.age")).isZero();
    }

    @Test
    void everyMeterIsThereFromTheStartAndHasADescription() {
        assertThat(registry.getMeters()).hasSize(4 + 1 + 2 + 1 + DropCause.values().length + 3 + 3);
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getDescription()).isNotBlank());
    }
}
