// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.experiment;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.experiment.ExperimentDecisionRule;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import dev.evenkeel.engine.rollout.plan.InvalidPlanException;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON codec of [ExperimentPlan], in the format of [ExperimentPlanJson].
///
/// Defaults: a confidence of 95, a rule that ships above 0, stops below 0 and ends after 28 days, a window of a
/// day, intervals tuned for 50,000 units, and no covariate. Variants and goals are required.
public final class ExperimentPlanCodec {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> PLAN =
            Set.of("variants", "goals", "confidence", "rule", "window", "expectedUnits", "covariate");
    private static final Set<String> VARIANT = Set.of("variant", "share");
    private static final Set<String> GOAL = Set.of("metric", "kind", "cap", "better");
    private static final Set<String> RULE = Set.of("shipAbove", "stopBelow", "maxDuration");
    private static final double USUAL_CONFIDENCE = 95;
    private static final long USUAL_UNITS = 50_000;
    private static final int CONFIDENCE_DECIMALS = 6;

    private ExperimentPlanCodec() {}

    /// Serializes a plan.
    public static String encode(ExperimentPlan plan) {
        return JSON.writeValueAsString(ExperimentPlanJson.of(plan));
    }

    /// Parses the output of [#encode].
    public static ExperimentPlan decode(String json) {
        var errors = new ValidationErrors();
        ExperimentPlan plan = parse(JSON.readTree(json), "", errors);
        if (plan == null) {
            throw new IllegalStateException("a stored plan cannot be read: " + errors.toList());
        }
        return plan;
    }

    /// Parses a plan.
    ///
    /// @param pointer JSON pointer of the plan in the body
    /// @return null when the plan is invalid; all errors are then in `errors`
    public static @Nullable ExperimentPlan parse(@Nullable JsonNode node, String pointer, ValidationErrors errors) {
        int before = errors.toList().size();
        if (node == null) {
            errors.add(pointer, "is missing", "set at least variants and goals");
            return null;
        }
        JsonObjectReader fields = new JsonObjectReader(node, pointer, errors).rejectUnknownFields(PLAN);
        ExperimentPlan plan = parsePlan(fields);
        return errors.toList().size() > before ? null : plan;
    }

    private static @Nullable ExperimentPlan parsePlan(JsonObjectReader fields) {
        List<ExperimentGoal> goals = parseElements(fields, "goals", ExperimentPlanCodec::parseGoal);
        JsonObjectReader rule = fields.object("rule").rejectUnknownFields(RULE);
        double unit = goals.isEmpty() ? 1 : gainUnit(goals.getFirst().kind());
        String covariate = fields.text("covariate", "");
        try {
            return new ExperimentPlan(
                    parseElements(fields, "variants", ExperimentPlanCodec::parseVariant),
                    goals,
                    toAlpha(fields.number("confidence", USUAL_CONFIDENCE)),
                    new ExperimentDecisionRule(
                            rule.number("shipAbove", 0) * unit,
                            rule.number("stopBelow", 0) * unit,
                            rule.duration("maxDuration", Duration.ofDays(28))),
                    fields.duration("window", Duration.ofDays(1)),
                    fields.integer("expectedUnits", USUAL_UNITS),
                    fields.find("covariate") == null ? null : covariate);
        } catch (InvalidPlanException e) {
            e.problems()
                    .forEach(problem -> fields.errors()
                            .add(fields.pointer() + problem.pointer(), problem.message(), problem.remedy()));
            return null;
        }
    }

    private static VariantShare parseVariant(JsonObjectReader fields) {
        fields.rejectUnknownFields(VARIANT);
        return new VariantShare(fields.text("variant", ""), fields.percent("share", Percent.NONE));
    }

    private static ExperimentGoal parseGoal(JsonObjectReader fields) {
        fields.rejectUnknownFields(GOAL);
        GoalKind kind = fields.enumValue("kind", GoalKind.class, GoalKind.CONVERSION);
        ImprovementDirection usual =
                kind == GoalKind.DURATION ? ImprovementDirection.LOWER : ImprovementDirection.HIGHER;
        return new ExperimentGoal(
                fields.text("metric", ""),
                kind,
                fields.number("cap", kind == GoalKind.CONVERSION ? 1 : 0),
                fields.enumValue("better", ImprovementDirection.class, usual));
    }

    private static <T> List<T> parseElements(
            JsonObjectReader fields, String name, Function<JsonObjectReader, T> reader) {
        List<T> elements = new ArrayList<>();
        JsonNode array = fields.find(name);
        if (array != null && !array.isArray()) {
            fields.errors().add(fields.pointerTo(name), "must be an array", "write [{…}, {…}]");
        } else if (array != null) {
            for (int i = 0; i < array.size(); i++) {
                elements.add(reader.apply(
                        new JsonObjectReader(array.get(i), fields.pointerTo(name) + "/" + i, fields.errors())));
            }
        }
        return elements;
    }

    /// The factor of gains in JSON: gains of a conversion are in percentage points.
    static double gainUnit(GoalKind kind) {
        return kind == GoalKind.CONVERSION ? 0.01 : 1;
    }

    private static double toAlpha(double confidence) {
        return BigDecimal.ONE
                .subtract(BigDecimal.valueOf(confidence).movePointLeft(2))
                .doubleValue();
    }

    /// A share in percent, in the shortest form.
    static BigDecimal toPercent(double share) {
        BigDecimal shortest = BigDecimal.valueOf(100 * share)
                .setScale(CONFIDENCE_DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
