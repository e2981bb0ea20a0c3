// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.slo.BurnAlertEvaluation;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The recorder of burn alerts: starts and ends them, each with its evidence. Runs in the caller's transaction
/// and writes to the audit log last.
@Component
class BurnAlertRecorder {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ACTOR = "slo";
    private static final String RESOLVED = "slo.alert-resolved";

    private final BurnAlertRepository alerts;
    private final AuditLog auditLog;
    private final Clock clock;

    BurnAlertRecorder(BurnAlertRepository alerts, AuditLog auditLog, Clock clock) {
        this.alerts = alerts;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Starts and ends alerts by the current state of the rules. Alerts with an unknown state are unchanged.
    void update(Slo slo, List<ObjectiveStatus> standings, Instant at) {
        List<SloAlert> open = new ArrayList<>(alerts.listFiringBySlo(slo.name()));
        List<AuditEvent> events = new ArrayList<>();
        for (ObjectiveStatus objectiveStatus : standings) {
            String objective = objectiveStatus.objective().name();
            for (BurnAlertEvaluation alert : objectiveStatus.alerts()) {
                List<SloAlert> known = open.stream()
                        .filter(one -> one.isOf(objective, alert.rule().name()))
                        .toList();
                open.removeAll(known);
                switch (alert.state()) {
                    case FIRING -> {
                        if (known.isEmpty()) {
                            events.add(begin(slo, objective, alert, at));
                        }
                    }
                    case INACTIVE ->
                        known.forEach(one -> events.add(end(one, at, describe(alert, "No longer above "))));
                    case UNKNOWN -> {}
                }
            }
        }
        if (!open.isEmpty()) {
            events.add(endTogether(open, at, SloAlert.RULE_GONE));
        }
        events.forEach(auditLog::append);
    }

    /// Ends the alerts of a deleted SLO.
    void endAllBySlo(String slo, Instant at) {
        List<SloAlert> firing = alerts.listFiringBySlo(slo);
        if (!firing.isEmpty()) {
            auditLog.append(endTogether(firing, at, SloAlert.SLO_GONE));
        }
    }

    private AuditEvent begin(Slo slo, String objective, BurnAlertEvaluation alert, Instant at) {
        String words = describe(alert, "Above ");
        BurnAlertRule rule = alert.rule();
        alerts.insert(new SloAlert(
                0,
                slo.name(),
                slo.service(),
                objective,
                rule.name(),
                rule.severity(),
                at,
                words,
                null,
                null,
                slo.incidents().opensIncident(rule.severity()),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        return event("slo.alert-fired", slo.name(), objective, rule.name(), words);
    }

    private AuditEvent end(SloAlert alert, Instant at, String words) {
        alerts.end(alert.id(), at, words);
        return event(RESOLVED, alert.slo(), alert.objective(), alert.rule(), words);
    }

    /* Alerts that end because they are no longer evaluated share one audit entry and one event. */
    private AuditEvent endTogether(List<SloAlert> over, Instant at, String words) {
        over.forEach(one -> alerts.end(one.id(), at, words));
        String which =
                over.stream().map(one -> one.objective() + ", " + one.rule()).collect(Collectors.joining("; "));
        return new AuditEvent(
                ACTOR,
                RESOLVED,
                over.getFirst().slo(),
                words + " Ended alerts: " + which + ".",
                null,
                JSON.writeValueAsString(
                        new EndedBurnAlertIds(over.stream().map(SloAlert::id).toList())));
    }

    private static AuditEvent event(String action, String slo, String objective, String rule, String words) {
        return new AuditEvent(ACTOR, action, slo, objective + ", " + rule + ": " + words, null, null);
    }

    private static String describe(BurnAlertEvaluation alert, String lead) {
        return lead + QuantityFormatter.formatNumber(alert.rule().threshold()) + " in both windows: "
                + alert.longBurn().format() + "; " + alert.shortBurn().format() + ".";
    }
}
