// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;

import dev.evenkeel.api.AssessmentApi;
import dev.evenkeel.server.decisions.risk.Assessment;

/// The course that an assessment recommends, compared with the decision.
final class CourseRecommendationFormatter {
    private CourseRecommendationFormatter() {}

    /// Returns the name of the course with the lowest mean cost.
    static String recommendedCourse(Assessment assessment) {
        return assessment.result().best();
    }

    /// Formats, in one sentence, whether a decision follows the recommendation.
    static String describeDecision(Assessment assessment, AssessmentApi.Decision decision) {
        String best = recommendedCourse(assessment);
        boolean decides = assessment.result().decides();
        if (best.equals(decision.course())) {
            return decides
                    ? "The decision follows the recommendation."
                    : "The data is not decisive; on average, this course costs least.";
        }
        String cost = "\"" + best + "\", which on average costs " + total(assessment, best)
                + " in total instead of "
                + total(assessment, decision.course());
        return decides
                ? "The decision deviates from the recommendation, " + cost + "."
                : "The data is not decisive; the decision is not the cheapest course, " + cost + ".";
    }

    private static String total(Assessment assessment, String course) {
        return formatMoney(
                assessment.getCourse(course).total().middle(),
                assessment.result().currency());
    }
}
