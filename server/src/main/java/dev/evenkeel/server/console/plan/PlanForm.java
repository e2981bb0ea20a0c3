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

/// Parsed form of a plan: values, validation errors and the resulting plan.
///
/// @param template the named plan that the form is based on
/// @param custom names of the plans stored on this server
/// @param isEdited whether the plan differs from the template
/// @param planProblem error about the plan's name; empty for none
/// @param otherProblems errors that belong to no single field, in sentences
/// @param missingFields labels of required values that are unknown
/// @param plan null while a value is invalid
/// @param request the plan as the start request contains it: the name of a bundled plan, or the full plan, so
///     that the started plan equals the previewed one
/// @param traffic the traffic for the preview; null while a value is invalid or missing
/// @param currency currency of the price; empty if unknown
record PlanForm(
        RolloutPlan template,
        List<String> custom,
        boolean isEdited,
        String planProblem,
        List<String> otherProblems,
        List<String> missingFields,
        @Nullable RolloutPlan plan,
        JsonNode request,
        @Nullable TrafficAssumptions traffic,
        String currency,
        PlanFormFields fields) {

    /// All editable fields.
    record PlanFormFields(
            List<SliderField> traffic, List<StepFields> steps, List<SliderField> margins, List<SliderField> levels) {
        Stream<SliderField> planFields() {
            return Stream.of(steps.stream().flatMap(StepFields::all), margins.stream(), levels.stream())
                    .flatMap(knobs -> knobs);
        }
    }

    /// Editable fields of a step.
    ///
    /// @param number number of the step, from 1
    /// @param more fields other than exposure and dwell time
    record StepFields(int number, SliderField exposure, SliderField dwell, List<SliderField> more) {
        Stream<SliderField> all() {
            return Stream.concat(Stream.of(exposure, dwell), more.stream());
        }

        /// Returns the invalid fields of the step.
        List<SliderField> problems() {
            return all().filter(sliderField -> !sliderField.problem().isEmpty()).toList();
        }
    }

    /// Whether the named plan is stored on this server.
    boolean isCustom() {
        return custom.contains(template.name());
    }

    /// Returns the path of the named plan as a file; only for a plan stored on this server.
    String manifestPath() {
        return PageUrls.withQuery("/manifests/" + PlanFileParser.KIND, Map.of("name", template.name()));
    }

    /// Returns a token that differs between named plans and between versions of a stored plan.
    String fingerprint() {
        return Integer.toHexString(RolloutPlanCodec.encode(template).hashCode());
    }

    /// Whether any value is invalid.
    boolean hasProblems() {
        return plan == null;
    }

    /// Returns the number of invalid values.
    long problemCount() {
        return otherProblems.size()
                + (planProblem.isEmpty() ? 0 : 1)
                + Stream.concat(fields.traffic().stream(), fields.planFields())
                        .filter(sliderField -> !sliderField.problem().isEmpty())
                        .count();
    }

    /// Returns the query parameters that show the named plan, without changes, at this traffic.
    Map<String, String> trafficParameters() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put(PlanQueryParser.PLAN, template.name());
        fields.traffic().forEach(sliderField -> asked.put(sliderField.name(), sliderField.value()));
        asked.put(PlanQueryParser.CURRENCY, currency);
        return asked;
    }

    /// Returns the query parameters that reproduce this form.
    Map<String, String> parameters() {
        Map<String, String> asked = trafficParameters();
        fields.planFields()
                .filter(SliderField::isChanged)
                .forEach(sliderField -> asked.put(
                        sliderField.name(),
                        sliderField.value().isEmpty() ? PlanQueryParser.OMITTED_STEP : sliderField.value()));
        return asked;
    }
}
