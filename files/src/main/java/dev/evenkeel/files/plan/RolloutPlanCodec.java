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
import dev.evenkeel.engine.rollout.plan.MissingDataPolicy;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import dev.evenkeel.engine.rollout.plan.SettlementGuardrail;
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

/// The JSON of a [RolloutPlan]: fields as in the record, exposures in percent, durations as ISO 8601 text.
///
/// A plan may leave fields out; they are then those of the plan that its `template` field names, by
/// default `standard`. What is written is always complete.
public final class RolloutPlanCodec {
    private static final JsonMapper JSON = JsonMapper.shared();
    /* The scrape interval that most run with. */
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

    /// The plan as JSON.
    public static String encode(RolloutPlan plan) {
        return JSON.writeValueAsString(RolloutPlanJson.of(plan));
    }

    /// Reads what [#encode] wrote.
    public static RolloutPlan decode(String json) {
        var faults = new ValidationErrors();
        RolloutPlan plan = read(JSON.readTree(json), NamedPlanLookup.SHIPPED, "", faults);
        if (plan == null) {
            throw new IllegalStateException("a stored plan cannot be read: " + faults.all());
        }
        return plan;
    }

    /// Reads the name of a plan or a whole one.
    ///
    /// @param plans those that can be named, here and as a template
    /// @param pointer where it is in the body
    /// @return null when something is wrong; every fault is then noted
    public static @Nullable RolloutPlan read(
            @Nullable JsonNode node, NamedPlanLookup plans, String pointer, ValidationErrors faults) {
        if (node == null || node.isString()) {
            return named(node == null ? "" : node.stringValue(), plans, pointer, faults);
        }
        int before = faults.all().size();
        JsonObjectReader fields = new JsonObjectReader(node, pointer, faults).only(PLAN);
        RolloutPlan template = named(fields.text("template", "standard"), plans, fields.at("template"), faults);
        RolloutPlan plan = plan(fields, template == null ? RolloutPlan.standard() : template);
        return faults.all().size() > before ? null : plan;
    }

    private static @Nullable RolloutPlan named(
            String name, NamedPlanLookup plans, String pointer, ValidationErrors faults) {
        RolloutPlan named = plans.find(name);
        if (named == null) {
            faults.add(
                    pointer,
                    "there is no plan named \"" + name + "\"",
                    "use " + String.join(", ", plans.names()) + ", or write a whole plan as an object");
        }
        return named;
    }

    private static @Nullable RolloutPlan plan(JsonObjectReader fields, RolloutPlan template) {
        try {
            return new RolloutPlan(
                    fields.text("name", fields.find("template") == null ? "own" : template.name()),
                    steps(fields, template.steps()),
                    fields.number("alpha", template.alpha()),
                    fields.number("advanceAlpha", template.advanceAlpha()),
                    fields.duration("warmUp", template.warmUp()),
                    fields.duration("restartEvery", template.restartEvery()),
                    guardrails(fields.object("guardrails").only(GUARDRAILS), template.guardrails()),
                    fields.integer("seedSamples", template.seedSamples()),
                    blindness(fields.object("blindness").only(BLINDNESS), template.blindness()),
                    fields.duration("tickMaxAge", template.tickMaxAge()),
                    incident(fields, template.incident()),
                    limits(fields.object("limits").only(LIMITS), template.limits()),
                    fields.texts("approvers", template.approvers()),
                    breaker(fields, template.breaker()),
                    pointOfNoReturn(fields, template.pointOfNoReturn()));
        } catch (InvalidPlanException e) {
            e.problems()
                    .forEach(problem -> fields.faults()
                            .add(fields.pointer() + problem.pointer(), problem.message(), problem.remedy()));
            return null;
        }
    }

    private static List<RolloutStep> steps(JsonObjectReader fields, List<RolloutStep> template) {
        if (fields.find("steps") == null) {
            return template;
        }
        return elements(fields, "steps").stream()
                .map(step -> step.only(STEP))
                .map(step -> new RolloutStep(
                        step.percent("exposure", Percent.NONE),
                        step.duration("dwell", Duration.ZERO),
                        step.truth("approval", false),
                        step.percent("shadow", Percent.NONE)))
                .toList();
    }

    private static List<JsonObjectReader> elements(JsonObjectReader fields, String name) {
        JsonNode array = fields.find(name);
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            fields.faults().wrongType(fields.at(name), "an array", array);
        }
        List<JsonObjectReader> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            elements.add(new JsonObjectReader(array.get(i), fields.at(name) + "/" + i, fields.faults()));
        }
        return elements;
    }

    private static Guardrails guardrails(JsonObjectReader fields, Guardrails template) {
        List<LatencyGuardrail> latency = fields.find("latency") == null
                ? template.latency()
                : elements(fields, "latency").stream()
                        .map(RolloutPlanCodec::latency)
                        .toList();
        boolean own = fields.find("errors") != null || fields.find("latency") != null;
        boolean withoutRank = own && fields.find("rank") == null;
        return new Guardrails(
                errors(fields.object("errors").only(ERRORS), template.errors()),
                latency,
                withoutRank ? null : rank(fields.object("rank").only(RANK), template.rank()),
                fields.find("metrics") == null
                        ? template.metrics()
                        : MetricGuardrailParser.all(elements(fields, "metrics")),
                fields.find("sources") == null
                        ? template.sources()
                        : elements(fields, "sources").stream()
                                .map(RolloutPlanCodec::source)
                                .toList(),
                shadow(fields, template.shadow()),
                settled(fields, template.settled()),
                reconciliation(fields, template.reconciliation()));
    }

    /* Written as null it is not asked; left out it is the template's. */
    private static @Nullable ShadowGuardrail shadow(JsonObjectReader guardrails, @Nullable ShadowGuardrail template) {
        JsonObjectReader fields = guardrails.object("shadow").only(SHADOW);
        if (fields.object() == null) {
            return guardrails.object() != null && guardrails.object().has("shadow") ? null : template;
        }
        return new ShadowGuardrail(
                fields.percent("tolerated", template == null ? Percent.NONE : template.tolerated()),
                fields.percent("noise", template == null ? Percent.NONE : template.noise()),
                action(fields, template == null ? GuardrailAction.ROLL_BACK : template.action()));
    }

    /* Written as null it is not asked; left out it is the template's. */
    private static @Nullable SettlementGuardrail settled(
            JsonObjectReader guardrails, @Nullable SettlementGuardrail template) {
        JsonObjectReader fields = guardrails.object("settled").only(SETTLED);
        if (fields.object() == null) {
            return guardrails.object() != null && guardrails.object().has("settled") ? null : template;
        }
        return new SettlementGuardrail(
                fields.percent("share", template == null ? Percent.NONE : template.share()),
                fields.duration("window", template == null ? SettlementGuardrail.USUAL_WINDOW : template.window()));
    }

    /* Written as null the plan does not say; left out it is the template's. */
    private static @Nullable ReconciliationGuardrail reconciliation(
            JsonObjectReader guardrails, @Nullable ReconciliationGuardrail template) {
        JsonObjectReader fields = guardrails.object("reconciliation").only(RECONCILIATION);
        if (fields.object() == null) {
            return guardrails.object() != null && guardrails.object().has("reconciliation") ? null : template;
        }
        ReconciliationGuardrail otherwise = template == null ? ReconciliationGuardrail.USUAL : template;
        return new ReconciliationGuardrail(
                fields.truth("required", otherwise.required()),
                fields.duration("within", otherwise.within()),
                action(fields, otherwise.action()));
    }

    /* Written as null there is none; left out it is the template's. */
    private static @Nullable LocalBreakerPolicy breaker(JsonObjectReader plan, @Nullable LocalBreakerPolicy template) {
        JsonObjectReader fields = plan.object("breaker").only(BREAKER);
        if (fields.object() == null) {
            return plan.object() != null && plan.object().has("breaker") ? null : template;
        }
        LocalBreakerPolicy otherwise = template == null ? LocalBreakerPolicy.USUAL : template;
        return new LocalBreakerPolicy(
                fields.integer("instances", otherwise.instances()), fields.percent("ceiling", otherwise.ceiling()));
    }

    private static @Nullable PointOfNoReturn pointOfNoReturn(
            JsonObjectReader plan, @Nullable PointOfNoReturn template) {
        JsonObjectReader fields = plan.object("pointOfNoReturn").only(POINT_OF_NO_RETURN);
        if (fields.object() == null) {
            return plan.object() != null && plan.object().has("pointOfNoReturn") ? null : template;
        }
        return new PointOfNoReturn(fields.percent("from", Percent.NONE), fields.text("instead", ""));
    }

    private static CounterSource source(JsonObjectReader fields) {
        fields.only(SOURCE);
        return new CounterSource(
                fields.text("metric", ""),
                fields.text("control", ""),
                fields.text("candidate", ""),
                fields.duration("every", SCRAPES),
                fields.integer("perUnit", 1));
    }

    private static ErrorGuardrail errors(JsonObjectReader fields, ErrorGuardrail template) {
        return new ErrorGuardrail(
                fields.number("weight", template.weight()),
                fields.number("rollbackRatio", template.rollbackRatio()),
                fields.number("toleratedRise", template.toleratedRise()),
                fields.percent("toleratedExtra", template.toleratedExtra()),
                fields.percent("advanceFrom", template.advanceFrom()),
                action(fields, template.action()));
    }

    private static LatencyGuardrail latency(JsonObjectReader fields) {
        fields.only(LATENCY);
        return new LatencyGuardrail(
                fields.number("quantile", 0),
                fields.number("weight", 0),
                fields.number("rollbackRatio", 1),
                fields.number("advanceRatio", 0),
                fields.percent("advanceFrom", Percent.NONE),
                action(fields, GuardrailAction.ROLL_BACK));
    }

    private static @Nullable LatencyRankGuardrail rank(
            JsonObjectReader fields, @Nullable LatencyRankGuardrail template) {
        if (fields.object() == null) {
            return template;
        }
        return new LatencyRankGuardrail(
                fields.number("weight", 0),
                fields.number("rollbackRatio", 1),
                action(fields, GuardrailAction.ROLL_BACK));
    }

    static GuardrailAction action(JsonObjectReader fields, GuardrailAction fallback) {
        return fields.oneOf("action", GuardrailAction.class, fallback);
    }

    /* Written as null it is switched off; left out it is the template's. */
    private static @Nullable SharedIncidentPolicy incident(
            JsonObjectReader plan, @Nullable SharedIncidentPolicy template) {
        JsonObjectReader fields = plan.object("incident").only(INCIDENT);
        if (fields.object() == null) {
            return plan.object() != null && plan.object().has("incident") ? null : template;
        }
        SharedIncidentPolicy otherwise =
                template == null ? new SharedIncidentPolicy(Percent.NONE, Duration.ZERO) : template;
        return new SharedIncidentPolicy(
                fields.percent("failureRate", otherwise.failureRate()),
                fields.duration("stepBackAfter", otherwise.stepBackAfter()));
    }

    private static RolloutTimeLimits limits(JsonObjectReader fields, RolloutTimeLimits template) {
        return new RolloutTimeLimits(
                fields.duration("step", template.step()),
                fields.duration("rollout", template.rollout()),
                fields.oneOf("whenLate", DeadlineAction.class, template.whenLate()));
    }

    private static MissingDataPolicy blindness(JsonObjectReader fields, MissingDataPolicy template) {
        return new MissingDataPolicy(
                fields.duration("noDataAfter", template.noDataAfter()),
                fields.duration("rollBackAfter", template.rollBackAfter()),
                fields.percent("rollBackFrom", template.rollBackFrom()),
                fields.duration("silentAfter", template.silentAfter()),
                fields.percent("silentShare", template.silentShare()));
    }
}
