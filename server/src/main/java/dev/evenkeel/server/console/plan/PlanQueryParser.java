// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.PlanPreviewRequest;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.rollouts.rollout.FlagPeriodCallCounts;
import dev.evenkeel.server.rollouts.rollout.start.RolloutPlanningQueries.ControlTrafficSample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Parses the query parameters of the plan page: a named plan with changes, and the traffic for the preview.
/// Validates values by the rules of the request and attaches each error to its parameter.
///
/// Not thread-safe.
final class PlanQueryParser {
    /// Query parameter with the plan.
    static final String PLAN = "plan";

    /// Query parameter with the currency.
    static final String CURRENCY = "currency";

    /// Value of an exposure parameter that omits its step.
    static final String OMITTED_STEP = "-";

    private static final String USUAL = "standard";
    /// Names of the parameters that are measured from outcomes.
    static final Set<String> MEASURED_PARAMETERS =
            Set.of(PlanParameterDefinitions.CALLS, PlanParameterDefinitions.FAILING);
    private static final String AT_PLAN = "/plan";
    private static final int LONGEST = 40;
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private final Map<String, String> asked;
    private final NamedPlanLookup plans;
    private final ControlTrafficSample known;
    private final @Nullable CatalogFailureCost price;
    private final RolloutPlan template;
    private final String planProblem;
    private final PlanParameterDefinitions dials;
    private final ObjectNode body;
    private final boolean ofThisPlan;
    private final Map<String, String> usual = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> problems = new HashMap<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private PlanQueryParser(
            Map<String, String> asked,
            NamedPlanLookup plans,
            ControlTrafficSample known,
            @Nullable CatalogFailureCost price) {
        String name = asked.getOrDefault(PLAN, USUAL);
        this.asked = asked;
        this.plans = plans;
        this.known = known;
        this.price = price;
        RolloutPlan named = plans.find(name);
        this.planProblem = named == null ? findProblem(name, plans) : "";
        this.template = named == null ? RolloutPlan.standard() : named;
        this.dials = PlanParameterDefinitions.of(template);
        this.body = FlagJsonMappers.EXACT.createObjectNode();
        this.ofThisPlan = asked.getOrDefault("of", name).equals(template.name());
        body.set(PLAN, FlagJsonMappers.EXACT.readTree(RolloutPlanCodec.encode(template)));
    }

    /// Parses the form.
    ///
    /// @param asked query parameters
    /// @param plans the plans that can be selected by name
    /// @param known measurements, used for parameters without a value
    /// @param price cost of a failed call, used if the query has no amount and no other currency; null if the
    ///     catalogue has none
    static PlanForm parse(
            Map<String, String> asked,
            NamedPlanLookup plans,
            ControlTrafficSample known,
            @Nullable CatalogFailureCost price) {
        return new PlanQueryParser(asked, plans, known, price).parse();
    }

    private PlanForm parse() {
        dials.planParameters().forEach(this::readPlanParameter);
        removeOmittedSteps();
        dials.traffic().forEach(this::readTraffic);
        var errors = new ValidationErrors();
        PlanPreviewRequest request = PlanPreviewRequest.parse(body, plans, errors);
        errors.toList().forEach(this::addProblem);
        boolean edited = request != null && !request.plan().equals(template);
        if (edited) {
            ((ObjectNode) body.path(PLAN)).put("name", template.name() + ", edited");
            request = PlanPreviewRequest.parse(body, plans, new ValidationErrors());
        }
        boolean right = request != null && problems.isEmpty() && planProblem.isEmpty();
        List<String> custom = plans.listNames().stream()
                .filter(name -> !NamedPlanLookup.isBuiltIn(name))
                .toList();
        return new PlanForm(
                template,
                custom,
                edited,
                planProblem,
                List.copyOf(others),
                List.copyOf(missing),
                right && request != null ? request.plan() : null,
                edited || custom.contains(template.name()) ? body.path(PLAN) : StringNode.valueOf(template.name()),
                right && request != null && missing.isEmpty() ? request.traffic() : null,
                currency(),
                toFields());
    }

    private static String findProblem(String name, NamedPlanLookup plans) {
        var errors = new ValidationErrors();
        RolloutPlanCodec.parse(StringNode.valueOf(name), plans, "", errors);
        return errors.toList().stream()
                .map(PlanQueryParser::formatProblem)
                .findFirst()
                .orElse("");
    }

    private void readPlanParameter(PlanParameterDefinition parameter) {
        String own = parameter.format(body.at(parameter.pointer()));
        String text = ofThisPlan && asked.containsKey(parameter.name()) ? parameterText(parameter.name()) : own;
        boolean leavesOut = parameter.pointer().endsWith("/exposure") && (text.isEmpty() || text.equals(OMITTED_STEP));
        if (text.isEmpty() && !leavesOut) {
            text = own;
        }
        usual.put(parameter.name(), own);
        texts.put(parameter.name(), leavesOut ? "" : text);
        if (!leavesOut && !text.equals(own)) {
            set(parameter, text);
        }
    }

    private void set(PlanParameterDefinition parameter, String text) {
        JsonNode value = parameter.parse(text);
        if (value == null) {
            problems.put(
                    parameter.name(), "Must be a time such as \"30 s\", \"10 min\" or \"1 h\", got \"" + text + "\".");
            return;
        }
        int name = parameter.pointer().lastIndexOf('/');
        ObjectNode place =
                name == 0 ? body : (ObjectNode) body.at(parameter.pointer().substring(0, name));
        place.set(parameter.pointer().substring(name + 1), value);
    }

    /* Removes the last steps first, so that earlier indexes stay valid. */
    private void removeOmittedSteps() {
        ArrayNode steps = (ArrayNode) body.at("/plan/steps");
        for (int i = dials.steps().size() - 1; i >= 0; i--) {
            if (texts.getOrDefault(dials.steps().get(i).exposure().name(), "").isEmpty()) {
                steps.remove(i);
            } else {
                places.addFirst(i);
            }
        }
    }

    private void readTraffic(PlanParameterDefinition parameter) {
        String text = parameterText(parameter.name());
        if (text.isEmpty()) {
            text = defaultText(parameter);
        }
        texts.put(parameter.name(), text);
        if (!text.isEmpty()) {
            set(parameter, text);
        } else if (MEASURED_PARAMETERS.contains(parameter.name())) {
            missing.add(parameter.label());
            body.put(parameter.pointer().substring(1), parameter.name().equals(PlanParameterDefinitions.CALLS) ? 1 : 0);
        }
    }

    /* Default for a parameter without a value. */
    private String defaultText(PlanParameterDefinition parameter) {
        FlagPeriodCallCounts seen = findMeasurement(parameter);
        if (seen != null) {
            return formatMeasurement(parameter, seen);
        }
        CatalogFailureCost ofCatalogue =
                parameter.name().equals(PlanParameterDefinitions.MONEY) ? defaultPrice() : null;
        return ofCatalogue == null ? "" : ofCatalogue.written();
    }

    /*
     * Amount and currency belong together: if the query has one of them, the catalogue must not supply the
     * other.
     */
    private @Nullable CatalogFailureCost defaultPrice() {
        String currency = parameterText(CURRENCY);
        return price != null
                        && parameterText(PlanParameterDefinitions.MONEY).isEmpty()
                        && (currency.isEmpty() || currency.equals(price.price().currency()))
                ? price
                : null;
    }

    private String currency() {
        CatalogFailureCost filledIn = defaultPrice();
        return filledIn == null ? parameterText(CURRENCY) : filledIn.price().currency();
    }

    private @Nullable FlagPeriodCallCounts findMeasurement(PlanParameterDefinition parameter) {
        return switch (parameter.name()) {
            case PlanParameterDefinitions.CALLS -> known.traffic();
            case PlanParameterDefinitions.FAILING -> known.failures();
            default -> null;
        };
    }

    /// Returns the measured value with three significant digits.
    static String formatMeasurement(PlanParameterDefinition parameter, FlagPeriodCallCounts seen) {
        double value = parameter.name().equals(PlanParameterDefinitions.CALLS)
                ? seen.perSecond()
                : 100 * Math.min(1, seen.failureRate());
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private String parameterText(String name) {
        String text = asked.getOrDefault(name, "").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private void addProblem(ValidationError fault) {
        String pointer = toFormPointer(fault.pointer());
        Optional<PlanParameterDefinition> about = dials.all()
                .filter(parameter -> parameter.pointer().equals(pointer))
                .findFirst()
                .or(() -> dials.all()
                        .filter(parameter -> pointer.length() > AT_PLAN.length()
                                && parameter.pointer().startsWith(pointer + "/"))
                        .findFirst());
        if (about.isPresent()) {
            problems.putIfAbsent(about.get().name(), formatProblem(fault) + shareHint(about.get()));
        } else {
            String field = pointer.replaceFirst("^/plan/", "").replace('/', '.');
            others.add(field + " " + fault.message() + "; " + fault.remedy() + ".");
        }
    }

    /* Omitted steps shift the indexes of the steps after them. */
    private String toFormPointer(String pointer) {
        String[] parts = pointer.split("/", 5);
        if (parts.length < 4 || !pointer.startsWith("/plan/steps/")) {
            return pointer;
        }
        int place = places.get(Integer.parseInt(parts[3]));
        return "/plan/steps/" + place + (parts.length == 4 ? "" : "/" + parts[4]);
    }

    private static String formatProblem(ValidationError fault) {
        return DisplayFormatter.toSentence(fault.message() + "; " + fault.remedy());
    }

    private static String shareHint(PlanParameterDefinition parameter) {
        return parameter.kind() == PlanParameterDefinition.PlanParameterKind.SHARE ? " As shares: 1% is 0.01." : "";
    }

    private PlanForm.PlanFormFields toFields() {
        List<PlanForm.StepFields> steps = new ArrayList<>();
        for (PlanParameterDefinitions.StepParameterDefinitions step : dials.steps()) {
            steps.add(new PlanForm.StepFields(
                    steps.size() + 1,
                    toField(step.exposure()),
                    toField(step.dwell()),
                    step.more().stream().map(this::toField).toList()));
        }
        return new PlanForm.PlanFormFields(
                dials.traffic().stream().map(this::toField).toList(),
                steps,
                dials.margins().stream().map(this::toField).toList(),
                dials.levels().stream().map(this::toField).toList());
    }

    private SliderField toField(PlanParameterDefinition parameter) {
        return new SliderField(
                parameter,
                texts.getOrDefault(parameter.name(), ""),
                usual.getOrDefault(parameter.name(), ""),
                problems.getOrDefault(parameter.name(), ""),
                findMeasurement(parameter),
                noteFor(parameter));
    }

    private String noteFor(PlanParameterDefinition parameter) {
        if (price == null || !parameter.name().equals(PlanParameterDefinitions.MONEY)) {
            return parameter.note();
        }
        if (price.is(body.at(parameter.pointer()), currency())) {
            return price.words();
        }
        return (texts.getOrDefault(parameter.name(), "").isEmpty() ? parameter.note() : "given") + "; " + price.words();
    }
}
