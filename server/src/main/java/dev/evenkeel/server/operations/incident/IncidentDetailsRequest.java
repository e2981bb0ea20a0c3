// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentAnalysis;
import dev.evenkeel.engine.incident.IncidentCause;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentResponseRecord;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.incident.IncidentTrigger;
import dev.evenkeel.engine.incident.Mitigation;
import dev.evenkeel.engine.incident.SeverityRating;
import dev.evenkeel.engine.incident.SeverityRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a request says is known of an incident: each field it has replaces what was known; what it does not
/// have stays. The severity follows from the impact by the rule, unless a person sets it.
final class IncidentDetailsRequest {
    /// Its fields.
    static final Set<String> FIELDS = Set.of(
            "title",
            "severity",
            "times",
            "trigger",
            "causes",
            "noChange",
            "detection",
            "mitigation",
            "impact",
            "wentWell",
            "luck",
            "nearMiss",
            "reason");

    /// Names of phases.
    static final Set<String> PHASES =
            Arrays.stream(IncidentPhase.values()).map(IncidentPhase::name).collect(Collectors.toUnmodifiableSet());

    private static final Duration LEAST_PRECISE = Duration.ofDays(366);
    private static final Set<String> TIME = Set.of("at", "precision", "source");
    private static final Set<String> CAUSE = Set.of("name", "weight");
    private static final Set<String> IMPACT = Set.of("usersShare", "requestsFailed", "lost");
    private static final Set<String> LOST = Set.of("units", "unit", "rate", "currency", "day");

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final RequestFields order;
    private final String who;
    private final Instant now;
    private final @Nullable String title;
    private final @Nullable IncidentSeverity severity;
    private final Map<IncidentPhase, IncidentTimestamp> times;
    private final @Nullable Mitigation mitigation;
    private final @Nullable List<IncidentCause> causes;
    private final @Nullable IncidentImpact impact;

    private IncidentDetailsRequest(RequestFields order, String who, Instant now) {
        this.order = order;
        this.who = who;
        this.now = now;
        this.title = order.has("title") ? order.required("title", "say in a line what hurts") : null;
        this.severity = oneOf("severity", IncidentSeverity.class);
        this.mitigation = oneOf("mitigation", Mitigation.class);
        this.times = times();
        this.causes = order.has("causes") ? causes() : null;
        this.impact = order.has("impact") ? impact() : null;
        oneOf("trigger", IncidentTrigger.class);
        oneOf("detection", DetectionSource.class);
        account(IncidentAnalysis.EMPTY);
        order.text("reason", "");
    }

    /// Reads what an order says; faults go into the order.
    ///
    /// @param who says so
    static IncidentDetailsRequest read(RequestFields order, String who, Instant now) {
        return new IncidentDetailsRequest(order, who, now);
    }

    /// The incident with it.
    Incident over(Incident before) {
        Incident named = title == null ? before : before.titled(title);
        Incident known = named.with(response(named.response())).with(account(named.account()));
        if (severity != null) {
            int version = SeverityRule.first().version();
            return known.graded(new SeverityRating(severity, version, "set by " + who + reason()));
        }
        return impact == null
                ? known
                : known.graded(SeverityRule.worse(
                        SeverityRule.first().grade(impact, !known.affected().isEmpty()), known.severity()));
    }

    /// The severity that a person sets, and why: `SEV1: nobody can pay`; empty when the order sets none.
    String severityWords() {
        return severity == null ? "" : severity + reason();
    }

    private String reason() {
        String reason = order.text("reason", "");
        return reason.isBlank() ? "" : ": " + reason;
    }

    private IncidentResponseRecord response(IncidentResponseRecord before) {
        IncidentResponseRecord known = mitigation == null ? before : before.mitigatedBy(mitigation);
        for (Map.Entry<IncidentPhase, IncidentTimestamp> time : times.entrySet()) {
            known = known.with(time.getKey(), time.getValue());
        }
        return known;
    }

    private IncidentAnalysis account(IncidentAnalysis before) {
        IncidentTrigger trigger = oneOf("trigger", IncidentTrigger.class);
        DetectionSource detection = oneOf("detection", DetectionSource.class);
        return new IncidentAnalysis(
                trigger == null ? before.trigger() : trigger,
                causes == null ? before.causes() : causes,
                before.changes(),
                order.fields().truth("noChange", before.noChange()),
                detection == null ? before.detection() : detection,
                impact == null ? before.impact() : impact,
                order.text("wentWell", before.wentWell()),
                order.text("luck", before.luck()),
                order.fields().truth("nearMiss", before.nearMiss()));
    }

    private <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> kind) {
        return order.has(name) ? order.fields().oneOf(name, kind, kind.getEnumConstants()[0]) : null;
    }

    private Map<IncidentPhase, IncidentTimestamp> times() {
        Map<IncidentPhase, IncidentTimestamp> read = new LinkedHashMap<>();
        RequestFields given = order.object("times", PHASES);
        for (IncidentPhase phase : IncidentPhase.values()) {
            JsonNode node = given.node(phase.name());
            if (node != null) {
                read.put(phase, moment(given, phase.name(), node));
            }
        }
        return read;
    }

    private IncidentTimestamp moment(RequestFields given, String name, JsonNode node) {
        if (node.isString()) {
            return new IncidentTimestamp(past(given, name), who, Duration.ZERO);
        }
        RequestFields moment = given.object(name, TIME);
        if (!moment.has("at")) {
            moment.fault("at", "is missing", "say when");
        }
        Duration precision = moment.fields().duration("precision", Duration.ZERO);
        if (precision.isNegative() || precision.compareTo(LEAST_PRECISE) > 0) {
            moment.fault(
                    "precision",
                    "must be zero to a year (366 days)",
                    "say by how much the time may be off, either way");
        }
        return new IncidentTimestamp(past(moment, "at"), moment.text("source", who), precision);
    }

    private Instant past(RequestFields given, String name) {
        Instant at = given.instant(name, now);
        if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
            given.fault(name, "must not be in the future, got " + at, "say when it happened");
        }
        return at;
    }

    private List<IncidentCause> causes() {
        JsonNode listed = order.node("causes");
        List<IncidentCause> read = new ArrayList<>();
        if (listed == null || !listed.isArray()) {
            order.fault("causes", "must be an array, got " + listed, "list causes with name and weight");
            return read;
        }
        for (int i = 0; i < listed.size(); i++) {
            RequestFields one = order.at(listed.get(i), order.fields().at("causes") + "/" + i, CAUSE);
            double weight = one.fields().number("weight", 1);
            if (!(weight > 0) || Double.isInfinite(weight)) {
                one.fault("weight", "must be above 0, got " + weight, "give its part beside the others");
            }
            read.add(new IncidentCause(
                    one.required("name", "name the cause in the words that you always use for it"), weight));
        }
        return read;
    }

    private IncidentImpact impact() {
        RequestFields given = order.object("impact", IMPACT);
        Double share = given.has("usersShare") ? given.fields().number("usersShare", 0) : null;
        if (share != null && !(share >= 0 && share <= 1)) {
            given.fault("usersShare", "must be 0 to 1, got " + share, "give a share, not a percentage");
        }
        Long failed = given.has("requestsFailed") ? given.fields().integer("requestsFailed", 0) : null;
        if (failed != null && failed < 0) {
            given.fault("requestsFailed", "must not be below 0, got " + failed, "give a count");
        }
        return new IncidentImpact(share, failed, given.has("lost") ? lost(given.object("lost", LOST)) : null);
    }

    private IncidentLoss lost(RequestFields lost) {
        String currency = lost.required("currency", "give the ISO 4217 code");
        if (!currency.isEmpty() && !currency.matches("[A-Z]{3}")) {
            lost.fault("currency", "must be three capital letters, got \"" + currency + "\"", "give the ISO 4217 code");
        }
        return new IncidentLoss(
                lost.amount("units"),
                lost.required("unit", "say what is counted: payment, minute"),
                lost.amount("rate"),
                currency,
                lost.day("day", LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }
}
