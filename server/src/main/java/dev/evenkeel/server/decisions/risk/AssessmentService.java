// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.api.AssessmentApi.CompleteWorkRequest;
import dev.evenkeel.api.AssessmentApi.CompletedWorkItem;
import dev.evenkeel.api.AssessmentApi.CreateAssessmentRequest;
import dev.evenkeel.api.AssessmentApi.DecideAssessmentRequest;
import dev.evenkeel.api.AssessmentApi.Decision;
import dev.evenkeel.api.AssessmentApi.SetRequiredAssessmentPolicyRequest;
import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.decision.result.WorkPlanResult;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.server.decisions.risk.AssessmentInputResolver.AssessmentInputs;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.ActingPerson;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.gates.gate.GateChangeRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A service that creates, decides and lists risk assessments.
@Component
public class AssessmentService {
    private static final int DEFAULT_DAYS = 90;
    private static final long DEFAULT_SEED = 1;

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
    Assessment create(String environment, JsonRequest<CreateAssessmentRequest> body, Caller.Actor caller) {
        Instant now = recorder.now();
        var resolver = new AssessmentInputResolver(
                flags.getSnapshot(environment).compiled().flagKeys(),
                flag -> sources.histories().findByFlag(environment, flag, now),
                sources.cases(),
                caller);
        CreateAssessmentRequest request = body.orThrow("The assessment was not created.", resolver);
        AssessmentInputs inputs = resolver.inputs();
        RiskCase risk = inputs.risk();
        RiskComparisonResult result = assess(inputs, Objects.requireNonNullElse(request.seed(), DEFAULT_SEED));
        var assessment = new Assessment(
                IdAndSecretGenerator.newId("ra-"),
                environment,
                request.flag(),
                risk.name(),
                now,
                now.plus(Duration.ofDays(Objects.requireNonNullElse(request.validDays(), DEFAULT_DAYS))),
                ActingPerson.of(request.author(), caller),
                inputs.source().text(),
                inputs.history(),
                inputs.source().files(),
                result,
                null,
                List.of());
        assessmentRepository.insert(assessment);
        audit(caller.name(), "risk.assessed", assessment, risk.name(), result);
        return assessment;
    }

    /* The loss curve has more amounts than the case names. Each course with work gets its work plan. */
    private static RiskComparisonResult assess(AssessmentInputs inputs, long seed) {
        RiskCaseFile file = inputs.file();
        RiskCase risk = inputs.risk();
        try {
            List<WorkPlanResult> plans = risk.courses().stream()
                    .filter(course -> !course.work().isEmpty())
                    .map(course -> file.toResult(course.name(), WorkPlan.of(risk, course)))
                    .toList();
            return file.toResult(
                            CourseComparator.compare(risk, LossCurveGrid.build(file.losses()), inputs.draws(), seed))
                    .with(file.losses(), plans);
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
    Assessment decide(String id, JsonRequest<DecideAssessmentRequest> body, Caller.Actor caller) {
        Assessment assessment = requireNewest(id, "The decision was not recorded.");
        List<String> courses =
                assessment.result().courses().stream().map(CourseResult::name).toList();
        DecideAssessmentRequest request = body.orThrow("The decision was not recorded.", (given, errors) -> {
            AssessmentRequestRules.checkDefined("/course", given.course(), courses, errors);
            ActingPerson.check("/onBehalfOf", given.onBehalfOf(), caller, "decides", errors);
        });
        var decision = new Decision(
                request.course(),
                recorder.now(),
                ActingPerson.of(request.onBehalfOf(), caller),
                Objects.requireNonNullElse(request.consulted(), List.of()),
                Objects.requireNonNullElse(request.dissent(), ""),
                request.reason());
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
    Assessment completeWork(String id, JsonRequest<CompleteWorkRequest> body, Caller.Actor caller) {
        Assessment assessment = requireNewest(id, "The work was not marked as complete.");
        List<String> items = assessment.result().workItems();
        CompleteWorkRequest request = body.orThrow("The work was not marked as complete.", (given, errors) -> {
            AssessmentRequestRules.checkDefined("/item", given.item(), items, errors);
            ActingPerson.check("/onBehalfOf", given.onBehalfOf(), caller, "reports completed work", errors);
        });
        var done = new CompletedWorkItem(
                request.item(),
                recorder.now(),
                request.weeks(),
                ActingPerson.of(request.onBehalfOf(), caller),
                request.evidence());
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
    void setPolicy(String environment, SetRequiredAssessmentPolicyRequest request, String reason, String who) {
        List<String> before = listRequiredClasses(environment);
        List<String> after = Objects.requireNonNullElse(request.requiredFor(), List.<String>of()).stream()
                .distinct()
                .sorted()
                .toList();
        policies.save(environment, after);
        recorder.record(
                new GateChangeRecorder.AuditEntryAttributes(who, "risk.policy-set", environment, reason),
                before,
                after);
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
