// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.observability;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationErrorCode;
import dev.evenkeel.sdk.CallStartListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Call listener that records on the caller's OpenTelemetry span which variant of a guarded change ran. Does
/// nothing without a recording span.
///
/// Sets the attributes `evenkeel.variant.FLAG` and, if a rollout decided, `evenkeel.rollout.FLAG`, to search
/// traces by. Adds a `feature_flag.evaluation` event with the attributes of OpenTelemetry's semantic
/// conventions for feature flags (release candidate, 2026). The variant is the one that ran. The targeting
/// key (`feature_flag.context.id`) is omitted: the service decides whether to record it.
public final class TracingCallListener implements CallStartListener {
    private static final String EVENT = "feature_flag.evaluation";
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("feature_flag.key");
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("feature_flag.provider.name");
    private static final AttributeKey<String> VARIANT = AttributeKey.stringKey("feature_flag.result.variant");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("feature_flag.result.reason");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("feature_flag.error.message");
    private static final AttributeKey<String> SET = AttributeKey.stringKey("feature_flag.set.id");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("feature_flag.version");
    private static final AttributeKey<String> ROLLOUT = AttributeKey.stringKey("evenkeel.rollout");

    @Override
    public void callStarted(String flagKey, String variant, Evaluation evaluation, @Nullable String rollout) {
        Span span = Span.current();
        if (!span.isRecording()) {
            return;
        }
        span.setAttribute("evenkeel.variant." + flagKey, variant);
        if (rollout != null) {
            span.setAttribute("evenkeel.rollout." + flagKey, rollout);
        }
        span.addEvent(EVENT, attributes(flagKey, variant, evaluation, rollout));
    }

    private static Attributes attributes(
            String flagKey, String variant, Evaluation evaluation, @Nullable String rollout) {
        AttributesBuilder attributes = Attributes.builder()
                .put(KEY, flagKey)
                .put(PROVIDER, "Evenkeel")
                .put(VARIANT, variant)
                .put(REASON, evaluation.reason().name().toLowerCase(Locale.ROOT));
        EvaluationErrorCode error = evaluation.errorCode();
        if (error != null) {
            attributes.put(ERROR, error.name().toLowerCase(Locale.ROOT));
        }
        putIfPresent(attributes, MESSAGE, evaluation.errorDetails());
        putIfPresent(attributes, ROLLOUT, rollout);
        Map<String, Object> metadata = evaluation.flagMetadata();
        putIfPresent(attributes, SET, metadata.get("flagSetId"));
        putIfPresent(attributes, VERSION, metadata.get("version"));
        return attributes.build();
    }

    private static void putIfPresent(AttributesBuilder attributes, AttributeKey<String> key, @Nullable Object value) {
        if (value != null) {
            attributes.put(key, value.toString());
        }
    }
}
