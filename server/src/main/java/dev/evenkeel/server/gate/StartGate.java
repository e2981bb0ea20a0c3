// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.server.platform.Conflict;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Refuses to start a rollout or an experiment while gates are closed. Thread-safe.
@Component
public class StartGate {
    private final Gates gates;
    private final Denials denials;
    private final ChangeServiceValidator services;
    private final Clock clock;

    StartGate(Gates gates, Denials denials, ChangeServiceValidator services, Clock clock) {
        this.gates = gates;
        this.denials = denials;
        this.services = services;
        this.clock = clock;
    }

    /// What is wrong with the service that a request at `/service` names for a flag's change.
    public Optional<Faults.Fault> validateService(String environment, String flag, String service) {
        return services.validate(environment, flag, service, "/service");
    }

    /// Asks every gate. A refusal is kept for the score of gates. Not to be called where rows are locked.
    ///
    /// @param question about the change that is to start
    /// @param what is to start, such as `rollout`
    /// @param remedy what its author can do
    /// @throws Conflict with each gate that is closed
    public void requireOpen(GateQuestion question, String what, String remedy) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        GateReport report = gates.report(question, now);
        if (!report.isOpen()) {
            denials.refused(question, report, now);
            throw new Conflict(
                    ErrorCode.GATES_CLOSED,
                    "The " + what + " was not started, because gates are closed: " + report.closedWords() + ".",
                    remedy,
                    report.closed().stream()
                            .map(closed -> fault("", closed.answer()))
                            .toList());
        }
    }

    /// A closed gate as a fault of a request.
    ///
    /// @param pointer to what it holds back
    static Problem.Fault fault(String pointer, GateAnswer closed) {
        Instant until = closed.until();
        return new Problem.Fault(
                pointer,
                closed.words(),
                until == null ? "it ends when its cause does" : "it ends by itself at " + until);
    }
}
