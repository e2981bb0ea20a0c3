// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.PlanPreviewRequest;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.rollouts.rollout.ObservedCalls;
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

/// Reads what stands in the address of the page: a named plan with changes, and the traffic to try it
/// at. What is wrong is found by the rules of the order itself, and told beside the number that it is
/// about.
///
/// Confined to one thread.
final class PlanQueryParser {
    /// The plan in the address.
    static final String PLAN = "plan";

    /// The currency in the address.
    static final String CURRENCY = "currency";

    /// In place of an exposure: the plan without that step.
    static final String LEFT_OUT = "-";

    private static final String USUAL = "standard";
    /// Names of what outcomes tell.
    static final Set<String> MEASURED = Set.of(PlanParameters.CALLS, PlanParameters.FAILING);
    private static final String AT_PLAN = "/plan";
    private static final int LONGEST = 40;
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private final Map<String, String> asked;
    private final NamedPlanLookup plans;
    private final ControlTrafficSample known;
    private final @Nullable CatalogFailurePrice price;
    private final RolloutPlan template;
    private final String planProblem;
    private final PlanParameters dials;
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
            @Nullable CatalogFailurePrice price) {
        String name = asked.getOrDefault(PLAN, USUAL);
        this.asked = asked;
        this.plans = plans;
        this.known = known;
        this.price = price;
        RolloutPlan named = plans.find(name);
        this.planProblem = named == null ? problem(name, plans) : "";
        this.template = named == null ? RolloutPlan.standard() : named;
        this.dials = PlanParameters.of(template);
        this.body = FlagJsonMappers.EXACT.createObjectNode();
        this.ofThisPlan = asked.getOrDefault("of", name).equals(template.name());
        body.set(PLAN, FlagJsonMappers.EXACT.readTree(RolloutPlanCodec.encode(template)));
    }

    /// Reads.
    ///
    /// @param asked what stands in the address
    /// @param plans those that can be named
    /// @param known what was measured, for what is not asked
    /// @param price what a failed call costs, where neither an amount nor another currency is asked;
    ///     null when the catalogue does not say
    static PlanForm read(
            Map<String, String> asked,
            NamedPlanLookup plans,
            ControlTrafficSample known,
            @Nullable CatalogFailurePrice price) {
        return new PlanQueryParser(asked, plans, known, price).read();
    }

    private PlanForm read() {
        dials.ofPlan().forEach(this::readOfPlan);
        leaveOut();
        dials.traffic().forEach(this::readTraffic);
        var faults = new ValidationErrors();
        PlanPreviewRequest order = PlanPreviewRequest.read(body, plans, faults);
        faults.all().forEach(this::tell);
        boolean edited = order != null && !order.plan().equals(template);
        if (edited) {
            ((ObjectNode) body.path(PLAN)).put("name", template.name() + ", edited");
            order = PlanPreviewRequest.read(body, plans, new ValidationErrors());
        }
        boolean right = order != null && problems.isEmpty() && planProblem.isEmpty();
        List<String> kept = plans.names().stream()
                .filter(name -> !NamedPlanLookup.isShipped(name))
                .toList();
        return new PlanForm(
                template,
                kept,
                edited,
                planProblem,
                List.copyOf(others),
                List.copyOf(missing),
                right && order != null ? order.plan() : null,
                edited || kept.contains(template.name()) ? body.path(PLAN) : StringNode.valueOf(template.name()),
                right && order != null && missing.isEmpty() ? order.traffic() : null,
                currency(),
                knobs());
    }

    private static String problem(String name, NamedPlanLookup plans) {
        var faults = new ValidationErrors();
        RolloutPlanCodec.read(StringNode.valueOf(name), plans, "", faults);
        return faults.all().stream().map(PlanQueryParser::words).findFirst().orElse("");
    }

    private void readOfPlan(PlanParameter dial) {
        String own = dial.written(body.at(dial.pointer()));
        String text = ofThisPlan && asked.containsKey(dial.name()) ? text(dial.name()) : own;
        boolean leavesOut = dial.pointer().endsWith("/exposure") && (text.isEmpty() || text.equals(LEFT_OUT));
        if (text.isEmpty() && !leavesOut) {
            text = own;
        }
        usual.put(dial.name(), own);
        texts.put(dial.name(), leavesOut ? "" : text);
        if (!leavesOut && !text.equals(own)) {
            set(dial, text);
        }
    }

    private void set(PlanParameter dial, String text) {
        JsonNode value = dial.read(text);
        if (value == null) {
            problems.put(dial.name(), "Must be a time such as \"30 s\", \"10 min\" or \"1 h\", got \"" + text + "\".");
            return;
        }
        int name = dial.pointer().lastIndexOf('/');
        ObjectNode place =
                name == 0 ? body : (ObjectNode) body.at(dial.pointer().substring(0, name));
        place.set(dial.pointer().substring(name + 1), value);
    }

    /* From the last on, so that places before stay as they are. */
    private void leaveOut() {
        ArrayNode steps = (ArrayNode) body.at("/plan/steps");
        for (int i = dials.steps().size() - 1; i >= 0; i--) {
            if (texts.getOrDefault(dials.steps().get(i).exposure().name(), "").isEmpty()) {
                steps.remove(i);
            } else {
                places.addFirst(i);
            }
        }
    }

    private void readTraffic(PlanParameter dial) {
        String text = text(dial.name());
        if (text.isEmpty()) {
            text = filledIn(dial);
        }
        texts.put(dial.name(), text);
        if (!text.isEmpty()) {
            set(dial, text);
        } else if (MEASURED.contains(dial.name())) {
            missing.add(dial.label());
            body.put(dial.pointer().substring(1), dial.name().equals(PlanParameters.CALLS) ? 1 : 0);
        }
    }

    /* What stands there where nobody gave a number. */
    private String filledIn(PlanParameter dial) {
        ObservedCalls seen = seen(dial);
        if (seen != null) {
            return measured(dial, seen);
        }
        CatalogFailurePrice ofCatalogue = dial.name().equals(PlanParameters.MONEY) ? filledInPrice() : null;
        return ofCatalogue == null ? "" : ofCatalogue.written();
    }

    /* Amount and currency go together: who gave one of them is not told half of another price. */
    private @Nullable CatalogFailurePrice filledInPrice() {
        String currency = text(CURRENCY);
        return price != null
                        && text(PlanParameters.MONEY).isEmpty()
                        && (currency.isEmpty() || currency.equals(price.price().currency()))
                ? price
                : null;
    }

    private String currency() {
        CatalogFailurePrice filledIn = filledInPrice();
        return filledIn == null ? text(CURRENCY) : filledIn.price().currency();
    }

    private @Nullable ObservedCalls seen(PlanParameter dial) {
        return switch (dial.name()) {
            case PlanParameters.CALLS -> known.traffic();
            case PlanParameters.FAILING -> known.failures();
            default -> null;
        };
    }

    /// What was measured, with three digits that count.
    static String measured(PlanParameter dial, ObservedCalls seen) {
        double value =
                dial.name().equals(PlanParameters.CALLS) ? seen.perSecond() : 100 * Math.min(1, seen.failureRate());
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private String text(String name) {
        String text = asked.getOrDefault(name, "").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private void tell(ValidationErrors.ValidationError fault) {
        String pointer = inForm(fault.pointer());
        Optional<PlanParameter> about = dials.all()
                .filter(dial -> dial.pointer().equals(pointer))
                .findFirst()
                .or(() -> dials.all()
                        .filter(dial -> pointer.length() > AT_PLAN.length()
                                && dial.pointer().startsWith(pointer + "/"))
                        .findFirst());
        if (about.isPresent()) {
            problems.putIfAbsent(about.get().name(), words(fault) + shares(about.get()));
        } else {
            String field = pointer.replaceFirst("^/plan/", "").replace('/', '.');
            others.add(field + " " + fault.message() + "; " + fault.remedy() + ".");
        }
    }

    /* Steps that are left out shift those behind them. */
    private String inForm(String pointer) {
        String[] parts = pointer.split("/", 5);
        if (parts.length < 4 || !pointer.startsWith("/plan/steps/")) {
            return pointer;
        }
        int place = places.get(Integer.parseInt(parts[3]));
        return "/plan/steps/" + place + (parts.length == 4 ? "" : "/" + parts[4]);
    }

    private static String words(ValidationErrors.ValidationError fault) {
        return DisplayFormatter.sentence(fault.message() + "; " + fault.remedy());
    }

    private static String shares(PlanParameter dial) {
        return dial.kind() == PlanParameter.PlanParameterKind.SHARE ? " As shares: 1\u00a0% is 0.01." : "";
    }

    private PlanForm.PlanFormFields knobs() {
        List<PlanForm.StepFields> steps = new ArrayList<>();
        for (PlanParameters.StepParameters step : dials.steps()) {
            steps.add(new PlanForm.StepFields(
                    steps.size() + 1,
                    knob(step.exposure()),
                    knob(step.dwell()),
                    step.more().stream().map(this::knob).toList()));
        }
        return new PlanForm.PlanFormFields(
                dials.traffic().stream().map(this::knob).toList(),
                steps,
                dials.margins().stream().map(this::knob).toList(),
                dials.levels().stream().map(this::knob).toList());
    }

    private SliderField knob(PlanParameter dial) {
        return new SliderField(
                dial,
                texts.getOrDefault(dial.name(), ""),
                usual.getOrDefault(dial.name(), ""),
                problems.getOrDefault(dial.name(), ""),
                seen(dial),
                note(dial));
    }

    private String note(PlanParameter dial) {
        if (price == null || !dial.name().equals(PlanParameters.MONEY)) {
            return dial.note();
        }
        if (price.is(body.at(dial.pointer()), currency())) {
            return price.words();
        }
        return (texts.getOrDefault(dial.name(), "").isEmpty() ? dial.note() : "given") + "; " + price.words();
    }
}
