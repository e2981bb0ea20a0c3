// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration.tracing;

import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
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

/// A builder of the trace of a rollout: one span for the rollout, one for each exposure, with its holds as
/// events, and one for the rollback, from the evidence until it was active in all processes.
///
/// Ids are derived from the rollout's id, so a span that is exported again, by another server or after a
/// restart, has the same id. Contains only completed spans.
final class RolloutTraceBuilder {
    private static final String WHOLE = "rollout";
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private final Resource resource;
    private final Rollout rollout;
    private final SpanContext whole;
    private final List<ExportedRolloutSpan> spans = new ArrayList<>();

    private RolloutTraceBuilder(Resource resource, Rollout rollout) {
        this.resource = resource;
        this.rollout = rollout;
        this.whole = context(WHOLE);
    }

    /// Returns the completed spans.
    ///
    /// @param decisions decisions about the rollout, oldest first
    static List<ExportedRolloutSpan> build(Resource resource, Rollout rollout, List<RolloutDecision> decisions) {
        var trace = new RolloutTraceBuilder(resource, rollout);
        trace.addSteps(decisions);
        decisions.stream()
                .filter(decision -> decision.kind() == RolloutDecisionKind.ROLL_BACK
                        || decision.kind() == RolloutDecisionKind.ABORT)
                .forEach(trace::addRollback);
        trace.addRolloutSpan(decisions);
        return List.copyOf(trace.spans);
    }

    private void addSteps(List<RolloutDecision> decisions) {
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
                .put("evenkeel.decision", describe(end))
                .put("evenkeel.decision.number", end.number())
                .put("evenkeel.reason", end.reason())
                .build();
        StatusData status = end.kind() == RolloutDecisionKind.ROLL_BACK
                ? StatusData.create(StatusCode.ERROR, end.reason())
                : StatusData.unset();
        spans.add(new ExportedRolloutSpan(
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

    /* From the earliest call newly counted as failed until every connected SDK was back on control. */
    private void addRollback(RolloutDecision decision) {
        Instant everywhere = decision.activeEverywhereAt();
        if (everywhere == null) {
            return;
        }
        Instant evidence = decision.evidenceAt() == null ? decision.at() : decision.evidenceAt();
        Instant from = evidence.isBefore(decision.at()) ? evidence : decision.at();
        EventData decided = EventData.create(
                ExportedRolloutSpan.toEpochNanos(decision.at()),
                describe(decision),
                Attributes.builder().put("evenkeel.reason", decision.reason()).build());
        spans.add(new ExportedRolloutSpan(
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

    private void addRolloutSpan(List<RolloutDecision> decisions) {
        Instant ended = rollout.position().endedAt();
        if (ended == null || decisions.isEmpty()) {
            return;
        }
        String reason = decisions.getLast().reason();
        StatusData status = rollout.status() == RolloutStatus.ROLLED_BACK
                ? StatusData.create(StatusCode.ERROR, reason)
                : StatusData.unset();
        spans.add(new ExportedRolloutSpan(
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
        return EventData.create(
                ExportedRolloutSpan.toEpochNanos(decision.at()), describe(decision), attributes.build());
    }

    private static String describe(RolloutDecision decision) {
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

    /* An invalid id of zeros has a probability of 1 in 2^64. */
    private static String id(String text, int bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
