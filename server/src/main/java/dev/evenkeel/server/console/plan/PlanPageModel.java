// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.server.console.flag.FlagDetails;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.start.RolloutPlanningQueries;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Model of the plan page. Answers: what can this plan prove, how long does it take, and what does a bad
/// candidate cost?
///
/// @param selection variants, service and class of the change
/// @param preview null while it cannot be computed or is not ready
/// @param readiness whether the rollout can start
/// @param now time of the data
record PlanPageModel(
        FlagDetails flag,
        PlanForm form,
        VariantAndServiceSelection selection,
        @Nullable PlanPreview preview,
        StartReadiness readiness,
        Instant now) {
    private static final int WIDE = 720;
    private static final int NARROW = 336;

    /// Variants, service and class of the change.
    ///
    /// @param variants variants of the flag
    /// @param services keys of the services to choose from: the owner, or all if the flag has no owner
    /// @param service service of the change; empty if unknown
    /// @param owner service that owns the flag; empty if there is none
    /// @param changeClass class of the change
    record VariantAndServiceSelection(
            List<String> variants,
            String control,
            String candidate,
            List<String> services,
            String service,
            String owner,
            String changeClass) {}

    /// Readiness for the start.
    ///
    /// @param runningRollout the rollout that runs on the flag; null for none
    /// @param canStart whether the caller has permission
    /// @param gates every gate of this change
    /// @param objections validation errors of the start request
    /// @param warnings what the plan cannot achieve within its limits
    /// @param controlTraffic measurements of control
    record StartReadiness(
            @Nullable Rollout runningRollout,
            boolean canStart,
            List<GateRow> gates,
            List<ValidationError> objections,
            List<StartWarning> warnings,
            RolloutPlanningQueries.ControlTrafficSample controlTraffic) {
        List<GateRow> closedGates() {
            return gates.stream()
                    .filter(gate ->
                            List.of("Closed", "Unknown").contains(gate.state().label()))
                    .toList();
        }

        /// Returns the error of a field in a sentence; empty for none.
        String findProblem(String field) {
            return objections.stream()
                    .filter(one -> one.pointer().equals("/" + field))
                    .map(one -> DisplayFormatter.toSentence(one.message() + "; " + one.remedy()))
                    .findFirst()
                    .orElse("");
        }
    }

    /// State of the preview.
    enum PreviewState {
        /// Computed.
        READY,
        /// A property of the traffic is unknown.
        ASKING,
        /// A value is invalid.
        WRONG,
        /// The computation takes longer than a page request waits.
        COMPUTING
    }

    PreviewState state() {
        if (form.hasProblems()) {
            return PreviewState.WRONG;
        }
        if (form.traffic() == null) {
            return PreviewState.ASKING;
        }
        return preview == null ? PreviewState.COMPUTING : PreviewState.READY;
    }

    /// Returns the name of the state for the page's script.
    String stateName() {
        return state().name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return "Plan a rollout of " + flag.key();
    }

    /// Returns the answer in a sentence.
    String summary() {
        return switch (state()) {
            case READY -> messages().summary();
            case ASKING ->
                "Not known yet: " + String.join(" and ", form.missingFields()).toLowerCase(Locale.ROOT)
                        + ". Say it below, and this page says what the plan can do.";
            case WRONG ->
                (form.problemCount() == 1
                                ? "A value is"
                                : QuantityFormatter.formatCount(form.problemCount()) + " values are")
                        + " wrong, so nothing is previewed. What is wrong stands beside it.";
            case COMPUTING ->
                "This plan takes more than " + RolloutPlanningQueries.PATIENCE.toSeconds()
                        + "\u00a0s to compute at this traffic. It is being computed, and appears here by itself.";
        };
    }

    /// Returns the tone of the answer.
    StatusBadge.Tone tone() {
        return state() == PreviewState.READY && !Objects.requireNonNull(preview).hasUnprovableStep()
                ? StatusBadge.Tone.ACTIVE
                : StatusBadge.Tone.CAUTION;
    }

    /// Returns the preview in sentences. Requires [PreviewState#READY].
    PlanSummaryMessages messages() {
        return new PlanSummaryMessages(
                Objects.requireNonNull(preview),
                Objects.requireNonNull(form.plan()),
                selection.control(),
                selection.candidate(),
                form.currency());
    }

    /// Returns the preview per step. Requires [PreviewState#READY].
    PlanPreviewTable previewTable() {
        return PlanPreviewTable.of(
                Objects.requireNonNull(preview), Objects.requireNonNull(form.plan()), form.currency());
    }

    /// Returns the chart for wide screens. Requires [PreviewState#READY].
    RolloutTimelineChart wideChart() {
        return RolloutTimelineChart.of(Objects.requireNonNull(preview), WIDE);
    }

    /// Returns the chart for narrow screens. Requires [PreviewState#READY].
    RolloutTimelineChart narrowChart() {
        return RolloutTimelineChart.of(Objects.requireNonNull(preview), NARROW);
    }

    /// Returns the false alarm budget of each guardrail. Requires a valid plan.
    List<FalseAlarmBudgetRow> falseAlarmBudget() {
        return FalseAlarmBudgetRow.of(Objects.requireNonNull(form.plan()));
    }

    /// Returns the names of the bundled plans, the quickest first.
    List<String> planNames() {
        return NamedPlanLookup.listBuiltIn().stream().map(RolloutPlan::name).toList();
    }

    /// Returns how many control latencies are missing before the first step, as text; empty if there are
    /// enough.
    String missingReference() {
        RolloutPlan plan = form.plan();
        if (plan == null || form.traffic() == null) {
            return "";
        }
        long missing = plan.seedSamples() - readiness.controlTraffic().samples();
        return missing <= 0
                ? ""
                : "Before the first step " + QuantityFormatter.formatCount(missing) + " more latencies of "
                        + selection.control()
                        + " are gathered, of " + QuantityFormatter.formatCount(plan.seedSamples()) + ": about "
                        + DisplayFormatter.formatEstimate(
                                missing / form.traffic().callsPerSecond()) + " more.";
    }

    /// Returns the steps that need approval, as text; empty for none.
    String approvals() {
        RolloutPlan plan = form.plan();
        String steps = plan == null
                ? ""
                : plan.steps().stream()
                        .filter(step -> step.approval())
                        .map(step -> step.exposure().toString())
                        .collect(Collectors.joining(", "));
        return steps.isEmpty() ? "" : "A person has to approve before it leaves " + steps + ".";
    }

    /// Returns the errors of the start request that belong to no field of the form, in sentences.
    List<String> otherObjections() {
        return readiness.objections().stream()
                .filter(one ->
                        !one.pointer().equals("/control") && !one.pointer().equals("/candidate"))
                .map(one -> one.pointer().replaceFirst("^/", "") + ": " + one.message() + "; " + one.remedy() + ".")
                .toList();
    }

    /// Whether the page offers to start the rollout.
    boolean canSubmit() {
        return readiness.runningRollout() == null
                && readiness.canStart()
                && !form.hasProblems()
                && readiness.objections().isEmpty();
    }

    /// Returns the JSON body of the start request without the reason.
    String startValues() {
        ObjectNode order = buildRequest(flag, selection, form);
        order.put("onClosedGates", readiness.closedGates().isEmpty() ? "REJECT" : "WAIT");
        return order.toString();
    }

    static ObjectNode buildRequest(FlagDetails flag, VariantAndServiceSelection choice, PlanForm form) {
        ObjectNode order = FlagJsonMappers.EXACT
                .createObjectNode()
                .put("flag", flag.key())
                .put("control", choice.control())
                .put("candidate", choice.candidate());
        order.set("plan", form.request());
        if (!choice.service().isEmpty()) {
            order.put("service", choice.service());
        }
        return order.put("changeClass", choice.changeClass());
    }

    /// Returns the path of the start request.
    String startPath() {
        return "/api/v1/environments/" + PageUrls.encode(flag.environment()) + "/rollouts";
    }

    /// Returns a short description of the rollout.
    String subject() {
        RolloutPlan plan = Objects.requireNonNull(form.plan());
        return selection.candidate() + " by plan " + plan.name() + ": "
                + plan.steps().stream().map(step -> step.exposure().toString()).collect(Collectors.joining(", "));
    }

    /// Returns the path of the page.
    String path() {
        return flag.path() + "/rollout";
    }

    /// Returns the path that reproduces the current values, independent of later measurements.
    String permalink() {
        return linkWith(form.parameters());
    }

    /// Returns the path of the unchanged named plan at the same traffic.
    String unchangedPath() {
        return linkWith(form.trafficParameters());
    }

    private String linkWith(Map<String, String> asked) {
        Map<String, String> all = new LinkedHashMap<>(asked);
        all.put("control", selection.control());
        all.put("candidate", selection.candidate());
        all.put("service", selection.service());
        all.put("class", selection.changeClass());
        return PageUrls.withQuery(path(), all);
    }

    /// Returns a token that differs between previews of different values; part of element ids that must not be
    /// reused.
    String fingerprint() {
        return Integer.toHexString(permalink().hashCode());
    }
}
