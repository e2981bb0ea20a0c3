// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.server.console.flag.FlagDetails;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.PlanFormatter;
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

/// The page of a rollout that is planned. Its question: what can this plan prove, how long will it take,
/// and what does it cost if the new one is bad?
///
/// @param choice who is rolled out, and for whom
/// @param preview null while it cannot be computed, or is not yet
/// @param standing what stands for and against a start
/// @param now when this was true
record PlanPageModel(
        FlagDetails flag,
        PlanForm form,
        RolloutSelection choice,
        @Nullable PlanPreview preview,
        StartReadiness standing,
        Instant now) {
    private static final int WIDE = 720;
    private static final int NARROW = 336;

    /// Who is rolled out.
    ///
    /// @param variants of the flag
    /// @param services keys of those that may be named: the owner, or all where the flag has none
    /// @param service whose change it is; empty when nobody said
    /// @param owner the service that the flag belongs to; empty when none does
    /// @param changeClass what sort of change it is
    record RolloutSelection(
            List<String> variants,
            String control,
            String candidate,
            List<String> services,
            String service,
            String owner,
            String changeClass) {}

    /// What stands for and against a start.
    ///
    /// @param running the rollout that runs on the flag; null when none does
    /// @param mayStart whether the caller has the right
    /// @param gates every gate of this change
    /// @param objections what is wrong with the order itself
    /// @param warnings what the plan cannot do in its own time
    /// @param known what was measured of control
    record StartReadiness(
            @Nullable Rollout running,
            boolean mayStart,
            List<GateRow> gates,
            List<ValidationErrors.ValidationError> objections,
            List<StartWarning> warnings,
            RolloutPlanningQueries.ControlTrafficSample known) {
        List<GateRow> closed() {
            return gates.stream()
                    .filter(gate ->
                            List.of("Closed", "Unknown").contains(gate.state().word()))
                    .toList();
        }

        /// What is wrong with one field, a sentence; empty when nothing is.
        String problem(String field) {
            return objections.stream()
                    .filter(one -> one.pointer().equals("/" + field))
                    .map(one -> DisplayFormatter.sentence(one.message() + "; " + one.remedy()))
                    .findFirst()
                    .orElse("");
        }
    }

    /// How far the preview is.
    enum PreviewState {
        /// It is there.
        READY,
        /// Something about the traffic is not known.
        ASKING,
        /// Some value is wrong.
        WRONG,
        /// It takes longer than a page waits.
        COMPUTING
    }

    PreviewState state() {
        if (form.isWrong()) {
            return PreviewState.WRONG;
        }
        if (form.at() == null) {
            return PreviewState.ASKING;
        }
        return preview == null ? PreviewState.COMPUTING : PreviewState.READY;
    }

    /// The name of the state, for the script of the page.
    String stateName() {
        return state().name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return "Plan a rollout of " + flag.key();
    }

    /// The answer, in a sentence.
    String lead() {
        return switch (state()) {
            case READY -> words().answer();
            case ASKING ->
                "Not known yet: " + String.join(" and ", form.missing()).toLowerCase(Locale.ROOT)
                        + ". Say it below, and this page says what the plan can do.";
            case WRONG ->
                (form.wrong() == 1 ? "A value is" : DisplayFormatter.count(form.wrong()) + " values are")
                        + " wrong, so nothing is previewed. What is wrong stands beside it.";
            case COMPUTING ->
                "This plan takes more than " + RolloutPlanningQueries.PATIENCE.toSeconds()
                        + "\u00a0s to compute at this traffic. It is being computed, and appears here by itself.";
        };
    }

    /// What the answer's colour says.
    StatusBadge.Tone tone() {
        return state() == PreviewState.READY && !Objects.requireNonNull(preview).provesNothingSomewhere()
                ? StatusBadge.Tone.ACTIVE
                : StatusBadge.Tone.CAUTION;
    }

    /// The preview in sentences; only when it is there.
    PlanSummaryMessages words() {
        return new PlanSummaryMessages(
                Objects.requireNonNull(preview),
                Objects.requireNonNull(form.plan()),
                choice.control(),
                choice.candidate(),
                form.currency());
    }

    /// The preview step by step; only when it is there.
    PlanPreviewTable table() {
        return PlanPreviewTable.of(
                Objects.requireNonNull(preview), Objects.requireNonNull(form.plan()), form.currency());
    }

    /// The picture for a wide screen; only when the preview is there.
    RolloutTimelineChart wide() {
        return RolloutTimelineChart.of(Objects.requireNonNull(preview), WIDE);
    }

    /// The same for a narrow one.
    RolloutTimelineChart narrow() {
        return RolloutTimelineChart.of(Objects.requireNonNull(preview), NARROW);
    }

    /// What each guardrail may spend; only when nothing is wrong with the plan.
    List<FalseAlarmBudgetRow> budget() {
        return FalseAlarmBudgetRow.of(Objects.requireNonNull(form.plan()));
    }

    /// Names of the plans that come with Evenkeel, the quickest first.
    List<String> plans() {
        return NamedPlanLookup.shipped().stream().map(RolloutPlan::name).toList();
    }

    /// Control latencies that are still missing before the first step, in words; empty when there are
    /// enough.
    String reference() {
        RolloutPlan plan = form.plan();
        if (plan == null || form.at() == null) {
            return "";
        }
        long missing = plan.seedSamples() - standing.known().samples();
        return missing <= 0
                ? ""
                : "Before the first step " + DisplayFormatter.count(missing) + " more latencies of " + choice.control()
                        + " are gathered, of " + DisplayFormatter.count(plan.seedSamples()) + ": about "
                        + PlanFormatter.span(missing / form.at().callsPerSecond()) + " more.";
    }

    /// Steps that a person has to approve, in words; empty when there are none.
    String approvals() {
        RolloutPlan plan = form.plan();
        String steps = plan == null
                ? ""
                : plan.steps().stream()
                        .filter(step -> step.approval())
                        .map(step -> DisplayFormatter.exposure(step.exposure()))
                        .collect(Collectors.joining(", "));
        return steps.isEmpty() ? "" : "A person has to approve before it leaves " + steps + ".";
    }

    /// What is wrong with the order and with no field of the form, in sentences.
    List<String> otherObjections() {
        return standing.objections().stream()
                .filter(one ->
                        !one.pointer().equals("/control") && !one.pointer().equals("/candidate"))
                .map(one -> DisplayFormatter.sentence(one.message() + "; " + one.remedy()))
                .toList();
    }

    /// Whether it can be ordered from here.
    boolean isOffered() {
        return standing.running() == null
                && standing.mayStart()
                && !form.isWrong()
                && standing.objections().isEmpty();
    }

    /// What is sent to start it, beside the reason.
    String order() {
        ObjectNode order = order(flag, choice, form);
        order.put("whenClosed", standing.closed().isEmpty() ? "REFUSE" : "WAIT");
        return order.toString();
    }

    static ObjectNode order(FlagDetails flag, RolloutSelection choice, PlanForm form) {
        ObjectNode order = FlagJsonMappers.EXACT
                .createObjectNode()
                .put("flag", flag.key())
                .put("control", choice.control())
                .put("candidate", choice.candidate());
        order.set("plan", form.order());
        if (!choice.service().isEmpty()) {
            order.put("service", choice.service());
        }
        return order.put("changeClass", choice.changeClass());
    }

    /// Where it is sent.
    String startPath() {
        return "/api/v1/environments/" + PageUrls.encoded(flag.environment()) + "/rollouts";
    }

    /// What is started, in a few words.
    String about() {
        RolloutPlan plan = Objects.requireNonNull(form.plan());
        return choice.candidate() + " by plan " + plan.name() + ": "
                + plan.steps().stream()
                        .map(step -> DisplayFormatter.exposure(step.exposure()))
                        .collect(Collectors.joining(", "));
    }

    /// Address of the page.
    String path() {
        return flag.path() + "/rollout";
    }

    /// Address that shows just this, whatever is measured later.
    String link() {
        return link(form.asked());
    }

    /// Address of the named plan without changes, at the same traffic.
    String unchanged() {
        return link(form.askedOfTraffic());
    }

    private String link(Map<String, String> asked) {
        Map<String, String> all = new LinkedHashMap<>(asked);
        all.put("control", choice.control());
        all.put("candidate", choice.candidate());
        all.put("service", choice.service());
        all.put("class", choice.changeClass());
        return PageUrls.of(path(), all);
    }

    /// Differs between previews of different values, for ids of what must not be taken for one another.
    String mark() {
        return Integer.toHexString(link().hashCode());
    }
}
