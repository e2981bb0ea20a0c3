// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.RiskComparisonJsonRenderer;
import dev.evenkeel.files.risk.ServiceHistoryCodec;
import dev.evenkeel.server.decisions.risk.Assessment.Decision;
import dev.evenkeel.server.decisions.risk.Assessment.WorkDone;
import dev.evenkeel.server.decisions.risk.AssessmentRequestParser.NewAssessment;
import dev.evenkeel.server.decisions.risk.AssessmentRequestParser.NewPolicy;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.gates.gate.GateAuditRecorder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The front door of risk assessments. Thread-safe.
@Component
public class AssessmentService {
    private final AssessmentRepository table;
    private final RiskPolicyRepository policies;
    private final FlagService flags;
    private final AssessmentInputs sources;
    private final GateAuditRecorder ledger;

    AssessmentService(
            AssessmentRepository table,
            RiskPolicyRepository policies,
            FlagService flags,
            AssessmentInputs sources,
            GateAuditRecorder ledger) {
        this.table = table;
        this.policies = policies;
        this.flags = flags;
        this.sources = sources;
        this.ledger = ledger;
    }

    /// The assessment of an id, if there is one.
    public Optional<Assessment> find(String id) {
        return table.find(id);
    }

    /// The assessment of an id.
    ///
    /// @throws NotFoundException when there is none
    public Assessment get(String id) {
        return table.find(id)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.ASSESSMENT_NOT_FOUND,
                        "There is no risk assessment " + id + ".",
                        "GET /api/v1/assessments lists all of them."));
    }

    /// The newest first.
    ///
    /// @param environment only of this one; empty for all
    /// @param flag only of this one; empty for all
    public List<Assessment> newest(String environment, String flag, int limit) {
        return table.newest(environment, flag, limit);
    }

    /// The newest of a flag, which is the one that counts.
    public Optional<Assessment> newestOf(String environment, String flag) {
        return table.newestOf(environment, flag);
    }

    /// The newest of a flag that was made by an instant: the one that counted then.
    public Optional<Assessment> newestOf(String environment, String flag, Instant by) {
        return table.newestOf(environment, flag, by);
    }

    /// The newest of each flag, in short, the newest first.
    public List<AssessmentSummary> heads() {
        return table.heads();
    }

    /// The newest of a flag on which somebody has decided.
    public Optional<Assessment> newestDecidedOf(String environment, String flag) {
        return table.newestDecidedOf(environment, flag);
    }

    /// Those on which somebody has decided since an instant, and those of some ids on which somebody has.
    public List<Assessment> decidedSince(Instant from, Collection<String> ids) {
        return table.decidedSince(from, ids);
    }

    /// Assesses the risk of a flag's change. Seconds, with many draws.
    ///
    /// @throws NotFoundException when there is no such environment
    /// @throws ValidationException with everything that is wrong
    @Transactional
    Assessment make(String environment, @Nullable JsonNode body, Caller.Actor caller) {
        Instant now = ledger.now();
        var known = new AssessmentRequestParser.ValidationContext(
                flags.current(environment).compiled().flagKeys(),
                flag -> sources.histories().ofFlag(environment, flag, now),
                sources.cases(),
                now);
        NewAssessment order = AssessmentRequestParser.assessment(body, known, caller);
        RiskCase risk = Objects.requireNonNull(order.file().risk());
        JsonNode result = result(order, risk);
        var made = new Assessment(
                IdGenerator.id("ra-"),
                environment,
                order.flag(),
                risk.name(),
                now,
                order.validUntil(),
                order.author(),
                order.caseText(),
                order.history() == null ? null : ServiceHistoryCodec.json(order.history()),
                order.files(),
                result,
                null,
                List.of());
        table.insert(made);
        note(caller.name(), "risk.assessed", made, risk.name(), result);
        return made;
    }

    /* The curve of losses is drawn through more amounts than the case names. Courses with work come with their plans. */
    private static JsonNode result(NewAssessment order, RiskCase risk) {
        RiskCaseFile file = order.file();
        try {
            ObjectNode result = RiskComparisonJsonRenderer.of(
                    file, CourseComparator.of(risk, LossCurveGrid.through(file.losses()), order.draws(), order.seed()));
            file.losses().forEach(result.putArray("losses")::add);
            ArrayNode plans = result.putArray("plans");
            risk.courses().stream()
                    .filter(course -> !course.work().isEmpty())
                    .forEach(course ->
                            plans.add(RiskComparisonJsonRenderer.of(file, course.name(), WorkPlan.of(risk, course))));
            return result;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The case cannot be computed: " + e.getMessage() + ". Nothing was assessed.",
                    "Correct the case and send it again.",
                    List.of());
        }
    }

    /// Decides on an assessment, once.
    ///
    /// @throws ConflictException when somebody has, or when a newer assessment took its place
    @Transactional
    Assessment decide(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Assessment made = counting(id, "Nothing was decided.");
        List<String> courses = made.result()
                .path("courses")
                .valueStream()
                .map(course -> course.path("name").asString())
                .toList();
        Decision decision = AssessmentRequestParser.decision(body, courses, ledger.now(), caller);
        if (!table.insert(made, decision)) {
            Decision before = Objects.requireNonNull(get(id).decision());
            throw new ConflictException(
                    ProblemCode.ASSESSMENT_STATE,
                    before.person() + " decided on assessment " + id + " at " + before.at() + ": \"" + before.course()
                            + "\". Nothing was decided.",
                    "What was decided stays. Assess anew to decide otherwise.");
        }
        note(caller.name(), "risk.decided", made, decision.reason(), decision);
        return get(id);
    }

    /// Says that work of a case is done, once.
    ///
    /// @throws ConflictException when somebody has, or when a newer assessment took its place
    @Transactional
    Assessment finish(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Assessment made = counting(id, "No work was marked as done.");
        List<String> items = made.result()
                .path("workItems")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        WorkDone done = AssessmentRequestParser.done(body, items, ledger.now(), caller);
        if (!table.insert(id, done)) {
            throw new ConflictException(
                    ProblemCode.ASSESSMENT_STATE,
                    "\"" + done.item() + "\" is done already. No work was marked as done.",
                    "GET /api/v1/assessments/" + id + " tells since when.");
        }
        note(caller.name(), "risk.work-done", made, done.item() + ": " + done.evidence(), done);
        return get(id);
    }

    /// What the server's own records know of a service.
    ///
    /// @throws NotFoundException when nothing is recorded of it
    ServiceHistory history(String service) {
        return sources.histories()
                .of(service, ledger.now())
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.HISTORY_NOT_FOUND,
                        "No incident and no change of " + service + " is recorded.",
                        "./evenkeel incident import brings a history along."));
    }

    /// Classes of change that need an assessment.
    List<String> requiredFor(String environment) {
        flags.current(environment);
        return policies.requiredFor(environment);
    }

    /// Puts another policy in force.
    ///
    /// @throws NotFoundException when there is no such environment
    @Transactional
    void put(String environment, NewPolicy policy, String who) {
        List<String> before = requiredFor(environment);
        policies.put(environment, policy.requiredFor());
        ledger.note(
                new GateAuditRecorder.AuditedAction(who, "risk.policy", environment, policy.reason()),
                before,
                policy.requiredFor());
    }

    private Assessment counting(String id, String consequence) {
        Assessment made = get(id);
        String newest = table.newestOf(made.environment(), made.flag())
                .map(Assessment::id)
                .orElse(id);
        if (!newest.equals(id)) {
            throw new ConflictException(
                    ProblemCode.ASSESSMENT_STATE,
                    "Assessment " + newest + " took the place of " + id + ". " + consequence,
                    "Go on with that one.");
        }
        return made;
    }

    private void note(String who, String action, Assessment made, String reason, Object after) {
        ledger.note(new GateAuditRecorder.AuditedAction(who, action, made.id(), reason), null, after);
    }
}
