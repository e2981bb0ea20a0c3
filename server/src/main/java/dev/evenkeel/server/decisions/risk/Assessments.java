// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.decision.Comparing;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.OwnHistory;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.files.risk.ComparisonJson;
import dev.evenkeel.files.risk.OwnHistoryFile;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.server.decisions.risk.Assessment.Decision;
import dev.evenkeel.server.decisions.risk.Assessment.WorkDone;
import dev.evenkeel.server.decisions.risk.AssessmentOrders.NewAssessment;
import dev.evenkeel.server.decisions.risk.AssessmentOrders.NewPolicy;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.problems.Rejected;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.Ids;
import dev.evenkeel.server.gates.gate.GateLedger;
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
public class Assessments {
    private final AssessmentTable table;
    private final RiskPolicyTable policies;
    private final Flags flags;
    private final AssessmentSources sources;
    private final GateLedger ledger;

    Assessments(
            AssessmentTable table,
            RiskPolicyTable policies,
            Flags flags,
            AssessmentSources sources,
            GateLedger ledger) {
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
    /// @throws NotFound when there is none
    public Assessment get(String id) {
        return table.find(id)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.ASSESSMENT_NOT_FOUND,
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
    public List<AssessmentHead> heads() {
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
    /// @throws NotFound when there is no such environment
    /// @throws Rejected with everything that is wrong
    @Transactional
    Assessment make(String environment, @Nullable JsonNode body, Caller.Actor caller) {
        Instant now = ledger.now();
        var known = new AssessmentOrders.Known(
                flags.current(environment).compiled().flagKeys(),
                flag -> sources.histories().ofFlag(environment, flag, now),
                sources.cases(),
                now);
        NewAssessment order = AssessmentOrders.assessment(body, known, caller);
        RiskCase risk = Objects.requireNonNull(order.file().risk());
        JsonNode result = result(order, risk);
        var made = new Assessment(
                Ids.id("ra-"),
                environment,
                order.flag(),
                risk.name(),
                now,
                order.validUntil(),
                order.author(),
                order.caseText(),
                order.history() == null ? null : OwnHistoryFile.json(order.history()),
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
            ObjectNode result = ComparisonJson.of(
                    file, Comparing.of(risk, LossGrid.through(file.losses()), order.draws(), order.seed()));
            file.losses().forEach(result.putArray("losses")::add);
            ArrayNode plans = result.putArray("plans");
            risk.courses().stream()
                    .filter(course -> !course.work().isEmpty())
                    .forEach(course -> plans.add(ComparisonJson.of(file, course.name(), WorkPlan.of(risk, course))));
            return result;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Rejected(
                    ErrorCode.INVALID,
                    "The case cannot be computed: " + e.getMessage() + ". Nothing was assessed.",
                    "Correct the case and send it again.",
                    List.of());
        }
    }

    /// Decides on an assessment, once.
    ///
    /// @throws Conflict when somebody has, or when a newer assessment took its place
    @Transactional
    Assessment decide(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Assessment made = counting(id, "Nothing was decided.");
        List<String> courses = made.result()
                .path("courses")
                .valueStream()
                .map(course -> course.path("name").asString())
                .toList();
        Decision decision = AssessmentOrders.decision(body, courses, ledger.now(), caller);
        if (!table.insert(made, decision)) {
            Decision before = Objects.requireNonNull(get(id).decision());
            throw new Conflict(
                    ErrorCode.ASSESSMENT_STATE,
                    before.person() + " decided on assessment " + id + " at " + before.at() + ": \"" + before.course()
                            + "\". Nothing was decided.",
                    "What was decided stays. Assess anew to decide otherwise.");
        }
        note(caller.name(), "risk.decided", made, decision.reason(), decision);
        return get(id);
    }

    /// Says that work of a case is done, once.
    ///
    /// @throws Conflict when somebody has, or when a newer assessment took its place
    @Transactional
    Assessment finish(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Assessment made = counting(id, "No work was marked as done.");
        List<String> items = made.result()
                .path("workItems")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        WorkDone done = AssessmentOrders.done(body, items, ledger.now(), caller);
        if (!table.insert(id, done)) {
            throw new Conflict(
                    ErrorCode.ASSESSMENT_STATE,
                    "\"" + done.item() + "\" is done already. No work was marked as done.",
                    "GET /api/v1/assessments/" + id + " tells since when.");
        }
        note(caller.name(), "risk.work-done", made, done.item() + ": " + done.evidence(), done);
        return get(id);
    }

    /// What the server's own records know of a service.
    ///
    /// @throws NotFound when nothing is recorded of it
    OwnHistory history(String service) {
        return sources.histories()
                .of(service, ledger.now())
                .orElseThrow(() -> new NotFound(
                        ErrorCode.HISTORY_NOT_FOUND,
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
    /// @throws NotFound when there is no such environment
    @Transactional
    void put(String environment, NewPolicy policy, String who) {
        List<String> before = requiredFor(environment);
        policies.put(environment, policy.requiredFor());
        ledger.note(
                new GateLedger.Deed(who, "risk.policy", environment, policy.reason()), before, policy.requiredFor());
    }

    private Assessment counting(String id, String consequence) {
        Assessment made = get(id);
        String newest = table.newestOf(made.environment(), made.flag())
                .map(Assessment::id)
                .orElse(id);
        if (!newest.equals(id)) {
            throw new Conflict(
                    ErrorCode.ASSESSMENT_STATE,
                    "Assessment " + newest + " took the place of " + id + ". " + consequence,
                    "Go on with that one.");
        }
        return made;
    }

    private void note(String who, String action, Assessment made, String reason, Object after) {
        ledger.note(new GateLedger.Deed(who, action, made.id(), reason), null, after);
    }
}
