// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The kind of an event.
public enum EventKind {
    /// A test message.
    TEST("test"),
    /// A rollout was started.
    ROLLOUT_STARTED("rollout.started"),
    /// The guard, or a person, made a decision about a rollout.
    DECIDED("rollout.decided"),
    /// The exposure of a candidate changed.
    EXPOSURE_CHANGED("rollout.exposure-changed"),
    /// A rollout is on hold.
    HELD("rollout.held"),
    /// A hold ended.
    HOLD_ENDED("rollout.hold-ended"),
    /// A rollout was rolled back: all units are on control.
    ROLLED_BACK("rollout.rolled-back"),
    /// A rollout completed.
    COMPLETED("rollout.completed"),
    /// A rollout is waiting for an approval.
    APPROVAL_REQUESTED("approval.requested"),
    /// A rollout is no longer waiting for an approval.
    APPROVAL_CLOSED("approval.closed"),
    /// A gate's result for a running rollout changed.
    GATE_STATE_CHANGED("gate.state-changed"),
    /// An error budget burns too fast.
    SLO_ALERT_FIRED("slo.alert-fired"),
    /// An error budget no longer burns too fast.
    SLO_ALERT_RESOLVED("slo.alert-resolved"),
    /// The status of an objective changed.
    SLO_BUDGET_STATE_CHANGED("slo.budget-state-changed"),
    /// An incident was detected automatically.
    INCIDENT_DETECTED("incident.detected"),
    /// A person declared an incident.
    INCIDENT_REPORTED("incident.reported"),
    /// A mitigated incident was reopened.
    INCIDENT_REOPENED("incident.reopened"),
    /// The severity of an incident increased.
    INCIDENT_SEVERITY_RAISED("incident.severity-raised"),
    /// A person acknowledged an incident.
    INCIDENT_ACKNOWLEDGED("incident.acknowledged"),
    /// The command of an incident was handed over.
    INCIDENT_HANDED_OVER("incident.handed-over"),
    /// An incident was mitigated.
    INCIDENT_MITIGATED("incident.mitigated"),
    /// An incident was resolved; only its review is open.
    INCIDENT_RESOLVED("incident.resolved");

    private static final List<EventKind> OPEN_INCIDENT = List.of(INCIDENT_DETECTED, INCIDENT_REPORTED);

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /// Returns the kind in rules and responses: `rollout.held`.
    public String wireName() {
        return word;
    }

    /// Returns the type in CloudEvents: `dev.evenkeel.rollout.held`.
    public String cloudEventType() {
        return "dev.evenkeel." + word;
    }

    /// Returns the family of the kind: `rollout`.
    public String family() {
        return word.split("\\.", 2)[0];
    }

    /// Returns the kind with a word or type.
    public static Optional<EventKind> findByName(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(text) || kind.cloudEventType().equals(text))
                .findFirst();
    }

    /// Returns the kinds that start the condition which this kind continues or ends; usually empty.
    public List<EventKind> openingKinds() {
        return switch (this) {
            case HOLD_ENDED -> List.of(HELD);
            case APPROVAL_CLOSED -> List.of(APPROVAL_REQUESTED);
            case SLO_ALERT_RESOLVED -> List.of(SLO_ALERT_FIRED);
            case INCIDENT_REOPENED, INCIDENT_SEVERITY_RAISED, INCIDENT_ACKNOWLEDGED, INCIDENT_RESOLVED -> OPEN_INCIDENT;
            default -> List.of();
        };
    }

    /// Whether the event ends its condition.
    public boolean isClosing() {
        return this == HOLD_ENDED || this == APPROVAL_CLOSED || this == SLO_ALERT_RESOLVED || this == INCIDENT_RESOLVED;
    }
}
