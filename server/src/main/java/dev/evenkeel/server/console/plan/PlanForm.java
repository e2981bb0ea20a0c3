// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.preview.TrafficAssumptions;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.PlanFileParser;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.console.kit.PageUrls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The form of a plan: what stands in it, what is wrong with that, and what comes of it.
///
/// @param template the named plan that it begins from
/// @param kept names of the plans that this server keeps
/// @param edited whether something of it is changed
/// @param planProblem what is wrong with the name of the plan; empty when nothing is
/// @param others what is wrong with the plan and with no single number of the form, in sentences
/// @param missing what nobody knows yet: labels
/// @param plan null while something is wrong
/// @param order of the plan, as an order to start takes it: the name of one that comes with Evenkeel, or the
/// whole of it,
///     so that what is started is what was previewed
/// @param at what it is tried at; null while something is wrong or missing
/// @param currency of the price; empty when nobody said
record PlanForm(
        RolloutPlan template,
        List<String> kept,
        boolean edited,
        String planProblem,
        List<String> others,
        List<String> missing,
        @Nullable RolloutPlan plan,
        JsonNode order,
        @Nullable TrafficAssumptions at,
        String currency,
        PlanFormFields knobs) {

    /// Everything that can be changed.
    record PlanFormFields(
            List<SliderField> traffic, List<StepFields> steps, List<SliderField> margins, List<SliderField> levels) {
        Stream<SliderField> ofPlan() {
            return Stream.of(steps.stream().flatMap(StepFields::all), margins.stream(), levels.stream())
                    .flatMap(knobs -> knobs);
        }
    }

    /// What can be changed of a step.
    ///
    /// @param number from 1 on
    /// @param more beside exposure and time
    record StepFields(int number, SliderField exposure, SliderField dwell, List<SliderField> more) {
        Stream<SliderField> all() {
            return Stream.concat(Stream.of(exposure, dwell), more.stream());
        }

        /// What is wrong with the step, in sentences.
        List<SliderField> wrong() {
            return all().filter(knob -> !knob.problem().isEmpty()).toList();
        }
    }

    /// Whether this server keeps the named plan.
    boolean isKept() {
        return kept.contains(template.name());
    }

    /// Address of the named plan as a file; only where it is kept.
    String file() {
        return PageUrls.of("/files/" + PlanFileParser.KIND, Map.of("name", template.name()));
    }

    /// Differs between named plans, and between what a kept one says before and after a change.
    String mark() {
        return Integer.toHexString(RolloutPlanCodec.encode(template).hashCode());
    }

    /// Whether something is wrong.
    boolean isWrong() {
        return plan == null;
    }

    /// How many things are wrong.
    long wrong() {
        return others.size()
                + (planProblem.isEmpty() ? 0 : 1)
                + Stream.concat(knobs.traffic().stream(), knobs.ofPlan())
                        .filter(knob -> !knob.problem().isEmpty())
                        .count();
    }

    /// What has to stand in an address that shows the named plan at this traffic.
    Map<String, String> askedOfTraffic() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put(PlanQueryParser.PLAN, template.name());
        knobs.traffic().forEach(knob -> asked.put(knob.name(), knob.value()));
        asked.put(PlanQueryParser.CURRENCY, currency);
        return asked;
    }

    /// What has to stand in an address that shows just this.
    Map<String, String> asked() {
        Map<String, String> asked = askedOfTraffic();
        knobs.ofPlan()
                .filter(SliderField::isChanged)
                .forEach(knob ->
                        asked.put(knob.name(), knob.value().isEmpty() ? PlanQueryParser.LEFT_OUT : knob.value()));
        return asked;
    }
}
