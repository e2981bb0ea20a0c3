// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.files.json.Pointer;
import dev.evenkeel.server.flags.definition.EditGate;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.gates.evaluation.StartGate;
import dev.evenkeel.server.gates.freeze.FreezeGate;
import dev.evenkeel.server.gates.gate.GateQuestion;
import dev.evenkeel.server.gates.pause.LineGate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Refuses edits of flags while releases are stopped or a freeze window is active, and changes that are scheduled
/// into a freeze window. Never one that takes exposure back or removes a scheduled change, nor the first flags of
/// an environment, which serves nobody yet. A stop or a window of one service concerns the flags that the
/// catalogue assigns to it: an edit has no other way to say whose it is.
@Component
class EditStopGate implements EditGate {
    private static final int NAMED = 5;

    private final LineGate lines;
    private final FreezeGate freezes;
    private final EditPolicy policy;
    private final Services services;
    private final Clock clock;

    EditStopGate(LineGate lines, FreezeGate freezes, EditPolicy policy, Services services, Clock clock) {
        this.lines = lines;
        this.freezes = freezes;
        this.policy = policy;
        this.services = services;
        this.clock = clock;
    }

    /// A flag that must not be edited now.
    private record Held(String flag, List<GateAnswer> against) {
        String words() {
            return flag + ": "
                    + against.stream().map(GateAnswer::words).distinct().collect(Collectors.joining("; "));
        }

        Stream<Problem.Fault> faults() {
            return against.stream().map(answer -> StartGate.fault(Pointer.member("/flags", flag), answer));
        }
    }

    @Override
    public void check(Edit edit) {
        Instant now = clock.instant();
        List<Held> held = edit.first() ? List.of() : held(edit, now);
        if (held.isEmpty()) {
            return;
        }
        String words = held.stream().map(Held::words).limit(NAMED).collect(Collectors.joining(", "))
                + (held.size() > NAMED ? ", and " + (held.size() - NAMED) + " more" : "");
        throw new Conflict(
                ErrorCode.GATES_CLOSED,
                "Nothing was changed in " + edit.environment() + ", because gates are closed for " + words + ".",
                "Wait until they open. Switching a flag off (./evenkeel flag kill), taking its last change back"
                        + " (./evenkeel flag revert) and removing scheduled changes are always allowed. In an emergency"
                        + " an operator overrides the gate: ./evenkeel gate override FLAG --gate GATE, with --new-flag for a"
                        + " flag that is created.",
                held.stream().flatMap(Held::faults).toList());
    }

    private List<Held> held(Edit edit, Instant now) {
        ServiceGraph catalogue = services.graph();
        Map<GateQuestion, List<GateAnswer>> known = new HashMap<>();
        List<Held> held = new ArrayList<>();
        for (EditedFlag flag : edit.flags()) {
            String owner = catalogue
                    .ofFlag(edit.environment(), flag.key())
                    .map(Service::key)
                    .orElse(null);
            var question = new GateQuestion(
                    edit.environment(), null, owner, null, edit.consent().changeClass(), "");
            List<GateAnswer> against = Stream.concat(
                            known.computeIfAbsent(question, asked -> answers(asked, now)).stream(),
                            scheduled(question, flag, now))
                    .filter(answer -> answer.verdict() == GateVerdict.DENY)
                    .filter(answer -> !policy.isOverridden(edit.environment(), flag.key(), answer.gate(), now))
                    .toList();
            if (!against.isEmpty() && !flag.isUnscheduled(now) && !edit.takesBack(flag)) {
                held.add(new Held(flag.key(), against));
            }
        }
        return held;
    }

    private List<GateAnswer> answers(GateQuestion question, Instant now) {
        return Stream.concat(lines.answers(question, now).stream(), freezes.answers(question, now).stream())
                .filter(answer -> policy.isRequired(question.environment(), answer.gate()))
                .toList();
    }

    private Stream<GateAnswer> scheduled(GateQuestion question, EditedFlag flag, Instant now) {
        return flag.newlyScheduled().stream()
                .filter(now::isBefore)
                .map(due -> freezes.answer(question, now, due))
                .filter(answer -> policy.isRequired(question.environment(), answer.gate()));
    }
}
