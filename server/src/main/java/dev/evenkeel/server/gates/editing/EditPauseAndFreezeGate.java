// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.FlagEditGate;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.evaluation.ChangeStartValidator;
import dev.evenkeel.server.gates.freeze.FreezeGate;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.pause.ReleasePauseGate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Refuses edits of flags while releases are stopped or a freeze window is active, and changes that are
/// scheduled into a freeze window. Never one that takes exposure back or removes a scheduled change, nor the
/// first flags of an environment, which serves nobody yet. A stop or a window of one service concerns the flags
/// that the catalogue assigns to it: an edit has no other way to say whose it is.
@Component
class EditPauseAndFreezeGate implements FlagEditGate {
    private static final int NAMED = 5;

    private final ReleasePauseGate lines;
    private final FreezeGate freezes;
    private final FlagEditPolicy policy;
    private final ServiceCatalog services;
    private final Clock clock;

    EditPauseAndFreezeGate(
            ReleasePauseGate lines, FreezeGate freezes, FlagEditPolicy policy, ServiceCatalog services, Clock clock) {
        this.lines = lines;
        this.freezes = freezes;
        this.policy = policy;
        this.services = services;
        this.clock = clock;
    }

    /// A flag that must not be edited now.
    private record BlockedEdit(String flag, List<GateResult> against) {
        String words() {
            return flag + ": "
                    + against.stream().map(GateResult::words).distinct().collect(Collectors.joining("; "));
        }

        Stream<Problem.FieldError> faults() {
            return against.stream()
                    .map(answer -> ChangeStartValidator.fault(JsonPointerFormatter.member("/flags", flag), answer));
        }
    }

    @Override
    public void check(ProposedEdit edit) {
        Instant now = clock.instant();
        List<BlockedEdit> held = edit.first() ? List.of() : held(edit, now);
        if (held.isEmpty()) {
            return;
        }
        String words = held.stream().map(BlockedEdit::words).limit(NAMED).collect(Collectors.joining(", "))
                + (held.size() > NAMED ? ", and " + (held.size() - NAMED) + " more" : "");
        throw new ConflictException(
                ProblemCode.GATES_CLOSED,
                "Nothing was changed in " + edit.environment() + ", because gates are closed for " + words + ".",
                "Wait until they open. Switching a flag off (./evenkeel flag kill), taking its last change back"
                        + " (./evenkeel flag revert) and removing scheduled changes are always allowed. In an emergency"
                        + " an operator overrides the gate: ./evenkeel gate override FLAG --gate GATE, with --new-flag for a"
                        + " flag that is created.",
                held.stream().flatMap(BlockedEdit::faults).toList());
    }

    private List<BlockedEdit> held(ProposedEdit edit, Instant now) {
        ServiceGraph catalogue = services.graph();
        Map<GateContext, List<GateResult>> known = new HashMap<>();
        List<BlockedEdit> held = new ArrayList<>();
        for (EditedFlag flag : edit.flags()) {
            String owner = catalogue
                    .ofFlag(edit.environment(), flag.key())
                    .map(Service::key)
                    .orElse(null);
            var question = new GateContext(
                    edit.environment(), null, owner, null, edit.consent().changeClass(), "");
            List<GateResult> against = Stream.concat(
                            known.computeIfAbsent(question, asked -> answers(asked, now)).stream(),
                            scheduled(question, flag, now))
                    .filter(answer -> answer.verdict() == GateVerdict.DENY)
                    .filter(answer -> !policy.isOverridden(edit.environment(), flag.key(), answer.gate(), now))
                    .toList();
            if (!against.isEmpty() && !flag.isUnscheduled(now) && !edit.takesBack(flag)) {
                held.add(new BlockedEdit(flag.key(), against));
            }
        }
        return held;
    }

    private List<GateResult> answers(GateContext question, Instant now) {
        return Stream.concat(lines.answers(question, now).stream(), freezes.answers(question, now).stream())
                .filter(answer -> policy.isRequired(question.environment(), answer.gate()))
                .toList();
    }

    private Stream<GateResult> scheduled(GateContext question, EditedFlag flag, Instant now) {
        return flag.newlyScheduled().stream()
                .filter(now::isBefore)
                .map(due -> freezes.answer(question, now, due))
                .filter(answer -> policy.isRequired(question.environment(), answer.gate()));
    }
}
