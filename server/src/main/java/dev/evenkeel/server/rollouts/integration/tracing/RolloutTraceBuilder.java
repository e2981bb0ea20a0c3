// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration.tracing;

import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// A rollout as one trace: a span for the whole, one for each stay at an exposure, with what held it
/// there as events, and one for going back, from the evidence until it was active everywhere.
///
/// Ids come from the rollout's id, so that whoever tells a span again, another server or this one after
/// a restart, tells the same. Only spans that are over are part of it.
final class RolloutTraceBuilder {
    private static final String WHOLE = "rollout";
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private final Resource resource;
    private final Rollout rollout;
    private final SpanContext whole;
    private final List<CompletedSpanData> spans = new ArrayList<>();

    private RolloutTraceBuilder(Resource resource, Rollout rollout) {
        this.resource = resource;
        this.rollout = rollout;
        this.whole = context(WHOLE);
    }

    /// The spans that are over.
    ///
    /// @param decisions about the rollout, oldest first
    static List<CompletedSpanData> of(Resource resource, Rollout rollout, List<RolloutDecision> decisions) {
        var trace = new RolloutTraceBuilder(resource, rollout);
        trace.stays(decisions);
        decisions.stream()
                .filter(decision -> decision.kind() == RolloutDecisionKind.ROLL_BACK
                        || decision.kind() == RolloutDecisionKind.ABORT)
                .forEach(trace::wayBack);
        trace.whole(decisions);
        return List.copyOf(trace.spans);
    }

    private void stays(List<RolloutDecision> decisions) {
        RolloutDecision since = null;
        List<EventData> events = new ArrayList<>();
        for (RolloutDecision decision : decisions) {
            if (!moves(decision)) {
                events.add(event(decision));
                continue;
            }
            if (since != null) {
                add("exposure-" + since.number(), "at " + since.exposure(), since.at(), decision, events);
            }
            since = decision;
            events = new ArrayList<>();
        }
    }

    private void add(String key, String name, Instant from, RolloutDecision end, List<EventData> events) {
        Attributes attributes = attributes()
                .put("evenkeel.decision", word(end))
                .put("evenkeel.decision.number", end.number())
                .put("evenkeel.reason", end.reason())
                .build();
        StatusData status = end.kind() == RolloutDecisionKind.ROLL_BACK
                ? StatusData.create(StatusCode.ERROR, end.reason())
                : StatusData.unset();
        spans.add(new CompletedSpanData(
                resource,
                name,
                context(key),
                whole,
                from,
                latest(from, end.at()),
                status,
                attributes,
                List.copyOf(events)));
    }

    /* From the earliest call that was newly counted as failed until every connected SDK was back. */
    private void wayBack(RolloutDecision decision) {
        Instant everywhere = decision.activeEverywhereAt();
        if (everywhere == null) {
            return;
        }
        Instant evidence = decision.evidenceAt() == null ? decision.at() : decision.evidenceAt();
        Instant from = evidence.isBefore(decision.at()) ? evidence : decision.at();
        EventData decided = EventData.create(
                CompletedSpanData.nanos(decision.at()),
                word(decision),
                Attributes.builder().put("evenkeel.reason", decision.reason()).build());
        spans.add(new CompletedSpanData(
                resource,
                "back to " + rollout.control(),
                context("back-" + decision.number()),
                whole,
                from,
                latest(from, everywhere),
                StatusData.unset(),
                attributes().build(),
                List.of(decided)));
    }

    private void whole(List<RolloutDecision> decisions) {
        Instant ended = rollout.position().endedAt();
        if (ended == null || decisions.isEmpty()) {
            return;
        }
        String reason = decisions.getLast().reason();
        StatusData status = rollout.status() == RolloutStatus.ROLLED_BACK
                ? StatusData.create(StatusCode.ERROR, reason)
                : StatusData.unset();
        spans.add(new CompletedSpanData(
                resource,
                "rollout of " + rollout.flag(),
                whole,
                SpanContext.getInvalid(),
                rollout.startedAt(),
                latest(rollout.startedAt(), ended),
                status,
                attributes()
                        .put("evenkeel.status", rollout.status().name())
                        .put("evenkeel.reason", reason)
                        .build(),
                List.of()));
    }

    private AttributesBuilder attributes() {
        return Attributes.builder()
                .put("evenkeel.rollout", rollout.id())
                .put("evenkeel.environment", rollout.environment())
                .put("feature_flag.key", rollout.flag())
                .put("evenkeel.control", rollout.control())
                .put("evenkeel.candidate", rollout.candidate());
    }

    private static boolean moves(RolloutDecision decision) {
        return switch (decision.kind()) {
            case START, ADVANCE, STEP_BACK, CONFIRM, ROLL_BACK, COMPLETE, ABORT -> true;
            case HOLD -> decision.isRestored();
            case OBSERVE, APPROVE -> false;
        };
    }

    private static EventData event(RolloutDecision decision) {
        AttributesBuilder attributes = Attributes.builder().put("evenkeel.reason", decision.reason());
        if (decision.hold() != null) {
            attributes.put("evenkeel.hold", decision.hold().name());
        }
        return EventData.create(CompletedSpanData.nanos(decision.at()), word(decision), attributes.build());
    }

    private static String word(RolloutDecision decision) {
        return decision.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private SpanContext context(String key) {
        return SpanContext.create(
                id(rollout.id(), TRACE_BYTES),
                id(rollout.id() + "/" + key, SPAN_BYTES),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /* Not zero, but with a chance of 1 in 2^64. */
    private static String id(String text, int bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
