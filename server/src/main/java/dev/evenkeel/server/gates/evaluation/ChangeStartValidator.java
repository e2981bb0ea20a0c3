// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.approval.ApproverEligibilityPolicy;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The validator of starts of rollouts and experiments: rejects a start while gates are closed. Thread-safe.
@Component
public class ChangeStartValidator {
    private final GateEvaluationService gates;
    private final GateDenialRecorder denials;
    private final ChangeServiceValidator services;
    private final ApproverEligibilityPolicy approvers;
    private final Clock clock;

    ChangeStartValidator(
            GateEvaluationService gates,
            GateDenialRecorder denials,
            ChangeServiceValidator services,
            ApproverEligibilityPolicy approvers,
            Clock clock) {
        this.gates = gates;
        this.denials = denials;
        this.services = services;
        this.approvers = approvers;
        this.clock = clock;
    }

    /// Validates the service at `/service` of a request for a change of a flag. Returns an error, or empty.
    public Optional<ValidationError> validateService(String environment, String flag, String service) {
        return services.validate(environment, flag, service, "/service");
    }

    /// Validates the approvers that a plan names. Returns an error if none of them may approve the steps,
    /// because the rollout would wait forever; empty if one may or if the plan names no approvers.
    ///
    /// @param author user who starts the rollout
    /// @param pointer JSON pointer to the approvers in the request
    public Optional<ValidationError> validateApprovers(
            String environment, String flag, String author, List<String> named, String pointer) {
        List<ApproverEligibilityPolicy.ChangeParticipant> participants = Stream.concat(
                        Stream.of(new ApproverEligibilityPolicy.ChangeParticipant(author, "starts the rollout")),
                        approvers.listEditors(environment, flag, "flag " + flag).stream())
                .toList();
        if (named.isEmpty()
                || named.stream()
                        .anyMatch(person -> ApproverEligibilityPolicy.findParticipant(person, participants)
                                .isEmpty())) {
            return Optional.empty();
        }
        String parts = named.stream()
                .flatMap(person -> ApproverEligibilityPolicy.findParticipant(person, participants).stream())
                .map(one -> one.person() + " " + one.role())
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of(new ValidationError(
                pointer,
                "contains only users who cannot approve the steps: " + parts,
                "add a user who did not take part in the change, omit the approvers, or ask another user to approve the"
                        + " flag first: ./evenkeel approval create " + flag));
    }

    /// Evaluates all gates and records denials for the gate report. Do not call it while holding row locks.
    ///
    /// @param context the change to start
    /// @param what kind of change, such as `rollout`
    /// @param remedy what the author can do
    /// @throws ConflictException with each closed gate
    public void requireOpen(GateContext context, String what, String remedy) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        GateEvaluation evaluation = gates.evaluate(context, now);
        if (!evaluation.isOpen()) {
            denials.recordRefusal(context, evaluation, now);
            throw new ConflictException(
                    ProblemCode.GATES_CLOSED,
                    "The " + what + " was not started, because gates are closed: " + evaluation.closedReason() + ".",
                    remedy,
                    evaluation.closedGates().stream()
                            .map(closed -> toValidationError("", closed.result()))
                            .toList());
        }
    }

    /// Converts a closed gate to an error of a request.
    ///
    /// @param pointer JSON pointer to the blocked part of the request
    public static ValidationError toValidationError(String pointer, GateResult closed) {
        Instant until = closed.until();
        return new ValidationError(
                pointer,
                closed.describe(),
                until == null ? "the gate opens when the cause is resolved" : "the gate opens at " + until);
    }
}
