// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.BaseRateCalibration;
import dev.evenkeel.engine.decision.Commitment;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.CourseCost;
import dev.evenkeel.engine.decision.CourseRisk;
import dev.evenkeel.engine.decision.LossBreakdown;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.Sensitivity;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers to a case as JSON, with all that is needed to compute each figure again.
public final class RiskComparisonJsonRenderer {
    /// The version of the model: a result of another version may differ.
    public static final String MODEL = "courses-1";

    private static final JsonMapper JSON = JsonMapper.shared();

    private RiskComparisonJsonRenderer() {}

    /// The answer to a case.
    ///
    /// @param file which the case is from
    public static ObjectNode of(RiskCaseFile file, CourseComparison comparison) {
        ObjectNode json = head(file);
        RiskCase risk = Objects.requireNonNull(file.risk());
        json.put("name", risk.name()).put("asOf", risk.asOf().toString()).put("weeks", risk.weeks());
        json.put("draws", comparison.draws()).put("seed", comparison.seed());
        json.put("decides", comparison.decides()).put("best", comparison.best());
        ArrayNode hangsOn = json.putArray("hangsOn");
        comparison.hangsOn().forEach(swing -> hangsOn.add(swing.quantity().name()));
        json.put("perfectInformation", comparison.perfectInformation());
        BaseRateCalibration reconciliation = comparison.reconciliation();
        if (reconciliation != null) {
            reconciliation(json.putObject("reconciliation"), reconciliation);
        }
        ArrayNode courses = json.putArray("courses");
        comparison.courses().forEach(course -> courses.add(withParts(course(course), risk, course.course())));
        ArrayNode items = json.putArray("workItems");
        risk.work().forEach(item -> items.add(item.name()));
        ArrayNode swings = json.putArray("swings");
        comparison.swings().forEach(swing -> swings.add(swing(swing)));
        return json;
    }

    private static void reconciliation(ObjectNode json, BaseRateCalibration reconciliation) {
        range(json.putObject("base"), reconciliation.base());
        json.put("causes", reconciliation.causes())
                .put("scale", reconciliation.scale())
                .put("applied", reconciliation.applied());
        ArrayNode extrapolated = json.putArray("extrapolated");
        reconciliation.extrapolated().forEach(one -> extrapolated.add(one.factor()));
    }

    /// What work is worth its weeks.
    public static ObjectNode of(RiskCaseFile file, String course, WorkPlan plan) {
        ObjectNode json = head(file);
        json.put("course", course)
                .put("weeks", plan.weeks())
                .put("total", plan.total())
                .put("withoutWork", plan.without())
                .put("exact", plan.exact())
                .put("totalAtLeast", plan.atLeast());
        steps(json.putArray("worthIt"), plan.steps());
        steps(json.putArray("notWorthIt"), plan.left());
        return json;
    }

    private static ObjectNode head(RiskCaseFile file) {
        return JSON.createObjectNode()
                .put("model", MODEL)
                .put("dataHash", file.hash())
                .put("currency", file.currency());
    }

    private static void steps(ArrayNode array, List<WorkPlan.Step> steps) {
        steps.forEach(step -> array.addObject()
                .put("item", step.item())
                .put("weeks", step.weeks())
                .put("riskBought", step.riskBought())
                .put("riskBoughtPerWeek", step.perWeek())
                .put("saved", step.saved()));
    }

    private static ObjectNode course(CourseRisk risk) {
        Course course = risk.course();
        ObjectNode json = JSON.createObjectNode()
                .put("name", course.name())
                .put("start", course.start().toString())
                .put("migrates", course.migrates())
                .put("phased", course.phased());
        ArrayNode work = json.putArray("work");
        course.work().forEach(work::add);
        cost(json.putObject("atMeans"), risk.atMeans());
        range(json.putObject("chance"), risk.chance());
        range(json.putObject("lossIfMajor"), risk.loss());
        range(json.putObject("total"), risk.total());
        json.put("totalStandardError", risk.totalError())
                .put("cheapest", risk.cheapest())
                .put("landsInFreeze", risk.inFreeze());
        ArrayNode promised = json.putArray("commitments");
        risk.promised().forEach(one -> promised(promised.addObject(), one));
        ArrayNode exceedance = json.putArray("exceedance");
        risk.exceedance()
                .forEach(point ->
                        exceedance.addObject().put("loss", point.loss()).put("probability", point.probability()));
        return json;
    }

    /* What the loss is made of, where that is more than revenue. */
    private static ObjectNode withParts(ObjectNode json, RiskCase risk, Course course) {
        if (!risk.money().incident().isNone()) {
            LossBreakdown parts = LossBreakdown.of(risk, course);
            json.putObject("lossParts")
                    .put("revenue", parts.revenue())
                    .put("credits", parts.credits())
                    .put("churn", parts.churn())
                    .put("labour", parts.labour())
                    .put("penalties", parts.penalties());
        }
        return json;
    }

    private static void promised(ObjectNode json, CourseRisk.CommitmentRisk promised) {
        Commitment commitment = promised.commitment();
        json.put("name", commitment.name())
                .put("date", commitment.date().toString())
                .put("to", commitment.to())
                .put("met", promised.met())
                .put("metStandardError", promised.error());
        if (commitment.costs()) {
            json.put("missCost", promised.missCost());
        }
    }

    private static void cost(ObjectNode json, CourseCost cost) {
        json.put("chance", cost.chance())
                .put("loss", cost.loss())
                .put("expectedLoss", cost.expectedLoss())
                .put("errors", cost.errors())
                .put("delay", cost.delay())
                .put("labour", cost.labour())
                .put("missed", cost.missed())
                .put("total", cost.total())
                .put("doneAfterWeeks", cost.doneAfterWeeks());
    }

    private static void range(ObjectNode json, CourseRisk.Range range) {
        json.put("middle", range.middle()).put("low", range.low()).put("high", range.high());
    }

    private static ObjectNode swing(Sensitivity swing) {
        Quantity quantity = swing.quantity();
        ObjectNode json = JSON.createObjectNode()
                .put("quantity", quantity.name())
                .put("origin", quantity.origin().kind().name())
                .put("source", quantity.origin().words())
                .put("learnBy", quantity.learnBy())
                .put("turns", swing.turns());
        end(json.putObject("low"), swing.low());
        end(json.putObject("high"), swing.high());
        return json;
    }

    private static void end(ObjectNode json, Sensitivity.End end) {
        json.put("value", end.value()).put("best", end.best()).put("lead", end.lead());
    }
}
