// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.openfeature.EvenkeelProvider;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.TestServer;
import dev.openfeature.sdk.EvaluationEvent;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Telemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Traces of OpenTelemetry's own SDK, kept in memory.
@Timeout(60)
class TracingCallListenerTest {
    @RegisterExtension
    static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

    private final TestServer server = new TestServer(7, RolloutFlags.rollout("r-1", 7, 10_000));
    private final Evenkeel evenkeel = Evenkeel.start(
            server.config().callStartListener(new TracingCallListener()).build());

    @AfterEach
    void close() {
        OpenFeatureAPI.getInstance().shutdown();
        evenkeel.close();
        server.close();
    }

    private String run(String flag, EvaluationContext context) {
        return evenkeel.<String, String>guardedChange(flag)
                .control(RolloutFlags.CONTROL, argument -> "old")
                .candidate(RolloutFlags.CANDIDATE, argument -> "new")
                .build()
                .run(context, "argument");
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private static SpanData traced(Runnable work) {
        Span span =
                OTEL.getOpenTelemetry().getTracer("test").spanBuilder("payment").startSpan();
        try (Scope scope = span.makeCurrent()) {
            work.run();
        }
        span.end();
        return OTEL.getSpans().get(0);
    }

    private static Map<String, Object> plain(Attributes attributes) {
        return attributes.asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
    }

    private static Map<String, Object> onlyEvent(SpanData span) {
        assertThat(span.getEvents()).extracting(EventData::getName).containsExactly("feature_flag.evaluation");
        return plain(span.getEvents().get(0).getAttributes());
    }

    @Test
    void aGuardedCallIsOnTheCallersSpan() {
        SpanData span = traced(() -> assertThat(run(RolloutFlags.FLAG, EvaluationContext.of("debtor-17")))
                .isEqualTo("new"));
        assertThat(plain(span.getAttributes()))
                .isEqualTo(Map.of("evenkeel.variant.payment-core", "modern", "evenkeel.rollout.payment-core", "r-1"));
        assertThat(onlyEvent(span))
                .isEqualTo(Map.of(
                        "feature_flag.key", "payment-core",
                        "feature_flag.provider.name", "Evenkeel",
                        "feature_flag.result.variant", "modern",
                        "feature_flag.result.reason", "split",
                        "evenkeel.rollout", "r-1"));
    }

    @Test
    void aFlagThatIsNotThereIsAnErrorAndControlRuns() {
        SpanData span = traced(() ->
                assertThat(run("no-such", EvaluationContext.of("debtor-17"))).isEqualTo("old"));
        assertThat(plain(span.getAttributes())).isEqualTo(Map.of("evenkeel.variant.no-such", "classic"));
        assertThat(onlyEvent(span))
                .containsEntry("feature_flag.result.variant", "classic")
                .containsEntry("feature_flag.result.reason", "error")
                .containsEntry("error.type", "flag_not_found")
                .containsKey("feature_flag.error.message");
    }

    @Test
    void withoutASpanNothingHappens() {
        assertThat(run(RolloutFlags.FLAG, EvaluationContext.of("debtor-17"))).isEqualTo("new");
        assertThat(OTEL.getSpans()).isEmpty();
    }

    /// What OpenFeature's documentation shows for OpenTelemetry: its own event, put on the span by a hook.
    private static final class TelemetryHook implements Hook<Object> {
        @Override
        public void finallyAfter(
                HookContext<Object> context, FlagEvaluationDetails<Object> details, Map<String, Object> hints) {
            EvaluationEvent event = Telemetry.createEvaluationEvent(context, details);
            AttributesBuilder attributes = Attributes.builder();
            event.getAttributes().forEach((key, value) -> attributes.put(key, String.valueOf(value)));
            Span.current().addEvent(event.getName(), attributes.build());
        }
    }

    @Test
    void anEvaluationThroughOpenFeatureTellsTheSameByItsOwnHook() {
        OpenFeatureAPI api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait(new EvenkeelProvider(evenkeel));
        var client = api.getClient();
        client.addHooks(new TelemetryHook());
        SpanData span = traced(
                () -> assertThat(client.getStringValue(RolloutFlags.FLAG, "none", new ImmutableContext("debtor-17")))
                        .isEqualTo("m"));
        assertThat(onlyEvent(span))
                .containsEntry("feature_flag.key", "payment-core")
                .containsEntry("feature_flag.provider.name", "Evenkeel")
                .containsEntry("feature_flag.result.variant", "modern")
                .containsEntry("feature_flag.result.reason", "split")
                .containsEntry("feature_flag.context.id", "debtor-17");
    }
}
