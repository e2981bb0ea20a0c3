// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.InnovationTokens.Token;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.RingMoveInput;
import dev.evenkeel.files.technology.TechnologyPatch;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.gates.gate.GateAuditRecorder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Changes the register: all of an order or nothing. Moves are only ever added, and one that takes a token
/// beyond those that there are needs an accepted decision record. Thread-safe.
@Component
class TechnologyUpdateService {
    private static final String NOTHING = "No technology was changed.";

    private final TechnologyRepository table;
    private final TechnologyHistoryQueries history;
    private final DecisionRecordService records;
    private final GateAuditRecorder ledger;

    TechnologyUpdateService(
            TechnologyRepository table,
            TechnologyHistoryQueries history,
            DecisionRecordService records,
            GateAuditRecorder ledger) {
        this.table = table;
        this.history = history;
        this.records = records;
        this.ledger = ledger;
    }

    /// Sets what drafts say of technologies; what they do not speak of stays.
    ///
    /// @throws ValidationException with everything that is wrong
    /// @throws ConflictException when a token would be taken that there is not
    @Transactional
    void apply(List<TechnologyPatch> drafts, String reason, String who) {
        table.lock();
        Map<String, Technology> before = byKey();
        var faults = new ValidationErrors();
        RingMoveValidator rules = rules(who);
        List<Technology> after = new ArrayList<>();
        for (TechnologyPatch draft : drafts) {
            Technology known = before.get(draft.key());
            String pointer = "/technologies/" + draft.key();
            if (known == null && draft.kind() == null) {
                faults.add(pointer + "/kind", "is missing", "write one of " + List.of(TechnologyKind.values()));
            }
            List<RadarRingChange> moves = moves(draft, known, rules, pointer, faults);
            if (faults.all().isEmpty()) {
                after.add(over(draft, known, moves));
            }
        }
        RequestValidation.throwIfAny(faults, NOTHING);
        store(before, after, reason, who);
    }

    /// Moves a technology to another ring.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is none
    /// @throws ValidationException with everything that is wrong
    /// @throws ConflictException when a token would be taken that there is not
    @Transactional
    void move(String key, RingMoveInput draft, String who) {
        table.lock();
        Map<String, Technology> before = byKey();
        Technology known = before.get(key);
        if (known == null) {
            throw TechnologyService.notFound(key);
        }
        var faults = new ValidationErrors();
        RadarRingChange move = rules(who).next(known.moves().getLast(), draft, "", faults);
        RequestValidation.throwIfAny(faults, NOTHING);
        store(before, List.of(known.moved(move)), draft.reason(), who);
    }

    /// Puts another policy in force.
    @Transactional
    void put(TechnologyPolicy policy, String reason, String who) {
        TechnologyPolicy before = table.policy().orElse(TechnologyPolicy.USUAL);
        table.put(policy);
        ledger.note(
                new GateAuditRecorder.AuditedAction(who, "technology.policy", "technologies", reason), before, policy);
    }

    private Map<String, Technology> byKey() {
        Map<String, Technology> byKey = new TreeMap<>();
        table.all().forEach(one -> byKey.put(one.key(), one));
        return byKey;
    }

    private RingMoveValidator rules(String who) {
        return new RingMoveValidator(records.ids(), who, ledger.now());
    }

    private static List<RadarRingChange> moves(
            TechnologyPatch draft,
            @Nullable Technology known,
            RingMoveValidator rules,
            String pointer,
            ValidationErrors faults) {
        List<RingMoveInput> told = draft.moves();
        List<RadarRingChange> kept = known == null ? List.of() : known.moves();
        if (told == null || told.isEmpty()) {
            if (known == null) {
                faults.add(
                        pointer + "/moves",
                        "is missing: what is not registered yet has to come to a ring",
                        "write [{\"to\":\"TRIAL\",\"reason\":\"...\"}]");
            }
            return kept;
        }
        return rules.extended(kept, told, pointer + "/moves", faults);
    }

    private static Technology over(TechnologyPatch draft, @Nullable Technology known, List<RadarRingChange> moves) {
        return new Technology(
                draft.key(),
                or(draft.name(), known == null ? draft.key() : known.name()),
                Objects.requireNonNull(draft.kind() == null && known != null ? known.kind() : draft.kind()),
                or(draft.services(), known == null ? List.of() : known.services()),
                or(draft.packages(), known == null ? List.of() : known.packages()),
                moves);
    }

    private static <T> T or(@Nullable T said, T before) {
        return Objects.requireNonNullElse(said, before);
    }

    private void store(Map<String, Technology> before, List<Technology> changed, String reason, String who) {
        Map<String, Technology> after = new TreeMap<>(before);
        changed.forEach(one -> after.put(one.key(), one));
        requireTokens(before.values(), after.values());
        for (Technology one : changed) {
            Technology former = before.get(one.key());
            if (!one.equals(former)) {
                table.put(one, former == null ? 0 : former.moves().size());
                ledger.note(new GateAuditRecorder.AuditedAction(who, "technology.set", one.key(), reason), former, one);
            }
        }
    }

    private void requireTokens(Collection<Technology> before, Collection<Technology> after) {
        Set<String> known = tokens(before).undecided().stream().map(Token::key).collect(Collectors.toSet());
        InnovationTokens tokens = tokens(after);
        List<Problem.FieldError> taken = tokens.undecided().stream()
                .filter(token -> !known.contains(token.key()))
                .map(token -> new Problem.FieldError(
                        "/technologies/" + token.key(),
                        token.key() + " would take innovation token " + token.place() + " of "
                                + tokens.policy().tokens() + " with no accepted decision record about it behind it",
                        "name an accepted decision record about it in its move, or leave it at ASSESS"))
                .toList();
        if (!taken.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.TOKENS_SPENT,
                    "No innovation token is left: " + taken.getFirst().message()
                            + (taken.size() == 1 ? ". " : "; and more. ") + NOTHING,
                    "Decide it in a record about it, wait until others have run long enough, or take one out of use: its ring, and"
                            + " the services that run it.",
                    taken);
        }
    }

    private InnovationTokens tokens(Collection<Technology> technologies) {
        return InnovationTokens.of(
                table.policy().orElse(TechnologyPolicy.USUAL),
                history.running(List.copyOf(technologies)),
                records.accepted());
    }
}
