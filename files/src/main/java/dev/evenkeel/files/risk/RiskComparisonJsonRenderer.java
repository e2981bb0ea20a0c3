// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.CauseBaseRateScaling;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.CourseCost;
import dev.evenkeel.engine.decision.CourseRisk;
import dev.evenkeel.engine.decision.DeliveryDateCommitment;
import dev.evenkeel.engine.decision.IncidentLossBreakdown;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.QuantitySensitivity;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A renderer of results of a case as JSON, with everything needed to reproduce each figure.
public final class RiskComparisonJsonRenderer {
    /// Version of the model; results of different versions can differ.
    public static final String MODEL_VERSION = "courses-1";

    private static final JsonMapper JSON = JsonMapper.shared();

    private RiskComparisonJsonRenderer() {}

    /// Renders the comparison of a case's courses.
    ///
    /// @param file file of the case
    public static ObjectNode render(RiskCaseFile file, CourseComparison comparison) {
        ObjectNode json = renderHeader(file);
        RiskCase risk = Objects.requireNonNull(file.risk());
        json.put("name", risk.name()).put("asOf", risk.asOf().toString()).put("weeks", risk.weeks());
        json.put("draws", comparison.draws()).put("seed", comparison.seed());
        json.put("decides", comparison.isConclusive()).put("best", comparison.best());
        ArrayNode hangsOn = json.putArray("hangsOn");
        comparison
                .decisiveQuantities()
                .forEach(swing -> hangsOn.add(swing.quantity().name()));
        json.put("perfectInformation", comparison.perfectInformation());
        CauseBaseRateScaling reconciliation = comparison.calibration();
        if (reconciliation != null) {
            renderCalibration(json.putObject("reconciliation"), reconciliation);
        }
        ArrayNode courses = json.putArray("courses");
        comparison
                .courses()
                .forEach(course -> courses.add(addLossBreakdown(renderCourse(course), risk, course.course())));
        ArrayNode items = json.putArray("workItems");
        risk.work().forEach(item -> items.add(item.name()));
        ArrayNode swings = json.putArray("swings");
        comparison.sensitivities().forEach(swing -> swings.add(renderSensitivity(swing)));
        return json;
    }

    private static void renderCalibration(ObjectNode json, CauseBaseRateScaling reconciliation) {
        renderRange(json.putObject("base"), reconciliation.base());
        json.put("causes", reconciliation.causes())
                .put("scale", reconciliation.scale())
                .put("applied", reconciliation.applied());
        ArrayNode extrapolated = json.putArray("extrapolated");
        reconciliation.extrapolated().forEach(one -> extrapolated.add(one.factor()));
    }

    /// Renders the work that is worth its weeks.
    public static ObjectNode render(RiskCaseFile file, String course, WorkPlan plan) {
        ObjectNode json = renderHeader(file);
        json.put("course", course)
                .put("weeks", plan.weeks())
                .put("total", plan.total())
                .put("withoutWork", plan.totalWithout())
                .put("exact", plan.exact())
                .put("totalAtLeast", plan.atLeast());
        renderSteps(json.putArray("worthIt"), plan.steps());
        renderSteps(json.putArray("notWorthIt"), plan.rejected());
        return json;
    }

    private static ObjectNode renderHeader(RiskCaseFile file) {
        return JSON.createObjectNode()
                .put("model", MODEL_VERSION)
                .put("dataHash", file.hash())
                .put("currency", file.currency());
    }

    private static void renderSteps(ArrayNode array, List<WorkPlan.WorkItemContribution> steps) {
        steps.forEach(step -> array.addObject()
                .put("item", step.item())
                .put("weeks", step.weeks())
                .put("riskBought", step.riskBought())
                .put("riskBoughtPerWeek", step.riskPerWeek())
                .put("saved", step.saved()));
    }

    private static ObjectNode renderCourse(CourseRisk risk) {
        Course course = risk.course();
        ObjectNode json = JSON.createObjectNode()
                .put("name", course.name())
                .put("start", course.start().toString())
                .put("migrates", course.migrates())
                .put("phased", course.phased());
        ArrayNode work = json.putArray("work");
        course.work().forEach(work::add);
        renderCost(json.putObject("atMeans"), risk.atMeans());
        renderRange(json.putObject("chance"), risk.chance());
        renderRange(json.putObject("lossIfMajor"), risk.loss());
        renderRange(json.putObject("total"), risk.total());
        json.put("totalStandardError", risk.totalError())
                .put("cheapest", risk.cheapest())
                .put("landsInFreeze", risk.inFreeze());
        ArrayNode promised = json.putArray("commitments");
        risk.commitments().forEach(one -> renderCommitment(promised.addObject(), one));
        ArrayNode exceedance = json.putArray("exceedance");
        risk.exceedance()
                .forEach(point ->
                        exceedance.addObject().put("loss", point.loss()).put("probability", point.probability()));
        return json;
    }

    /* The parts of the loss, for losses that include more than revenue. */
    private static ObjectNode addLossBreakdown(ObjectNode json, RiskCase risk, Course course) {
        if (!risk.costs().incident().isNone()) {
            IncidentLossBreakdown parts = IncidentLossBreakdown.of(risk, course);
            json.putObject("lossParts")
                    .put("revenue", parts.revenue())
                    .put("credits", parts.credits())
                    .put("churn", parts.churn())
                    .put("labour", parts.labour())
                    .put("penalties", parts.penalties());
        }
        return json;
    }

    private static void renderCommitment(ObjectNode json, CourseRisk.CommitmentRisk promised) {
        DeliveryDateCommitment commitment = promised.commitment();
        json.put("name", commitment.name())
                .put("date", commitment.date().toString())
                .put("to", commitment.promisedTo())
                .put("met", promised.met())
                .put("metStandardError", promised.error());
        if (commitment.hasCost()) {
            json.put("missCost", promised.missCost());
        }
    }

    private static void renderCost(ObjectNode json, CourseCost cost) {
        json.put("chance", cost.chance())
                .put("loss", cost.loss())
                .put("expectedLoss", cost.expectedLoss())
                .put("errors", cost.errors())
                .put("delay", cost.delay())
                .put("labour", cost.labour())
                .put("missed", cost.missedCommitments())
                .put("total", cost.total())
                .put("doneAfterWeeks", cost.doneAfterWeeks());
    }

    private static void renderRange(ObjectNode json, CourseRisk.EstimateWithBounds range) {
        json.put("middle", range.middle()).put("low", range.low()).put("high", range.high());
    }

    private static ObjectNode renderSensitivity(QuantitySensitivity swing) {
        Quantity quantity = swing.quantity();
        ObjectNode json = JSON.createObjectNode()
                .put("quantity", quantity.name())
                .put("origin", quantity.origin().kind().name())
                .put("source", quantity.origin().description())
                .put("learnBy", quantity.learnBy())
                .put("turns", swing.changesBest());
        renderEnd(json.putObject("low"), swing.low());
        renderEnd(json.putObject("high"), swing.high());
        return json;
    }

    private static void renderEnd(ObjectNode json, QuantitySensitivity.End end) {
        json.put("value", end.value()).put("best", end.best()).put("lead", end.lead());
    }
}
