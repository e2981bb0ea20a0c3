// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What sort of thing happened.
public enum EventKind {
    /// Somebody tries whether messages arrive.
    TEST("test"),
    /// A rollout was ordered.
    ROLLOUT_STARTED("rollout.started"),
    /// The guard, or a person, decided about a rollout.
    DECIDED("rollout.decided"),
    /// The exposure of a candidate was changed.
    STEPPED("rollout.stepped"),
    /// A rollout stays where it is.
    HELD("rollout.held"),
    /// It no longer does for that reason.
    HOLD_ENDED("rollout.hold-ended"),
    /// Everybody was put back on control.
    ROLLED_BACK("rollout.rolled-back"),
    /// A rollout's plan ended well.
    COMPLETED("rollout.completed"),
    /// A rollout waits for a person.
    APPROVAL_WANTED("approval.wanted"),
    /// It does no longer.
    APPROVAL_CLOSED("approval.closed"),
    /// A gate says something else of a running rollout than before.
    GATE_TURNED("gate.turned"),
    /// An error budget burns too fast.
    BURN_BEGAN("slo.burn-began"),
    /// It no longer does.
    BURN_ENDED("slo.burn-ended"),
    /// An objective stands otherwise than before.
    BUDGET_TURNED("slo.budget-turned"),
    /// A machine found an incident.
    INCIDENT_DETECTED("incident.detected"),
    /// A person declared an incident.
    INCIDENT_REPORTED("incident.reported"),
    /// What was mitigated hurts again.
    INCIDENT_REOPENED("incident.reopened"),
    /// An incident is worse than it was known to be.
    INCIDENT_WORSENED("incident.worsened"),
    /// A person takes an incident up.
    INCIDENT_ACKNOWLEDGED("incident.acknowledged"),
    /// Another person leads an incident.
    INCIDENT_HANDED_OVER("incident.handed-over"),
    /// An incident hurts nobody any more.
    INCIDENT_MITIGATED("incident.mitigated"),
    /// Nothing is left to do about an incident but to learn.
    INCIDENT_RESOLVED("incident.resolved");

    private static final List<EventKind> OPEN_INCIDENT = List.of(INCIDENT_DETECTED, INCIDENT_REPORTED);

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /// The kind in routes and answers: `rollout.held`.
    public String word() {
        return word;
    }

    /// The kind as a type of CloudEvents: `dev.evenkeel.rollout.held`.
    public String type() {
        return "dev.evenkeel." + word;
    }

    /// What kinds of one sort have in common: `rollout`.
    public String family() {
        return word.split("\\.", 2)[0];
    }

    /// The kind of this word or type.
    public static Optional<EventKind> find(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(text) || kind.type().equals(text))
                .findFirst();
    }

    /// Kinds that begin what this one tells the rest of; none for most.
    public List<EventKind> openings() {
        return switch (this) {
            case HOLD_ENDED -> List.of(HELD);
            case APPROVAL_CLOSED -> List.of(APPROVAL_WANTED);
            case BURN_ENDED -> List.of(BURN_BEGAN);
            case INCIDENT_REOPENED, INCIDENT_WORSENED, INCIDENT_ACKNOWLEDGED, INCIDENT_RESOLVED -> OPEN_INCIDENT;
            default -> List.of();
        };
    }

    /// Whether nothing is open any more of what it is about.
    public boolean closes() {
        return this == HOLD_ENDED || this == APPROVAL_CLOSED || this == BURN_ENDED || this == INCIDENT_RESOLVED;
    }
}
