// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.RiskComparisonJsonRenderer;
import dev.evenkeel.files.risk.ServiceHistoryCodec;
import dev.evenkeel.server.decisions.risk.Assessment.CompletedWorkItem;
import dev.evenkeel.server.decisions.risk.Assessment.Decision;
import dev.evenkeel.server.decisions.risk.AssessmentRequestParser.NewAssessment;
import dev.evenkeel.server.decisions.risk.AssessmentRequestParser.NewRequiredAssessmentPolicy;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.gates.gate.GateChangeRecorder;
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

/// A service that creates, decides and lists risk assessments.
@Component
public class AssessmentService {
    private final AssessmentRepository assessmentRepository;
    private final RequiredAssessmentPolicyRepository policies;
    private final FlagService flags;
    private final AssessmentInputSources sources;
    private final GateChangeRecorder recorder;

    AssessmentService(
            AssessmentRepository assessmentRepository,
            RequiredAssessmentPolicyRepository policies,
            FlagService flags,
            AssessmentInputSources sources,
            GateChangeRecorder recorder) {
        this.assessmentRepository = assessmentRepository;
        this.policies = policies;
        this.flags = flags;
        this.sources = sources;
        this.recorder = recorder;
    }

    public Optional<Assessment> findById(String id) {
        return assessmentRepository.findById(id);
    }

    /// Returns an assessment.
    ///
    /// @throws NotFoundException when no assessment has this id
    public Assessment get(String id) {
        return assessmentRepository
                .findById(id)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.ASSESSMENT_NOT_FOUND,
                        "Assessment " + id + " does not exist.",
                        "To list assessments: ./evenkeel assessment list"));
    }

    /// Returns assessments, newest first.
    ///
    /// @param environment environment of the assessments; empty for all
    /// @param flag flag of the assessments; empty for all
    public List<Assessment> listNewest(String environment, String flag, int limit) {
        return assessmentRepository.listNewest(environment, flag, limit);
    }

    /// Returns the newest assessment of a flag, which is the effective one.
    public Optional<Assessment> findNewestByFlag(String environment, String flag) {
        return assessmentRepository.findNewestByFlag(environment, flag);
    }

    /// Returns the newest assessment of a flag that was created until an instant: the effective one at that
    /// time.
    public Optional<Assessment> findNewestByFlag(String environment, String flag, Instant by) {
        return assessmentRepository.findNewestByFlag(environment, flag, by);
    }

    /// Returns a summary of the newest assessment of each flag, newest first.
    public List<AssessmentSummary> listSummaries() {
        return assessmentRepository.listSummaries();
    }

    /// Returns the newest assessment of a flag with a decision.
    public Optional<Assessment> findNewestDecidedByFlag(String environment, String flag) {
        return assessmentRepository.findNewestDecidedByFlag(environment, flag);
    }

    /// Returns the assessments decided since an instant, and those with a decision among the given ids.
    public List<Assessment> listDecidedSince(Instant from, Collection<String> ids) {
        return assessmentRepository.listDecidedSince(from, ids);
    }

    /// Computes and stores a risk assessment of a flag's change. Takes seconds with many draws.
    ///
    /// @throws NotFoundException when the environment does not exist
    /// @throws ValidationException with all validation errors
    @Transactional
    Assessment create(String environment, @Nullable JsonNode body, Caller.Actor caller) {
        Instant now = recorder.now();
        var known = new AssessmentRequestParser.ValidationReferenceData(
                flags.getSnapshot(environment).compiled().flagKeys(),
                flag -> sources.histories().findByFlag(environment, flag, now),
                sources.cases(),
                now);
        NewAssessment newAssessment = AssessmentRequestParser.parseAssessment(body, known, caller);
        RiskCase risk = Objects.requireNonNull(newAssessment.file().risk());
        JsonNode result = assess(newAssessment, risk);
        var assessment = new Assessment(
                IdAndSecretGenerator.newId("ra-"),
                environment,
                newAssessment.flag(),
                risk.name(),
                now,
                newAssessment.validUntil(),
                newAssessment.author(),
                newAssessment.caseText(),
                newAssessment.history() == null ? null : ServiceHistoryCodec.encode(newAssessment.history()),
                newAssessment.files(),
                result,
                null,
                List.of());
        assessmentRepository.insert(assessment);
        audit(caller.name(), "risk.assessed", assessment, risk.name(), result);
        return assessment;
    }

    /* The loss curve has more amounts than the case names. Each course with work gets its work plan. */
    private static JsonNode assess(NewAssessment newAssessment, RiskCase risk) {
        RiskCaseFile file = newAssessment.file();
        try {
            ObjectNode result = RiskComparisonJsonRenderer.render(
                    file,
                    CourseComparator.compare(
                            risk, LossCurveGrid.build(file.losses()), newAssessment.draws(), newAssessment.seed()));
            file.losses().forEach(result.putArray("losses")::add);
            ArrayNode plans = result.putArray("plans");
            risk.courses().stream()
                    .filter(course -> !course.work().isEmpty())
                    .forEach(course -> plans.add(
                            RiskComparisonJsonRenderer.render(file, course.name(), WorkPlan.of(risk, course))));
            return result;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The case cannot be computed: " + e.getMessage() + ". The assessment was not created.",
                    "Fix the case and try again.",
                    List.of());
        }
    }

    /// Records the decision on an assessment, once.
    ///
    /// @throws ConflictException when it has a decision, or a newer assessment has superseded it
    @Transactional
    Assessment decide(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Assessment assessment = requireNewest(id, "The decision was not recorded.");
        List<String> courses = assessment
                .result()
                .path("courses")
                .valueStream()
                .map(course -> course.path("name").asString())
                .toList();
        Decision decision = AssessmentRequestParser.parseDecision(body, courses, recorder.now(), caller);
        if (!assessmentRepository.insertDecision(assessment, decision)) {
            Decision before = Objects.requireNonNull(get(id).decision());
            throw new ConflictException(
                    ProblemCode.INVALID_ASSESSMENT_STATE,
                    "Assessment " + id + " already has a decision: " + before.decidedBy() + " decided on \""
                            + before.course() + "\" at " + before.at() + ". The new decision was not recorded.",
                    "Decisions are permanent. To decide again, create a new assessment: ./evenkeel assessment create");
        }
        audit(caller.name(), "risk.decided", assessment, decision.reason(), decision);
        return get(id);
    }

    /// Records that work of a case is done, once.
    ///
    /// @throws ConflictException when the work is already done, or a newer assessment has superseded this one
    @Transactional
    Assessment completeWork(String id, @Nullable JsonNode body, Caller.Actor caller) {
        Assessment assessment = requireNewest(id, "The work was not marked as complete.");
        List<String> items = assessment
                .result()
                .path("workItems")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        CompletedWorkItem done = AssessmentRequestParser.parseCompletedWork(body, items, recorder.now(), caller);
        if (!assessmentRepository.insertCompletedWork(id, done)) {
            throw new ConflictException(
                    ProblemCode.INVALID_ASSESSMENT_STATE,
                    "Work \"" + done.item() + "\" is already complete. The request had no effect.",
                    "To show the completed work: ./evenkeel assessment show " + id);
        }
        audit(caller.name(), "risk.work-completed", assessment, done.item() + ": " + done.evidence(), done);
        return get(id);
    }

    /// Returns the history of a service from the server's own records.
    ///
    /// @throws NotFoundException when the service has no records
    ServiceHistory getHistory(String service) {
        return sources.histories()
                .findByService(service, recorder.now())
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.SERVICE_HISTORY_NOT_FOUND,
                        "Service " + service + " has no recorded incidents or changes.",
                        "To import incidents: ./evenkeel incident import"));
    }

    /// Returns the classes of change that require an assessment.
    List<String> listRequiredClasses(String environment) {
        flags.getSnapshot(environment);
        return policies.listRequiredClasses(environment);
    }

    /// Replaces the policy of an environment.
    ///
    /// @throws NotFoundException when the environment does not exist
    @Transactional
    void setPolicy(String environment, NewRequiredAssessmentPolicy policy, String who) {
        List<String> before = listRequiredClasses(environment);
        policies.save(environment, policy.requiredFor());
        recorder.record(
                new GateChangeRecorder.AuditEntryAttributes(who, "risk.policy-set", environment, policy.reason()),
                before,
                policy.requiredFor());
    }

    private Assessment requireNewest(String id, String consequence) {
        Assessment assessment = get(id);
        String newest = assessmentRepository
                .findNewestByFlag(assessment.environment(), assessment.flag())
                .map(Assessment::id)
                .orElse(id);
        if (!newest.equals(id)) {
            throw new ConflictException(
                    ProblemCode.INVALID_ASSESSMENT_STATE,
                    "Assessment " + id + " is superseded by " + newest + ". " + consequence,
                    "Use assessment " + newest + ".");
        }
        return assessment;
    }

    private void audit(String who, String action, Assessment assessment, String reason, Object after) {
        recorder.record(new GateChangeRecorder.AuditEntryAttributes(who, action, assessment.id(), reason), null, after);
    }
}
