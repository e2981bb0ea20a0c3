// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.files.report.ReportNumberFormatter.money;

import dev.evenkeel.server.decisions.risk.Assessment;
import tools.jackson.databind.JsonNode;

/// What an assessment recommends, beside what was decided.
final class CourseRecommendation {
    private CourseRecommendation() {}

    /// Name of the course that costs least on average.
    static String course(Assessment made) {
        return made.result().path("best").asString();
    }

    /// Whether a decision follows the recommendation, one sentence.
    static String words(Assessment made, Assessment.Decision decision) {
        String best = course(made);
        boolean decides = made.result().path("decides").asBoolean();
        if (best.equals(decision.course())) {
            return decides
                    ? "The decision follows the recommendation."
                    : "The data do not decide; on average this course costs least.";
        }
        String cost = "\"" + best + "\", which on average costs " + total(made, best) + " "
                + made.result().path("currency").asString() + " in all instead of " + total(made, decision.course());
        return decides
                ? "The decision goes against the recommendation, " + cost + "."
                : "The data do not decide; the decision is not the course that costs least, " + cost + ".";
    }

    private static String total(Assessment made, String course) {
        JsonNode total = made.course(course).path("total");
        return money(total.path("middle").asDouble());
    }
}
