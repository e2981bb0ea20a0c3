// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.TechnologyApi.SetTechnologyPolicyRequest;
import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.InnovationTokens.Token;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.RingMoveInput;
import dev.evenkeel.files.technology.TechnologyPatch;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.gates.gate.GateChangeRecorder;
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

/// A service that changes the register: all of a request or nothing. Ring changes are only added, and one that
/// needs a token beyond the total requires an accepted decision record.
@Component
class TechnologyRegisterUpdateService {
    static final String POLICY_UNCHANGED = "The policy was not changed.";
    private static final String NOTHING = "No technology was changed.";

    private final TechnologyRepository repository;
    private final OperatingExperienceQueries history;
    private final DecisionRecordService records;
    private final GateChangeRecorder recorder;

    TechnologyRegisterUpdateService(
            TechnologyRepository repository,
            OperatingExperienceQueries history,
            DecisionRecordService records,
            GateChangeRecorder recorder) {
        this.repository = repository;
        this.history = history;
        this.records = records;
        this.recorder = recorder;
    }

    /// Applies patches to technologies; fields missing in a patch stay unchanged.
    ///
    /// @throws ValidationException with all validation errors
    /// @throws ConflictException when a patch needs an innovation token and none is free
    @Transactional
    void apply(List<TechnologyPatch> drafts, String reason, String who) {
        repository.lock();
        Map<String, Technology> before = loadByKey();
        var errors = new ValidationErrors();
        RingMoveValidator rules = createValidator(who);
        List<Technology> after = new ArrayList<>();
        for (TechnologyPatch draft : drafts) {
            Technology known = before.get(draft.key());
            String pointer = "/technologies/" + draft.key();
            if (known == null && draft.kind() == null) {
                errors.add(pointer + "/kind", "is missing", "use one of " + List.of(TechnologyKind.values()));
            }
            List<RadarRingChange> moves = extendMoves(draft, known, rules, pointer, errors);
            if (errors.toList().isEmpty()) {
                after.add(merge(draft, known, moves));
            }
        }
        ValidationErrorMapper.throwIfAny(errors, NOTHING);
        store(before, after, reason, who);
    }

    /// Moves a technology to another ring.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the technology does not exist
    /// @throws ValidationException with all validation errors
    /// @throws ConflictException when the move needs an innovation token and none is free
    @Transactional
    void move(String key, RingMoveInput draft, String who) {
        repository.lock();
        Map<String, Technology> before = loadByKey();
        Technology known = before.get(key);
        if (known == null) {
            throw TechnologyRegisterQueries.notFound(key);
        }
        var errors = new ValidationErrors();
        RadarRingChange change =
                createValidator(who).validateNext(known.ringChanges().getLast(), draft, "", errors);
        ValidationErrorMapper.throwIfAny(errors, NOTHING);
        store(before, List.of(known.withMove(change)), draft.reason(), who);
    }

    /// Returns the requested policy; omitted fields get their defaults.
    static TechnologyPolicy toPolicy(SetTechnologyPolicyRequest request) {
        TechnologyPolicy defaults = TechnologyPolicy.DEFAULT;
        return new TechnologyPolicy(
                orElse(request.tokens(), defaults.tokens()),
                orElse(request.noveltyThresholdHours(), defaults.noveltyThresholdHours()),
                orElse(request.requiredDeclaration(), defaults.requiredDeclaration()));
    }

    /// Replaces the policy.
    @Transactional
    void setPolicy(TechnologyPolicy policy, String reason, String who) {
        TechnologyPolicy before = repository.findPolicy().orElse(TechnologyPolicy.DEFAULT);
        repository.savePolicy(policy);
        recorder.record(
                new GateChangeRecorder.AuditEntryAttributes(who, "technology.policy-set", "technologies", reason),
                before,
                policy);
    }

    private Map<String, Technology> loadByKey() {
        Map<String, Technology> byKey = new TreeMap<>();
        repository.listAll().forEach(one -> byKey.put(one.key(), one));
        return byKey;
    }

    private RingMoveValidator createValidator(String who) {
        return new RingMoveValidator(records.listIds(), who, recorder.now());
    }

    private static List<RadarRingChange> extendMoves(
            TechnologyPatch draft,
            @Nullable Technology known,
            RingMoveValidator rules,
            String pointer,
            ValidationErrors errors) {
        List<RingMoveInput> told = draft.ringChanges();
        List<RadarRingChange> kept = known == null ? List.of() : known.ringChanges();
        if (told == null || told.isEmpty()) {
            if (known == null) {
                errors.add(
                        pointer + "/ringChanges",
                        "is missing: a new technology needs a ring",
                        "use [{\"to\":\"TRIAL\",\"reason\":\"...\"}]");
            }
            return kept;
        }
        return rules.validateAll(kept, told, pointer + "/ringChanges", errors);
    }

    private static Technology merge(TechnologyPatch draft, @Nullable Technology known, List<RadarRingChange> moves) {
        return new Technology(
                draft.key(),
                orElse(draft.name(), known == null ? draft.key() : known.name()),
                Objects.requireNonNull(draft.kind() == null && known != null ? known.kind() : draft.kind()),
                orElse(draft.services(), known == null ? List.of() : known.services()),
                orElse(draft.packages(), known == null ? List.of() : known.packages()),
                moves);
    }

    private static <T> T orElse(@Nullable T said, T before) {
        return Objects.requireNonNullElse(said, before);
    }

    private void store(Map<String, Technology> before, List<Technology> changed, String reason, String who) {
        Map<String, Technology> after = new TreeMap<>(before);
        changed.forEach(one -> after.put(one.key(), one));
        requireTokens(before.values(), after.values());
        for (Technology one : changed) {
            Technology former = before.get(one.key());
            if (!one.equals(former)) {
                repository.save(one, former == null ? 0 : former.ringChanges().size());
                recorder.record(
                        new GateChangeRecorder.AuditEntryAttributes(who, "technology.set", one.key(), reason),
                        former,
                        one);
            }
        }
    }

    private void requireTokens(Collection<Technology> before, Collection<Technology> after) {
        Set<String> known =
                tokens(before).findUndecided().stream().map(Token::key).collect(Collectors.toSet());
        InnovationTokens tokens = tokens(after);
        List<ValidationError> taken = tokens.findUndecided().stream()
                .filter(token -> !known.contains(token.key()))
                .map(token -> new ValidationError(
                        "/technologies/" + token.key(),
                        token.key() + " needs innovation token " + token.number() + " of "
                                + tokens.policy().tokens() + " and has no accepted decision record",
                        "set decisionRecord to an accepted decision record about it, or use ring ASSESS"))
                .toList();
        if (!taken.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.INNOVATION_TOKENS_EXHAUSTED,
                    "No innovation token is left: " + taken.getFirst().message()
                            + (taken.size() == 1 ? ". " : "; and more. ") + NOTHING,
                    "Reference an accepted decision record about it (--record ID), wait until other technologies are no"
                            + " longer novel, or retire one: move it to ring HOLD and end its use in services.",
                    taken);
        }
    }

    private InnovationTokens tokens(Collection<Technology> technologies) {
        return InnovationTokens.of(
                repository.findPolicy().orElse(TechnologyPolicy.DEFAULT),
                history.listWithHours(List.copyOf(technologies)),
                records.getAccepted());
    }
}
