// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.approval.ApproverPolicy;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Refuses to start a rollout or an experiment while gates are closed. Thread-safe.
@Component
public class ChangeStartValidator {
    private final GateEvaluationService gates;
    private final GateDenialRecorder denials;
    private final ChangeServiceValidator services;
    private final ApproverPolicy approvers;
    private final Clock clock;

    ChangeStartValidator(
            GateEvaluationService gates,
            GateDenialRecorder denials,
            ChangeServiceValidator services,
            ApproverPolicy approvers,
            Clock clock) {
        this.gates = gates;
        this.denials = denials;
        this.services = services;
        this.approvers = approvers;
        this.clock = clock;
    }

    /// What is wrong with the service that a request at `/service` names for a flag's change.
    public Optional<ValidationErrors.ValidationError> validateService(String environment, String flag, String service) {
        return services.validate(environment, flag, service, "/service");
    }

    /// What is wrong with the people whom a plan names as approvers of a flag's rollout; empty when one of them
    /// may approve its steps, or it names nobody. A rollout that nobody may approve would wait for ever.
    ///
    /// @param author who starts it
    /// @param pointer place of the approvers in the request
    public Optional<ValidationErrors.ValidationError> validateApprovers(
            String environment, String flag, String author, List<String> named, String pointer) {
        List<ApproverPolicy.Participant> participants = Stream.concat(
                        Stream.of(new ApproverPolicy.Participant(author, "starts the rollout")),
                        approvers.editors(environment, flag, "flag " + flag).stream())
                .toList();
        if (named.isEmpty()
                || named.stream()
                        .anyMatch(person ->
                                ApproverPolicy.findPart(person, participants).isEmpty())) {
            return Optional.empty();
        }
        String parts = named.stream()
                .flatMap(person -> ApproverPolicy.findPart(person, participants).stream())
                .map(one -> one.person() + " " + one.part())
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of(new ValidationErrors.ValidationError(
                pointer,
                "names only people who cannot approve its steps: " + parts,
                "name somebody who has no part in the change, leave the approvers out, or let somebody else approve the"
                        + " flag first: ./evenkeel gate approve " + flag));
    }

    /// Asks every gate. A refusal is kept for the score of gates. Not to be called where rows are locked.
    ///
    /// @param question about the change that is to start
    /// @param what is to start, such as `rollout`
    /// @param remedy what its author can do
    /// @throws ConflictException with each gate that is closed
    public void requireOpen(GateContext question, String what, String remedy) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        GateEvaluation report = gates.report(question, now);
        if (!report.isOpen()) {
            denials.refused(question, report, now);
            throw new ConflictException(
                    ProblemCode.GATES_CLOSED,
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
    public static Problem.FieldError fault(String pointer, GateResult closed) {
        Instant until = closed.until();
        return new Problem.FieldError(
                pointer,
                closed.words(),
                until == null ? "it ends when its cause does" : "it ends by itself at " + until);
    }
}
