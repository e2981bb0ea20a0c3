// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.server.gate.Denials;
import dev.evenkeel.server.gate.GateQuestion;
import dev.evenkeel.server.gate.Gates;
import dev.evenkeel.server.platform.Conflict;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/// Starts nothing while gates are closed, unless who orders it wants to wait for them. Thread-safe.
@Component
class StartGate {
    private final Gates gates;
    private final Denials denials;
    private final Clock clock;

    StartGate(Gates gates, Denials denials, Clock clock) {
        this.gates = gates;
        this.denials = denials;
        this.clock = clock;
    }

    /// Asks every gate. A refusal is kept for the score of gates.
    ///
    /// @throws Conflict with each that is closed
    void requireOpen(String environment, StartOrder order) {
        Change change = order.change();
        var question = new GateQuestion(
                environment, order.flag(), change.service(), null, change.changeClass(), change.author());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        GateReport report = gates.report(question, now);
        if (!report.isOpen()) {
            denials.refused(question, report, now);
            throw new Conflict(
                    ErrorCode.GATES_CLOSED,
                    "The rollout was not started, because gates are closed: " + report.closedWords() + ".",
                    "Wait until they open, order it with \"whenClosed\":\"WAIT\", or let a person override them.",
                    report.closed().stream().map(StartGate::fault).toList());
        }
    }

    private static Problem.Fault fault(GateReport.Entry closed) {
        Instant until = closed.answer().until();
        return new Problem.Fault(
                "",
                closed.answer().words(),
                until == null ? "it ends when its cause does" : "it ends by itself at " + until);
    }
}
