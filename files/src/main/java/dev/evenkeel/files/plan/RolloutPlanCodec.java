// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.ErrorGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.Guardrails;
import dev.evenkeel.engine.rollout.plan.InvalidPlanException;
import dev.evenkeel.engine.rollout.plan.LatencyGuardrail;
import dev.evenkeel.engine.rollout.plan.LatencyRankGuardrail;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.MissingDataLimits;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import dev.evenkeel.engine.rollout.plan.SettledShareGuardrail;
import dev.evenkeel.engine.rollout.plan.ShadowGuardrail;
import dev.evenkeel.engine.rollout.plan.SharedIncidentPolicy;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON codec of [RolloutPlan]: fields as in the record, exposures in percent, durations in ISO 8601.
///
/// Missing fields get the values of the plan that the `template` field names, by default `standard`. The output
/// is always complete.
public final class RolloutPlanCodec {
    private static final JsonMapper JSON = JsonMapper.shared();
    /* The most common scrape interval. */
    private static final Duration SCRAPES = Duration.ofSeconds(15);
    private static final Set<String> PLAN = Set.of(
            "template",
            "name",
            "steps",
            "alpha",
            "advanceAlpha",
            "warmUp",
            "restartEvery",
            "guardrails",
            "seedSamples",
            "blindness",
            "tickMaxAge",
            "incident",
            "limits",
            "approvers",
            "breaker",
            "pointOfNoReturn");
    private static final Set<String> STEP = Set.of("exposure", "dwell", "approval", "shadow");
    private static final Set<String> GUARDRAILS =
            Set.of("errors", "latency", "rank", "metrics", "sources", "shadow", "settled", "reconciliation");
    private static final Set<String> SHADOW = Set.of("tolerated", "noise", "action");
    private static final Set<String> SETTLED = Set.of("share", "window");
    private static final Set<String> RECONCILIATION = Set.of("required", "within", "action");
    private static final Set<String> BREAKER = Set.of("instances", "ceiling");
    private static final Set<String> POINT_OF_NO_RETURN = Set.of("from", "instead");
    private static final Set<String> SOURCE = Set.of("metric", "control", "candidate", "every", "perUnit");
    private static final Set<String> ERRORS =
            Set.of("weight", "rollbackRatio", "toleratedRise", "toleratedExtra", "advanceFrom", "action");
    private static final Set<String> LATENCY =
            Set.of("quantile", "weight", "rollbackRatio", "advanceRatio", "advanceFrom", "action");
    private static final Set<String> RANK = Set.of("weight", "rollbackRatio", "action");
    private static final Set<String> BLINDNESS =
            Set.of("noDataAfter", "rollBackAfter", "rollBackFrom", "silentAfter", "silentShare");
    private static final Set<String> INCIDENT = Set.of("failureRate", "stepBackAfter");
    private static final Set<String> LIMITS = Set.of("step", "rollout", "whenLate");

    private RolloutPlanCodec() {}

    /// Serializes a plan.
    public static String encode(RolloutPlan plan) {
        return JSON.writeValueAsString(RolloutPlanJson.of(plan));
    }

    /// Parses the output of [#encode].
    public static RolloutPlan decode(String json) {
        var errors = new ValidationErrors();
        RolloutPlan plan = parse(JSON.readTree(json), NamedPlanLookup.BUILT_IN, "", errors);
        if (plan == null) {
            throw new IllegalStateException("a stored plan cannot be read: " + errors.toList());
        }
        return plan;
    }

    /// Parses the name of a plan or an inline plan.
    ///
    /// @param plans plans that can be referenced by name, here and as a template
    /// @param pointer JSON pointer of the plan in the body
    /// @return null when the plan is invalid; all errors are then in `errors`
    public static @Nullable RolloutPlan parse(
            @Nullable JsonNode node, NamedPlanLookup plans, String pointer, ValidationErrors errors) {
        if (node == null || node.isString()) {
            return findNamed(node == null ? "" : node.stringValue(), plans, pointer, errors);
        }
        int before = errors.toList().size();
        JsonObjectReader fields = new JsonObjectReader(node, pointer, errors).rejectUnknownFields(PLAN);
        RolloutPlan template =
                findNamed(fields.text("template", "standard"), plans, fields.pointerTo("template"), errors);
        RolloutPlan plan = parsePlan(fields, template == null ? RolloutPlan.standard() : template);
        return errors.toList().size() > before ? null : plan;
    }

    private static @Nullable RolloutPlan findNamed(
            String name, NamedPlanLookup plans, String pointer, ValidationErrors errors) {
        RolloutPlan named = plans.find(name);
        if (named == null) {
            errors.add(
                    pointer,
                    "unknown plan \"" + name + "\"",
                    "use " + String.join(", ", plans.listNames()) + ", or a plan as an object");
        }
        return named;
    }

    private static @Nullable RolloutPlan parsePlan(JsonObjectReader fields, RolloutPlan template) {
        try {
            return new RolloutPlan(
                    fields.text("name", fields.find("template") == null ? "own" : template.name()),
                    parseSteps(fields, template.steps()),
                    fields.number("alpha", template.alpha()),
                    fields.number("advanceAlpha", template.advanceAlpha()),
                    fields.duration("warmUp", template.warmUp()),
                    fields.duration("restartEvery", template.restartEvery()),
                    parseGuardrails(fields.object("guardrails").rejectUnknownFields(GUARDRAILS), template.guardrails()),
                    fields.integer("seedSamples", template.seedSamples()),
                    parseMissingData(fields.object("blindness").rejectUnknownFields(BLINDNESS), template.missingData()),
                    fields.duration("tickMaxAge", template.tickMaxAge()),
                    parseIncident(fields, template.sharedIncident()),
                    parseLimits(fields.object("limits").rejectUnknownFields(LIMITS), template.limits()),
                    fields.texts("approvers", template.approvers()),
                    parseBreaker(fields, template.breaker()),
                    parsePointOfNoReturn(fields, template.pointOfNoReturn()));
        } catch (InvalidPlanException e) {
            e.problems()
                    .forEach(problem -> fields.errors()
                            .add(fields.pointer() + problem.pointer(), problem.message(), problem.remedy()));
            return null;
        }
    }

    private static List<RolloutStep> parseSteps(JsonObjectReader fields, List<RolloutStep> template) {
        if (fields.find("steps") == null) {
            return template;
        }
        return listElements(fields, "steps").stream()
                .map(step -> step.rejectUnknownFields(STEP))
                .map(step -> new RolloutStep(
                        step.percent("exposure", Percent.NONE),
                        step.duration("dwell", Duration.ZERO),
                        step.bool("approval", false),
                        step.percent("shadow", Percent.NONE)))
                .toList();
    }

    private static List<JsonObjectReader> listElements(JsonObjectReader fields, String name) {
        JsonNode array = fields.find(name);
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            fields.errors().addWrongType(fields.pointerTo(name), "an array", array);
        }
        List<JsonObjectReader> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            elements.add(new JsonObjectReader(array.get(i), fields.pointerTo(name) + "/" + i, fields.errors()));
        }
        return elements;
    }

    private static Guardrails parseGuardrails(JsonObjectReader fields, Guardrails template) {
        List<LatencyGuardrail> latency = fields.find("latency") == null
                ? template.latency()
                : listElements(fields, "latency").stream()
                        .map(RolloutPlanCodec::parseLatency)
                        .toList();
        boolean own = fields.find("errors") != null || fields.find("latency") != null;
        boolean withoutRank = own && fields.find("rank") == null;
        return new Guardrails(
                parseErrors(fields.object("errors").rejectUnknownFields(ERRORS), template.errors()),
                latency,
                withoutRank ? null : parseRank(fields.object("rank").rejectUnknownFields(RANK), template.rank()),
                fields.find("metrics") == null
                        ? template.metrics()
                        : MetricGuardrailParser.parseAll(listElements(fields, "metrics")),
                fields.find("sources") == null
                        ? template.sources()
                        : listElements(fields, "sources").stream()
                                .map(RolloutPlanCodec::parseSource)
                                .toList(),
                parseShadow(fields, template.shadow()),
                parseSettlement(fields, template.settlement()),
                parseReconciliation(fields, template.reconciliation()));
    }

    /* Null disables the guardrail; a missing field takes the template's. */
    private static @Nullable ShadowGuardrail parseShadow(
            JsonObjectReader guardrails, @Nullable ShadowGuardrail template) {
        JsonObjectReader fields = guardrails.object("shadow").rejectUnknownFields(SHADOW);
        if (fields.object() == null) {
            return guardrails.object() != null && guardrails.object().has("shadow") ? null : template;
        }
        return new ShadowGuardrail(
                fields.percent("tolerated", template == null ? Percent.NONE : template.tolerated()),
                fields.percent("noise", template == null ? Percent.NONE : template.noise()),
                parseAction(fields, template == null ? GuardrailAction.ROLL_BACK : template.action()));
    }

    /* Null disables the guardrail; a missing field takes the template's. */
    private static @Nullable SettledShareGuardrail parseSettlement(
            JsonObjectReader guardrails, @Nullable SettledShareGuardrail template) {
        JsonObjectReader fields = guardrails.object("settled").rejectUnknownFields(SETTLED);
        if (fields.object() == null) {
            return guardrails.object() != null && guardrails.object().has("settled") ? null : template;
        }
        return new SettledShareGuardrail(
                fields.percent("share", template == null ? Percent.NONE : template.share()),
                fields.duration("window", template == null ? SettledShareGuardrail.DEFAULT_WINDOW : template.window()));
    }

    /* Null disables the guardrail; a missing field takes the template's. */
    private static @Nullable ReconciliationGuardrail parseReconciliation(
            JsonObjectReader guardrails, @Nullable ReconciliationGuardrail template) {
        JsonObjectReader fields = guardrails.object("reconciliation").rejectUnknownFields(RECONCILIATION);
        if (fields.object() == null) {
            return guardrails.object() != null && guardrails.object().has("reconciliation") ? null : template;
        }
        ReconciliationGuardrail otherwise = template == null ? ReconciliationGuardrail.DEFAULT : template;
        return new ReconciliationGuardrail(
                fields.bool("required", otherwise.required()),
                fields.duration("within", otherwise.within()),
                parseAction(fields, otherwise.action()));
    }

    /* Null disables the breaker; a missing field takes the template's. */
    private static @Nullable LocalBreakerPolicy parseBreaker(
            JsonObjectReader plan, @Nullable LocalBreakerPolicy template) {
        JsonObjectReader fields = plan.object("breaker").rejectUnknownFields(BREAKER);
        if (fields.object() == null) {
            return plan.object() != null && plan.object().has("breaker") ? null : template;
        }
        LocalBreakerPolicy otherwise = template == null ? LocalBreakerPolicy.DEFAULT : template;
        return new LocalBreakerPolicy(
                fields.integer("instances", otherwise.instances()), fields.percent("ceiling", otherwise.ceiling()));
    }

    private static @Nullable PointOfNoReturn parsePointOfNoReturn(
            JsonObjectReader plan, @Nullable PointOfNoReturn template) {
        JsonObjectReader fields = plan.object("pointOfNoReturn").rejectUnknownFields(POINT_OF_NO_RETURN);
        if (fields.object() == null) {
            return plan.object() != null && plan.object().has("pointOfNoReturn") ? null : template;
        }
        return new PointOfNoReturn(fields.percent("from", Percent.NONE), fields.text("instead", ""));
    }

    private static CounterSource parseSource(JsonObjectReader fields) {
        fields.rejectUnknownFields(SOURCE);
        return new CounterSource(
                fields.text("metric", ""),
                fields.text("control", ""),
                fields.text("candidate", ""),
                fields.duration("every", SCRAPES),
                fields.integer("perUnit", 1));
    }

    private static ErrorGuardrail parseErrors(JsonObjectReader fields, ErrorGuardrail template) {
        return new ErrorGuardrail(
                fields.number("weight", template.weight()),
                fields.number("rollbackRatio", template.rollbackRatio()),
                fields.number("toleratedRise", template.toleratedRise()),
                fields.percent("toleratedExtra", template.toleratedExtra()),
                fields.percent("advanceFrom", template.advanceFrom()),
                parseAction(fields, template.action()));
    }

    private static LatencyGuardrail parseLatency(JsonObjectReader fields) {
        fields.rejectUnknownFields(LATENCY);
        return new LatencyGuardrail(
                fields.number("quantile", 0),
                fields.number("weight", 0),
                fields.number("rollbackRatio", 1),
                fields.number("advanceRatio", 0),
                fields.percent("advanceFrom", Percent.NONE),
                parseAction(fields, GuardrailAction.ROLL_BACK));
    }

    private static @Nullable LatencyRankGuardrail parseRank(
            JsonObjectReader fields, @Nullable LatencyRankGuardrail template) {
        if (fields.object() == null) {
            return template;
        }
        return new LatencyRankGuardrail(
                fields.number("weight", 0),
                fields.number("rollbackRatio", 1),
                parseAction(fields, GuardrailAction.ROLL_BACK));
    }

    static GuardrailAction parseAction(JsonObjectReader fields, GuardrailAction fallback) {
        return fields.enumValue("action", GuardrailAction.class, fallback);
    }

    /* Null disables the policy; a missing field takes the template's. */
    private static @Nullable SharedIncidentPolicy parseIncident(
            JsonObjectReader plan, @Nullable SharedIncidentPolicy template) {
        JsonObjectReader fields = plan.object("incident").rejectUnknownFields(INCIDENT);
        if (fields.object() == null) {
            return plan.object() != null && plan.object().has("incident") ? null : template;
        }
        SharedIncidentPolicy otherwise =
                template == null ? new SharedIncidentPolicy(Percent.NONE, Duration.ZERO) : template;
        return new SharedIncidentPolicy(
                fields.percent("failureRate", otherwise.failureRate()),
                fields.duration("stepBackAfter", otherwise.stepBackAfter()));
    }

    private static RolloutTimeLimits parseLimits(JsonObjectReader fields, RolloutTimeLimits template) {
        return new RolloutTimeLimits(
                fields.duration("step", template.step()),
                fields.duration("rollout", template.rollout()),
                fields.enumValue("whenLate", DeadlineAction.class, template.whenLate()));
    }

    private static MissingDataLimits parseMissingData(JsonObjectReader fields, MissingDataLimits template) {
        return new MissingDataLimits(
                fields.duration("noDataAfter", template.noDataAfter()),
                fields.duration("rollBackAfter", template.rollBackAfter()),
                fields.percent("rollBackFrom", template.rollBackFrom()),
                fields.duration("silentAfter", template.silentAfter()),
                fields.percent("silentShare", template.silentShare()));
    }
}
