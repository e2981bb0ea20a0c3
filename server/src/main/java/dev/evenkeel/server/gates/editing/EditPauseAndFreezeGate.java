// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.evaluation.ChangeStartValidator;
import dev.evenkeel.server.gates.freeze.FreezeGate;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.pause.ReleasePauseGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The gate for flag edits during release pauses and freeze windows: rejects edits, and scheduled changes that
/// take effect in a freeze window. Kills, reverts of the last change, removals of scheduled changes and the
/// first definition of an environment, which has no users yet, are always allowed. A pause or window of a
/// service applies to the flags that the catalogue assigns to it, because an edit does not name a service.
@Component
class EditPauseAndFreezeGate {
    private static final int NAMED = 5;

    private final ReleasePauseGate lines;
    private final FreezeGate freezes;
    private final FlagEditPolicy policy;
    private final ServiceCatalogService services;

    EditPauseAndFreezeGate(
            ReleasePauseGate lines, FreezeGate freezes, FlagEditPolicy policy, ServiceCatalogService services) {
        this.lines = lines;
        this.freezes = freezes;
        this.policy = policy;
        this.services = services;
    }

    /// An edit of a flag that is blocked now.
    private record BlockedEdit(String flag, List<GateResult> denials) {
        String describe() {
            return flag + ": "
                    + denials.stream().map(GateResult::describe).distinct().collect(Collectors.joining("; "));
        }

        Stream<ValidationError> toValidationErrors() {
            return denials.stream()
                    .map(result -> ChangeStartValidator.toValidationError(
                            JsonPointerFormatter.append("/flags", flag), result));
        }
    }

    /// Checks an edit.
    ///
    /// @throws ConflictException if releases are paused or a freeze window applies
    void check(ProposedEdit edit) {
        List<BlockedEdit> held = edit.isFirst() ? List.of() : listBlocked(edit, edit.at());
        if (held.isEmpty()) {
            return;
        }
        String words = held.stream().map(BlockedEdit::describe).limit(NAMED).collect(Collectors.joining(", "))
                + (held.size() > NAMED ? ", and " + (held.size() - NAMED) + " more" : "");
        throw new ConflictException(
                ProblemCode.GATES_CLOSED,
                "Gates are closed for flag changes in environment " + edit.environment() + ": " + words
                        + ". Nothing was changed.",
                "Wait until the gates open. You can always disable a flag (./evenkeel flag disable), revert its last"
                        + " change (./evenkeel flag revert) and remove scheduled changes. In an emergency, an operator"
                        + " can override a gate: ./evenkeel override create FLAG --gate GATE --class hotfix"
                        + " --expires-in PT2H --reason TEXT (for a new flag, add --new-flag)",
                held.stream().flatMap(BlockedEdit::toValidationErrors).toList());
    }

    private List<BlockedEdit> listBlocked(ProposedEdit edit, Instant now) {
        ServiceGraph catalogue = services.graph();
        Map<GateContext, List<GateResult>> known = new HashMap<>();
        List<BlockedEdit> held = new ArrayList<>();
        for (EditedFlag flag : edit.flags()) {
            String owner = catalogue
                    .findByFlag(edit.environment(), flag.key())
                    .map(Service::key)
                    .orElse(null);
            var context = new GateContext(
                    edit.environment(), null, owner, null, edit.approvals().changeClass(), "");
            List<GateResult> against = Stream.concat(
                            known.computeIfAbsent(context, gateContext -> evaluateGates(gateContext, now)).stream(),
                            evaluateScheduled(context, flag, now))
                    .filter(result -> result.verdict() == GateVerdict.DENY)
                    .filter(result -> !policy.isOverridden(edit.environment(), flag.key(), result.gate(), now))
                    .toList();
            if (!against.isEmpty() && !flag.isScheduleRemoval(now) && !edit.isRevertOf(flag)) {
                held.add(new BlockedEdit(flag.key(), against));
            }
        }
        return held;
    }

    private List<GateResult> evaluateGates(GateContext context, Instant now) {
        return Stream.concat(lines.evaluate(context, now).stream(), freezes.evaluate(context, now).stream())
                .filter(result -> policy.isRequired(context.environment(), result.gate()))
                .toList();
    }

    private Stream<GateResult> evaluateScheduled(GateContext context, EditedFlag flag, Instant now) {
        return flag.newlyScheduledTimes().stream()
                .filter(now::isBefore)
                .map(due -> freezes.evaluateAt(context, now, due))
                .filter(result -> policy.isRequired(context.environment(), result.gate()));
    }
}
