// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.server.decisions.forecast.ForecastSource.ReadRequest;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.Assessment.Decision;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A decision to make a change, with the course of the result that was chosen. Origins of its forecasts have
/// the assessment's id as their second part: `decision:ra-1`.
record CourseDecision(Assessment made, Decision decision, JsonNode course) {
    /* Nothing is forecast as certain. */
    private static final double LEAST = 0.001;

    /// Those that are new, and those of forecasts that are not resolved.
    static List<CourseDecision> read(AssessmentService assessments, ReadRequest reading) {
        List<String> ids = reading.unresolved().keySet().stream()
                .map(origin -> origin.split(":", -1)[1])
                .toList();
        return assessments.decidedSince(reading.from(), ids).stream()
                .map(CourseDecision::of)
                .filter(one -> one.course().path("migrates").asBoolean())
                .toList();
    }

    private static CourseDecision of(Assessment made) {
        Decision decision = Objects.requireNonNull(made.decision());
        return new CourseDecision(made, decision, made.course(decision.course()));
    }

    Instant at() {
        return decision.at();
    }

    /// The flag of the change with its environment, in words.
    String flag() {
        return "flag " + made.flag() + " in " + made.environment();
    }

    static Probability probability(double chance) {
        return new Probability(Math.clamp(chance, LEAST, 1 - LEAST));
    }

    String model() {
        return made.result().path("model").asString();
    }

    /// What a forecast of it rests on.
    ObjectNode inputs() {
        ObjectNode inputs = JsonMapper.shared().createObjectNode().put("assessment", made.id());
        for (String name : List.of("dataHash", "seed", "draws")) {
            inputs.set(name, made.result().path(name));
        }
        return inputs;
    }
}
