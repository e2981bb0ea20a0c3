// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.FailureTrigger;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentCause;
import dev.evenkeel.engine.incident.IncidentFindings;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentResponseRecord;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.MitigationType;
import dev.evenkeel.engine.incident.SeverityRating;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
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

/// A request that updates details of an incident: present fields replace the stored values, absent fields are
/// unchanged. The severity follows from the impact by the severity rule, unless the request sets it.
final class IncidentDetailsUpdate {
    /// Names of the accepted fields.
    static final Set<String> FIELDS = Set.of(
            "title",
            "severity",
            "times",
            "trigger",
            "causes",
            "noRelatedChange",
            "detection",
            "mitigation",
            "impact",
            "wentWell",
            "gotLucky",
            "nearMiss",
            "reason");

    /// Names of the phases.
    static final Set<String> PHASES =
            Arrays.stream(IncidentPhase.values()).map(IncidentPhase::name).collect(Collectors.toUnmodifiableSet());

    private static final Duration LEAST_PRECISE = Duration.ofDays(366);
    private static final Set<String> TIME = Set.of("at", "precision", "source");
    private static final Set<String> CAUSE = Set.of("name", "weight");
    private static final Set<String> IMPACT = Set.of("affectedUserShare", "failedRequests", "financialLoss");
    private static final Set<String> LOST = Set.of("units", "unit", "rate", "currency", "day");

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final RequestFieldReader fields;
    private final String who;
    private final Instant now;
    private final @Nullable String title;
    private final @Nullable IncidentSeverity severity;
    private final Map<IncidentPhase, TimestampWithPrecision> times;
    private final @Nullable MitigationType mitigation;
    private final @Nullable List<IncidentCause> causes;
    private final @Nullable IncidentImpact impact;

    private IncidentDetailsUpdate(RequestFieldReader fields, String who, Instant now) {
        this.fields = fields;
        this.who = who;
        this.now = now;
        this.title = fields.has("title") ? fields.requireText("title", "describe the impact in one line") : null;
        this.severity = oneOf("severity", IncidentSeverity.class);
        this.mitigation = oneOf("mitigation", MitigationType.class);
        this.times = times();
        this.causes = fields.has("causes") ? causes() : null;
        this.impact = fields.has("impact") ? impact() : null;
        oneOf("trigger", FailureTrigger.class);
        oneOf("detection", DetectionSource.class);
        applyAnalysis(IncidentFindings.EMPTY);
        fields.text("reason", "");
    }

    /// Parses the details of a request; adds validation errors to the request.
    ///
    /// @param who user who sends the request
    static IncidentDetailsUpdate parse(RequestFieldReader fields, String who, Instant now) {
        return new IncidentDetailsUpdate(fields, who, now);
    }

    /// Applies the details to an incident.
    Incident applyTo(Incident before) {
        Incident named = title == null ? before : before.withTitle(title);
        Incident known =
                named.withResponse(applyResponse(named.response())).withAnalysis(applyAnalysis(named.account()));
        if (severity != null) {
            int version = SeverityRule.initial().version();
            return known.withSeverity(new SeverityRating(severity, version, "set by " + who + reason()));
        }
        return impact == null
                ? known
                : known.withSeverity(SeverityRule.worse(
                        SeverityRule.initial().rate(impact, !known.affected().isEmpty()), known.severity()));
    }

    /// Returns the severity that the request sets, with its reason, such as `SEV1: payments fail`; empty when
    /// the request sets none.
    String formatSeverity() {
        return severity == null ? "" : severity + reason();
    }

    private String reason() {
        String reason = fields.text("reason", "");
        return reason.isBlank() ? "" : ": " + reason;
    }

    private IncidentResponseRecord applyResponse(IncidentResponseRecord before) {
        IncidentResponseRecord known = mitigation == null ? before : before.withMitigation(mitigation);
        for (Map.Entry<IncidentPhase, TimestampWithPrecision> time : times.entrySet()) {
            known = known.withTime(time.getKey(), time.getValue());
        }
        return known;
    }

    private IncidentFindings applyAnalysis(IncidentFindings before) {
        FailureTrigger trigger = oneOf("trigger", FailureTrigger.class);
        DetectionSource detection = oneOf("detection", DetectionSource.class);
        return new IncidentFindings(
                trigger == null ? before.trigger() : trigger,
                causes == null ? before.causes() : causes,
                before.changes(),
                fields.fields().bool("noRelatedChange", before.noRelatedChange()),
                detection == null ? before.detection() : detection,
                impact == null ? before.impact() : impact,
                fields.text("wentWell", before.wentWell()),
                fields.text("gotLucky", before.gotLucky()),
                fields.fields().bool("nearMiss", before.nearMiss()));
    }

    private <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> kind) {
        return fields.has(name) ? fields.fields().enumValue(name, kind, kind.getEnumConstants()[0]) : null;
    }

    private Map<IncidentPhase, TimestampWithPrecision> times() {
        Map<IncidentPhase, TimestampWithPrecision> read = new LinkedHashMap<>();
        RequestFieldReader given = fields.object("times", PHASES);
        for (IncidentPhase phase : IncidentPhase.values()) {
            JsonNode node = given.node(phase.name());
            if (node != null) {
                read.put(phase, moment(given, phase.name(), node));
            }
        }
        return read;
    }

    private TimestampWithPrecision moment(RequestFieldReader given, String name, JsonNode node) {
        if (node.isString()) {
            return new TimestampWithPrecision(past(given, name), who, Duration.ZERO);
        }
        RequestFieldReader moment = given.object(name, TIME);
        if (!moment.has("at")) {
            moment.addError("at", "is missing", "give the time, such as 2026-11-25T18:40:03Z");
        }
        Duration precision = moment.fields().duration("precision", Duration.ZERO);
        if (precision.isNegative() || precision.compareTo(LEAST_PRECISE) > 0) {
            moment.addError(
                    "precision",
                    "must be PT0S to P366D",
                    "give the uncertainty of the time, such as PT5M for 5 minutes either way");
        }
        return new TimestampWithPrecision(past(moment, "at"), moment.text("source", who), precision);
    }

    private Instant past(RequestFieldReader given, String name) {
        Instant at = given.instant(name, now);
        if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
            given.addError(name, "must not be in the future, got " + at, "give a past time");
        }
        return at;
    }

    private List<IncidentCause> causes() {
        JsonNode listed = fields.node("causes");
        List<IncidentCause> read = new ArrayList<>();
        if (listed == null || !listed.isArray()) {
            fields.addError("causes", "must be an array, got " + listed, "list the causes, each with name and weight");
            return read;
        }
        for (int i = 0; i < listed.size(); i++) {
            RequestFieldReader one =
                    fields.nested(listed.get(i), fields.fields().pointerTo("causes") + "/" + i, CAUSE);
            double weight = one.fields().number("weight", 1);
            if (!(weight > 0) || Double.isInfinite(weight)) {
                one.addError("weight", "must be above 0, got " + weight, "give its weight relative to other causes");
            }
            read.add(new IncidentCause(
                    one.requireText("name", "use the same name for this cause in all incidents"), weight));
        }
        return read;
    }

    private IncidentImpact impact() {
        RequestFieldReader given = fields.object("impact", IMPACT);
        Double share = given.has("affectedUserShare") ? given.fields().number("affectedUserShare", 0) : null;
        if (share != null && !(share >= 0 && share <= 1)) {
            given.addError("affectedUserShare", "must be 0 to 1, got " + share, "give a fraction: 0.25 for 25%");
        }
        Long failed = given.has("failedRequests") ? given.fields().integer("failedRequests", 0) : null;
        if (failed != null && failed < 0) {
            given.addError("failedRequests", "must be 0 or more, got " + failed, "give the number of failed requests");
        }
        return new IncidentImpact(
                share, failed, given.has("financialLoss") ? lost(given.object("financialLoss", LOST)) : null);
    }

    private IncidentLoss lost(RequestFieldReader lost) {
        String currency = lost.requireText("currency", "give the ISO 4217 code, such as EUR");
        if (!currency.isEmpty() && !currency.matches("[A-Z]{3}")) {
            lost.addError(
                    "currency",
                    "must be three uppercase letters, got \"" + currency + "\"",
                    "give the ISO 4217 code, such as EUR");
        }
        return new IncidentLoss(
                lost.amount("units"),
                lost.requireText("unit", "give the counted unit, such as payment or minute"),
                lost.amount("rate"),
                currency,
                lost.day("day", LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }
}
