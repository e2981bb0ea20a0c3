// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.CauseFields;
import dev.evenkeel.api.IncidentApi.EstimatedTime;
import dev.evenkeel.api.IncidentApi.FinancialLossFields;
import dev.evenkeel.api.IncidentApi.ImpactFields;
import dev.evenkeel.api.IncidentApi.IncidentDetailsFields;
import dev.evenkeel.api.IncidentApi.TimeValue;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentCause;
import dev.evenkeel.engine.incident.IncidentFindings;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentLoss;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentResponseRecord;
import dev.evenkeel.engine.incident.SeverityRating;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An update of details of an incident: present fields replace the stored values, absent fields are unchanged. The
/// severity follows from the impact by the severity rule, unless the request sets it.
///
/// @param who user who sends the request
/// @param now time of the request
record IncidentDetailsUpdate(IncidentDetailsFields fields, String who, Instant now) {
    private static final Duration LEAST_PRECISE = Duration.ofDays(366);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /// Adds errors of times that are in the future or have an invalid precision.
    ///
    /// @param fields may violate their schema
    /// @param pointer JSON pointer to the object with the fields
    static void check(IncidentDetailsFields fields, String pointer, Instant now, ValidationErrors errors) {
        for (Map.Entry<IncidentPhase, TimeValue> entry : times(fields).entrySet()) {
            TimeValue time = entry.getValue();
            String place = pointer + "/times/" + entry.getKey();
            if (time.at() != null && time.at().isAfter(now.plus(CLOCKS_DIFFER))) {
                errors.add(
                        time instanceof EstimatedTime ? place + "/at" : place,
                        "must not be in the future, got " + time.at(),
                        "give a past time");
            }
            Duration precision = precision(time);
            if (precision.isNegative() || precision.compareTo(LEAST_PRECISE) > 0) {
                errors.add(
                        place + "/precision",
                        "must be PT0S to P366D",
                        "give the uncertainty of the time, such as PT5M for 5 minutes either way");
            }
        }
    }

    private static Map<IncidentPhase, TimeValue> times(IncidentDetailsFields fields) {
        return Objects.requireNonNullElse(fields.times(), Map.of());
    }

    private static Duration precision(TimeValue time) {
        return Objects.requireNonNullElse(time.precision(), Duration.ZERO);
    }

    /// Applies the details to an incident.
    Incident applyTo(Incident before) {
        Incident named = fields.title() == null
                ? before
                : before.withTitle(fields.title().strip());
        Incident known =
                named.withResponse(applyResponse(named.response())).withAnalysis(applyAnalysis(named.account()));
        if (fields.severity() != null) {
            int version = SeverityRule.initial().version();
            return known.withSeverity(new SeverityRating(fields.severity(), version, "set by " + who + formatReason()));
        }
        return fields.impact() == null
                ? known
                : known.withSeverity(SeverityRule.worse(
                        SeverityRule.initial()
                                .rate(
                                        known.account().impact(),
                                        !known.affected().isEmpty()),
                        known.severity()));
    }

    /// Returns the severity that the request sets, with its reason, such as `SEV1: payments fail`; empty when
    /// the request sets none.
    String formatSeverity() {
        return fields.severity() == null ? "" : fields.severity() + formatReason();
    }

    /// Returns the reason of the request; empty without one.
    String reason() {
        return Objects.requireNonNullElse(fields.reason(), "");
    }

    /// Returns the names of the updated fields.
    String formatFieldNames() {
        ObjectNode given = JsonMapper.shared().valueToTree(fields);
        return given.propertyStream()
                .filter(field -> !field.getValue().isNull() && !field.getKey().equals("reason"))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String formatReason() {
        return reason().isBlank() ? "" : ": " + reason();
    }

    private IncidentResponseRecord applyResponse(IncidentResponseRecord before) {
        IncidentResponseRecord known =
                fields.mitigation() == null ? before : before.withMitigation(fields.mitigation());
        for (Map.Entry<IncidentPhase, TimeValue> entry : times(fields).entrySet()) {
            TimeValue time = entry.getValue();
            String source = Objects.requireNonNullElse(time.source(), who);
            known = known.withTime(entry.getKey(), new TimestampWithPrecision(time.at(), source, precision(time)));
        }
        return known;
    }

    private IncidentFindings applyAnalysis(IncidentFindings before) {
        return new IncidentFindings(
                fields.trigger() == null ? before.trigger() : fields.trigger(),
                fields.causes() == null ? before.causes() : toCauses(fields.causes()),
                before.changes(),
                Objects.requireNonNullElse(fields.noRelatedChange(), before.noRelatedChange()),
                fields.detection() == null ? before.detection() : fields.detection(),
                fields.impact() == null ? before.impact() : toImpact(fields.impact()),
                Objects.requireNonNullElse(fields.wentWell(), before.wentWell()),
                Objects.requireNonNullElse(fields.gotLucky(), before.gotLucky()),
                Objects.requireNonNullElse(fields.nearMiss(), before.nearMiss()));
    }

    private static List<IncidentCause> toCauses(List<CauseFields> causes) {
        return causes.stream()
                .map(cause -> new IncidentCause(cause.name().strip(), Objects.requireNonNullElse(cause.weight(), 1.0)))
                .toList();
    }

    private IncidentImpact toImpact(ImpactFields impact) {
        return new IncidentImpact(impact.affectedUserShare(), impact.failedRequests(), toLoss(impact.financialLoss()));
    }

    private @Nullable IncidentLoss toLoss(@Nullable FinancialLossFields loss) {
        return loss == null
                ? null
                : new IncidentLoss(
                        loss.units(),
                        loss.unit().strip(),
                        loss.rate(),
                        loss.currency(),
                        Objects.requireNonNullElseGet(loss.day(), () -> LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }
}
