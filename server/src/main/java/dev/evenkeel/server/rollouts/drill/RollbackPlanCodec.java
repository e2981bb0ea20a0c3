// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.config.OutboundServerUrlParser;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON codec of [RollbackPlan], for requests, manifests and the database (docs/reference/http-api.md).
final class RollbackPlanCodec {
    private static final String NO_RETURN = "pointOfNoReturn";
    private static final String REASON = "reason";
    private static final String REHEARSAL = "rehearsal";
    private static final int LONGEST_URL = 2_000;

    private RollbackPlanCodec() {}

    /// A validated request.
    ///
    /// @param plan plan with version 1, whatever version was sent, because the server assigns versions
    record PutRollbackPlanCommand(RollbackPlan plan, String reason) {}

    /// Serializes a plan, for the database and the audit log.
    static @Nullable String encode(@Nullable RollbackPlan plan) {
        return plan == null ? null : DocumentJsonModule.MAPPER.writeValueAsString(plan);
    }

    /// Parses and validates a plan.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static PutRollbackPlanCommand parse(@Nullable JsonNode body) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors);
        RollbackPlan plan = RecordBinder.bind(
                RollbackPlan.class, new JsonObjectReader(normalize(fields), "", errors), Map.of(), Set.of(REASON));
        if (plan != null) {
            plan.schema()
                    .findProblems()
                    .forEach(problem -> errors.add(
                            "/schema/" + problem.step() + "/" + problem.field(), problem.message(), problem.remedy()));
        }
        String reason = fields.text(REASON, "");
        ValidationErrorMapper.throwIfAny(errors, "The rollback plan was not changed.");
        return new PutRollbackPlanCommand(Objects.requireNonNull(plan), reason);
    }

    /* Removes the version and an invalid URL, and writes a percentage as text. */
    private static @Nullable JsonNode normalize(JsonObjectReader fields) {
        if (!(fields.object() instanceof ObjectNode body)) {
            return null;
        }
        ObjectNode plan = body.deepCopy();
        plan.remove("version");
        if (plan.path(NO_RETURN).isNumber()) {
            Percent exposure = fields.percent(NO_RETURN, Percent.NONE);
            plan.put(NO_RETURN, "above " + exposure + " on the candidate");
        }
        JsonNode url = plan.path(REHEARSAL);
        if (url.isString()
                && (url.stringValue().length() > LONGEST_URL
                        || OutboundServerUrlParser.parse(url.stringValue()).isEmpty())) {
            fields.addError(
                    REHEARSAL,
                    "must be an http or https URL of at most " + LONGEST_URL
                            + " characters, without user, password, query and fragment",
                    "use a URL such as http://payments.example:8090/drills/rehearsal");
            plan.remove(REHEARSAL);
        }
        return plan;
    }
}
